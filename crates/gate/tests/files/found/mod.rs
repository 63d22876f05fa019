//! What real files of many programs have that was judged wrongly before.

mod archives;
mod damage;
mod documents;
mod polyglots;
mod recordings;
mod tables;
