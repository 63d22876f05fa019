//! A file as bytes in memory, if it is small enough for that.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::unrenderable::Unrenderable;

pub(crate) fn read_whole(source: &Path, most: u64) -> Result<Vec<u8>, Unrenderable> {
    let mut bytes = Vec::new();
    let file = File::open(source).map_err(Unrenderable::Unreadable)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(Unrenderable::Unreadable)?;
    let length = bytes.len() as u64;
    if length > most { Err(Unrenderable::TooLarge(length)) } else { Ok(bytes) }
}
