//! The whole database as one file, and back.

use std::path::Path;

use index::Index;

use crate::connecting::connect;
use crate::room::Room;
use crate::{Store, StoreError};

impl Store {
    /// Writes the database to `file` as it is at one moment; writes meanwhile go on.
    pub async fn export(&self, file: &Path) -> Result<(), StoreError> {
        Ok(self.db.export(file).await?)
    }

    /// Fills the empty database at `url` with what [`Store::export`] wrote.
    pub async fn import(url: &str, file: &Path) -> Result<Self, StoreError> {
        let room = Room::of(url);
        let db = connect(url, &room).await?;
        db.import(file).await?;
        Self::on(db, room, Index::in_memory()?).await
    }
}
