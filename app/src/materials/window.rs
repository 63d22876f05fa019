//! One page of a long list.

use serde::{Deserialize, Serialize};

/// Rows on one page.
const PAGE_ROWS: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window<T> {
    pub rows: Vec<T>,
    /// How many rows stand before these.
    pub before: u32,
    /// How many rows there are on all pages.
    pub total: u32,
    /// From 1.
    pub page: u32,
    pub pages: u32,
}

impl<T> Window<T> {
    /// The rows of a page; of the last one if there are not that many.
    pub fn of(all: Vec<T>, page: u32) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (total, pages) = (number(all.len()), number(all.len().div_ceil(PAGE_ROWS)).max(1));
        let page = page.clamp(1, pages);
        let before = (page as usize - 1) * PAGE_ROWS;
        let rows = all.into_iter().skip(before).take(PAGE_ROWS).collect();
        Self { rows, before: number(before), total, page, pages }
    }

    /// The same page of the same list, with these in place of its rows.
    pub fn with_rows<U>(self, rows: Vec<U>) -> Window<U> {
        let Self { before, total, page, pages, .. } = self;
        Window { rows, before, total, page, pages }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_fifty_rows() {
        let second = Window::of((0..120).collect(), 2);
        assert_eq!((second.rows[0], second.rows.len()), (50, 50));
        assert_eq!((second.before, second.total, second.pages), (50, 120, 3));
        assert_eq!(Window::of((0..120).collect(), 3).rows.len(), 20);
    }

    #[test]
    fn a_page_that_is_not_there_is_the_last_one() {
        assert_eq!(Window::of(vec![7], 9), Window::of(vec![7], 1));
        assert_eq!(Window::of(Vec::<u8>::new(), 0).page, 1);
    }
}
