//! The timetable, by day and by course, on both clocks.

mod clock_note;
mod entry_card;
mod groups;
mod load_programme;
mod programme_page;
mod way_down;

pub use load_programme::LoadProgramme;
pub use programme_page::ProgrammePage;
