//! Who is missing while the room fills.

mod keep_roll_call;
mod load_roll_call;
mod roll_call_page;

pub use keep_roll_call::KeepRollCall;
pub use load_roll_call::LoadRollCall;
pub use roll_call_page::RollCallPage;
