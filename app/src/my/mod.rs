//! A trainee's own page: the next session, what to submit, who else is in the delegation.

mod coming_sessions;
mod delegation;
#[cfg(feature = "ssr")]
mod lay_out_task;
mod load_own_page;
mod my_page;
mod next_session;
mod session_ahead;
mod task;
mod task_card;

pub use load_own_page::LoadOwnPage;
pub use my_page::MyPage;
pub use next_session::{DisplayName, RoomFacts, SessionTimes};
