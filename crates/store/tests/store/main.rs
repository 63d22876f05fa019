//! Every query of the store, on an empty database in memory.

mod attendance;
mod certificates;
mod comments;
mod deadlines;
mod deletion;
mod discussion;
mod gate;
mod house;
mod invitations;
mod materials;
mod outbox;
mod people;
mod review_forms;
mod rosters;
mod search;
mod sharing;
mod slides;
