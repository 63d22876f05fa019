//! Shelves of works, cut into pages.

use std::ops::Range;

/// The most works on one page. A thumbnail weighs some 10 KB, so that a page of them comes within a quarter of a
/// minute at 300 kbit/s. Rows of two, three and four come out even.
const WORKS_ON_A_PAGE: usize = 48;

/// The works of a shelf that stand on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Which of the shelves.
    pub shelf: usize,
    pub works: Range<usize>,
}

/// What stands on each page, given how many works each shelf has. A shelf is torn apart only if no page holds it.
pub fn cut(shelves: impl IntoIterator<Item = usize>) -> Vec<Vec<Stretch>> {
    let mut pages: Vec<Vec<Stretch>> = Vec::new();
    let mut page: Vec<Stretch> = Vec::new();
    let mut room = WORKS_ON_A_PAGE;
    for (shelf, works) in shelves.into_iter().enumerate() {
        let mut next = 0;
        while next < works {
            let fits_elsewhere = works <= WORKS_ON_A_PAGE && works > room;
            if room == 0 || fits_elsewhere {
                pages.push(std::mem::take(&mut page));
                room = WORKS_ON_A_PAGE;
            }
            let end = works.min(next + room);
            page.push(Stretch { shelf, works: next..end });
            room -= end - next;
            next = end;
        }
    }
    pages.extend(Some(page).filter(|page| !page.is_empty()));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shelf, first work and end of each stretch, page by page.
    fn pages(shelves: &[usize]) -> Vec<Vec<(usize, usize, usize)>> {
        let flat = |stretch: Stretch| (stretch.shelf, stretch.works.start, stretch.works.end);
        cut(shelves.iter().copied()).into_iter().map(|page| page.into_iter().map(flat).collect()).collect()
    }

    #[test]
    fn what_fits_is_one_page() {
        assert_eq!(pages(&[2, 0, 46]), [[(0, 0, 2), (2, 0, 46)]]);
        assert!(pages(&[]).is_empty());
    }

    #[test]
    fn a_shelf_that_fits_on_a_page_stays_together() {
        assert_eq!(pages(&[20, 30, 10]), [vec![(0, 0, 20)], vec![(1, 0, 30), (2, 0, 10)]]);
        assert_eq!(pages(&[48, 48]), [[(0, 0, 48)], [(1, 0, 48)]]);
    }

    #[test]
    fn a_longer_one_begins_where_it_is_and_goes_on() {
        let cut = pages(&[40, 100, 3]);
        assert_eq!(cut, [vec![(0, 0, 40), (1, 0, 8)], vec![(1, 8, 56)], vec![(1, 56, 100), (2, 0, 3)]]);
    }

    #[test]
    fn no_work_is_lost_and_no_page_too_long() {
        for most in [1, 4, 10, 47, 48, 49, 50, 200] {
            let shelves: Vec<usize> = (0..200).map(|shelf| (shelf * 7) % (most + 1)).collect();
            let mut found = vec![0; shelves.len()];
            for page in pages(&shelves) {
                let works: usize = page.iter().map(|(_, from, end)| end - from).sum();
                assert!((1..=WORKS_ON_A_PAGE).contains(&works), "{most}: {page:?}");
                for (shelf, from, end) in page {
                    assert_eq!(found[shelf], from, "{most}: in order, none twice");
                    found[shelf] = end;
                }
            }
            assert_eq!(found, shelves);
        }
    }
}
