//! Month first or day first: what all dates of a file say together.

use domain::attendance::export::{DateOrder, DateQuestion};

use super::moment::WrittenMoment;

/// What the dates of a file have shown so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Some date has a first number above twelve.
    day_first: bool,
    /// Some date has a second number above twelve.
    month_first: bool,
    /// Some date could be two days.
    two_ways: bool,
    /// Some date that could be two days has neither AM nor PM.
    not_twelve_hours: bool,
}

impl Evidence {
    pub(crate) fn add(&mut self, moment: WrittenMoment) {
        let Some((first, second)) = moment.either_order() else { return };
        match (first > 12, second > 12) {
            (true, _) => self.day_first = true,
            (_, true) => self.month_first = true,
            _ if first == second => {}
            _ => self.two_ways = true,
        }
        self.not_twelve_hours |= !moment.twelve_hours;
    }

    /// How the dates are read. What they show goes before what staff have said, and that before what the platform does:
    /// an answer kept from another file would otherwise turn days around.
    pub(crate) fn settle(self, said: Option<DateOrder>, with_twelve_hours: Option<DateOrder>) -> DateQuestion {
        match (self.day_first, self.month_first) {
            (true, false) => return DateQuestion::Settled(DateOrder::DayFirst),
            (false, true) => return DateQuestion::Settled(DateOrder::MonthFirst),
            (false, false) if !self.two_ways => return DateQuestion::NotNeeded,
            // Either some dates are written in another way than the others, or all of them could be two days.
            (true, true) | (false, false) => {}
        }
        let usual = with_twelve_hours.filter(|_| !self.not_twelve_hours);
        said.or(usual).map_or(DateQuestion::Open, DateQuestion::Settled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settle(texts: &[&str], said: Option<DateOrder>, usual: Option<DateOrder>) -> DateQuestion {
        let mut evidence = Evidence::default();
        texts.iter().filter_map(|text| WrittenMoment::read(text)).for_each(|moment| evidence.add(moment));
        evidence.settle(said, usual)
    }

    const DAY: DateQuestion = DateQuestion::Settled(DateOrder::DayFirst);
    const MONTH: DateQuestion = DateQuestion::Settled(DateOrder::MonthFirst);

    #[test]
    fn one_date_settles_all() {
        assert_eq!(settle(&["03/04/2026 09:00", "16/11/2026 09:00"], None, None), DAY);
        assert_eq!(settle(&["03/04/2026 09:00", "11/16/2026 09:00"], None, None), MONTH);
        assert_eq!(
            settle(&["11/16/2026 09:00"], Some(DateOrder::DayFirst), None),
            MONTH,
            "a wrong answer is not believed"
        );
    }

    #[test]
    fn what_stays_open_is_asked() {
        assert_eq!(settle(&["03/04/2026 09:00"], None, None), DateQuestion::Open);
        assert_eq!(settle(&["03/04/2026 09:00"], Some(DateOrder::DayFirst), None), DAY);
        assert_eq!(settle(&["16/11/2026 09:00", "11/16/2026 09:00"], None, None), DateQuestion::Open);
    }

    #[test]
    fn dates_of_one_reading_need_no_answer() {
        assert_eq!(
            settle(&["2026-04-03 09:00", "3.4.2026 09:00", "05/05/2026 09:00"], None, None),
            DateQuestion::NotNeeded
        );
    }

    #[test]
    fn a_platform_that_writes_am_and_pm_in_one_way_is_believed() {
        let usual = Some(DateOrder::MonthFirst);
        assert_eq!(settle(&["03/04/2026 09:00:00 AM"], None, usual), MONTH);
        assert_eq!(settle(&["03/04/2026 09:00:00"], None, usual), DateQuestion::Open);
    }
}
