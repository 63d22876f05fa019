//! Every query of the store, on an empty database in memory.

mod attendance;
mod certificates;
mod discussion;
mod gate;
mod house;
mod invitations;
mod materials;
mod people;
mod rosters;
mod search;
