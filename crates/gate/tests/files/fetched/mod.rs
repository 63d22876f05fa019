//! What a document has other programs, other machines or the web asked for when it is opened.

mod documents;
mod formulas;
mod parts;
