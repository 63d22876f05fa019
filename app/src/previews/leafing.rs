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

    /// By how far a wheel was turned, either way.
    pub fn of_wheel(x: f64, y: f64) -> Option<Self> {
        let turned = if x.abs() > y.abs() { x } else { y };
        (turned.abs() >= 4.0).then_some(if turned > 0.0 { Self::Next } else { Self::Previous })
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

/// The place of the page that an address names (`?page=3`), which counts from 1.
pub fn place_in(query: Option<String>, count: usize) -> usize {
    let page: usize = query.and_then(|page| page.parse().ok()).unwrap_or(1);
    page.saturating_sub(1).min(count.saturating_sub(1))
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
    fn keys_swipes_and_wheels_leaf() {
        assert_eq!(Leaf::of_key("PageDown"), Some(Leaf::Next));
        assert_eq!(Leaf::of_key("a"), None);
        assert_eq!(Leaf::of_swipe(-60, 10), Some(Leaf::Next));
        assert_eq!(Leaf::of_swipe(60, -10), Some(Leaf::Previous));
        assert_eq!((Leaf::of_swipe(-60, 50), Leaf::of_swipe(-10, 0)), (None, None));
        assert_eq!(Leaf::of_wheel(0.0, 100.0), Some(Leaf::Next));
        assert_eq!(Leaf::of_wheel(-30.0, 3.0), Some(Leaf::Previous));
        assert_eq!(Leaf::of_wheel(0.0, 1.0), None);
    }

    #[test]
    fn an_address_names_a_page_that_is_there() {
        let place = |page: &str| place_in(Some(page.to_owned()), 3);
        assert_eq!([place("1"), place("3"), place("9"), place("0"), place("x")], [0, 2, 2, 0, 0]);
        assert_eq!(place_in(None, 0), 0);
    }
}
