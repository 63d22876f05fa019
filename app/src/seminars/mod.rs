//! Public: what runs and what comes, and the notice of a seminar.

mod load_notice;
mod load_seminars;
mod notice_page;
mod seminars_page;

pub use load_notice::LoadNotice;
pub use load_seminars::LoadSeminars;
pub use notice_page::NoticePage;
pub use seminars_page::SeminarsPage;

use leptos_router::hooks::use_params_map;

/// The slug of the seminar in the address, as it stands there.
pub fn seminar_in_address() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let params = use_params_map();
    move || leptos::prelude::With::with(&params, |params| params.get_str("seminar").unwrap_or_default().to_owned())
}
