//! Which page comes next.

/// What someone did to leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf {
    Next,
    Previous,
    First,
    Last,
}

impl Leaf {
    /// By the name that browsers give to a key.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowRight" | "PageDown" => Some(Self::Next),
            "ArrowLeft" | "PageUp" => Some(Self::Previous),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// By how far a finger went, in pixels: clearly sideways, and more than a tremble.
    pub fn of_swipe(x: i32, y: i32) -> Option<Self> {
        let sideways = x.abs() >= 48 && x.abs() > 2 * y.abs();
        sideways.then_some(if x < 0 { Self::Next } else { Self::Previous })
    }

    /// The place after that, of `count` pages; places count from 0.
    pub fn from(self, place: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        match self {
            Self::Next => (place + 1).min(last),
            Self::Previous => place.saturating_sub(1),
            Self::First => 0,
            Self::Last => last,
        }
    }
}

/// One turn of a wheel, from its first event to its last: a trackpad goes on when the hand has left it.
#[derive(Debug, Clone, Copy, Default)]
pub struct WheelTurn {
    /// When the last event came, in milliseconds.
    last: Option<f64>,
    scrolled: bool,
    leafed: bool,
}

/// What an event of a wheel comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wheel {
    Turns(Leaf),
    /// It belongs to a turn that has leafed or scrolled up to here, or is about to leaf.
    Waits,
    /// No page lies that way, or more of this one.
    Scrolls,
}

impl WheelTurn {
    /// Without an event for so many milliseconds, a turn is over.
    const PAUSE: f64 = 400.0;
    /// What goes less far, in pixels, is a tremble.
    const TREMBLE: f64 = 4.0;

    /// Meets an event at that time, which went so far either way, at a place among `count` pages. `more`: the page goes on
    /// that way out of sight.
    pub fn meet(&mut self, at: f64, (x, y): (f64, f64), more: bool, place: usize, count: usize) -> Wheel {
        if self.last.is_none_or(|last| at - last > Self::PAUSE) {
            (self.scrolled, self.leafed) = (false, false);
        }
        self.last = Some(at);
        let way = if x.abs() > y.abs() { x } else { y };
        let leaf = if way > 0.0 { Leaf::Next } else { Leaf::Previous };
        if self.leafed {
            Wheel::Waits
        } else if leaf.from(place, count) == place {
            Wheel::Scrolls
        } else if more {
            self.scrolled = true;
            Wheel::Scrolls
        } else if self.scrolled || way.abs() < Self::TREMBLE {
            Wheel::Waits
        } else {
            self.leafed = true;
            Wheel::Turns(leaf)
        }
    }
}

/// What stands in an address for the number of a page where all of them are meant.
pub const ALL: &str = "all";

/// The page that an address names (`?page=3`), which counts from 1. `None`: all of them (`?page=all`).
pub fn page_in(query: Option<String>) -> Option<u32> {
    match query.as_deref() {
        Some(ALL) => None,
        page => Some(page.and_then(|page| page.parse().ok()).unwrap_or(1)),
    }
}

/// The place of that page, or of the nearest one among `count`.
pub fn place_of(page: u32, count: usize) -> usize {
    (page.saturating_sub(1) as usize).min(count.saturating_sub(1))
}

/// The place of the page that an address names; of the first one where it names all.
pub fn place_in(query: Option<String>, count: usize) -> usize {
    place_of(page_in(query).unwrap_or(1), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leafing_stays_within_the_file() {
        assert_eq!([Leaf::Next, Leaf::Previous, Leaf::First, Leaf::Last].map(|leaf| leaf.from(1, 3)), [2, 0, 0, 2]);
        assert_eq!((Leaf::Next.from(2, 3), Leaf::Previous.from(0, 3), Leaf::Last.from(0, 0)), (2, 0, 0));
    }

    #[test]
    fn keys_and_swipes_leaf() {
        assert_eq!(Leaf::of_key("PageDown"), Some(Leaf::Next));
        assert_eq!(Leaf::of_key("a"), None);
        assert_eq!(Leaf::of_swipe(-60, 10), Some(Leaf::Next));
        assert_eq!(Leaf::of_swipe(60, -10), Some(Leaf::Previous));
        assert_eq!((Leaf::of_swipe(-60, 50), Leaf::of_swipe(-10, 0)), (None, None));
    }

    #[test]
    fn a_turn_of_the_wheel_turns_one_page_however_long_it_lasts() {
        let mut turn = WheelTurn::default();
        let mut down = |at, far| turn.meet(at, (0.0, far), false, 1, 9);
        assert_eq!([down(0.0, 1.0), down(20.0, 100.0)], [Wheel::Waits, Wheel::Turns(Leaf::Next)]);
        for at in [300.0, 600.0, 900.0] {
            assert_eq!(down(at, 30.0), Wheel::Waits, "at {at}");
        }
        assert_eq!(down(1_301.0, 30.0), Wheel::Turns(Leaf::Next));
        assert_eq!(turn.meet(2_000.0, (-30.0, 3.0), false, 1, 9), Wheel::Turns(Leaf::Previous));
    }

    #[test]
    fn a_wheel_scrolls_where_no_page_is() {
        let met = |far, place| WheelTurn::default().meet(0.0, (0.0, far), false, place, 3);
        assert_eq!([met(100.0, 2), met(-100.0, 0), met(1.0, 2)], [Wheel::Scrolls; 3]);
        let mut turn = WheelTurn::default();
        assert_eq!(turn.meet(0.0, (0.0, 100.0), false, 1, 3), Wheel::Turns(Leaf::Next));
        assert_eq!(turn.meet(100.0, (0.0, 100.0), false, 2, 3), Wheel::Waits, "the turn that came here ends here");
        assert_eq!(turn.meet(501.0, (0.0, 100.0), false, 2, 3), Wheel::Scrolls);
    }

    #[test]
    fn a_page_that_is_not_seen_to_its_end_is_scrolled_first() {
        for (far, leaf) in [(100.0, Leaf::Next), (-100.0, Leaf::Previous)] {
            let mut turn = WheelTurn::default();
            let mut meet = |at, more| turn.meet(at, (0.0, far), more, 1, 3);
            assert_eq!([meet(0.0, true), meet(100.0, true)], [Wheel::Scrolls; 2], "{leaf:?}");
            assert_eq!(meet(200.0, false), Wheel::Waits, "the turn that came to the end ends here");
            assert_eq!(meet(601.0, false), Wheel::Turns(leaf));
        }
    }

    #[test]
    fn an_address_names_a_page_that_is_there() {
        let place = |page: &str| place_in(Some(page.to_owned()), 3);
        assert_eq!([place("1"), place("3"), place("9"), place("0"), place("x")], [0, 2, 2, 0, 0]);
        assert_eq!((place_in(None, 0), place("all"), place("99999999999")), (0, 0, 0));
        assert_eq!((page_in(Some("all".to_owned())), page_in(None)), (None, Some(1)));
    }
}
