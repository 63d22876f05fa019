//! What an upload says of sharing its material. A box that nobody has touched since says nothing over what is on record:
//! someone may have given or taken back the consent meanwhile, on the same page or elsewhere.

use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Statement {
    /// Yes, no, or nothing, as the page knows it now.
    on_record: Signal<Option<bool>>,
    /// What the box said when an upload spoke last, or when the page came.
    pub box_says: StoredValue<bool>,
}

impl Statement {
    pub fn beside(on_record: Signal<Option<bool>>) -> Self {
        Self { on_record, box_says: StoredValue::new(on_record.get_untracked() == Some(true)) }
    }

    /// What is said by a box that stands so.
    pub fn said(self, ticked: bool) -> Option<bool> {
        let said = says(self.on_record.get_untracked(), self.box_says.get_value(), ticked);
        self.box_says.set_value(ticked);
        said
    }
}

fn says(on_record: Option<bool>, before: bool, ticked: bool) -> Option<bool> {
    (ticked != before || on_record.is_none()).then_some(ticked)
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_box_that_nobody_touched_says_nothing_over_what_is_on_record() {
        assert_eq!(says(None, false, false), Some(false), "nothing was said before");
        assert_eq!(says(None, false, true), Some(true));
        assert_eq!(says(Some(false), true, true), None, "consent was taken back meanwhile");
        assert_eq!(says(Some(true), false, false), None, "consent was given meanwhile");
        assert_eq!(says(Some(true), true, false), Some(false));
        assert_eq!(says(Some(false), false, true), Some(true));
    }
}
