//! People by sessions.

mod attendance_page;
mod load_sheet;
mod sheet_filter;
mod sheet_table;
mod sums;

pub use attendance_page::AttendancePage;
pub use load_sheet::LoadSheet;
