//! What low-data packs weigh. In class a session's page is loaded anew at every vote, so a weight is kept.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use archives::low_data_pack;
use domain::id::VersionId;
use domain::material::VersionPlace;
use domain::slides::PackWeight;
use domain::time::Instant;
use store::slides::Slides;
use store::{Store, StoreError};

/// What a pack follows from: its title, and which files it holds and when each was drawn, which may be done again. The
/// rest of them never changes.
type Key = (String, Vec<(VersionId, Option<Instant>)>);

/// `None` of what has nothing to pack.
static WEIGHTS: Mutex<BTreeMap<Key, Option<u64>>> = Mutex::new(BTreeMap::new());
/// Packs whose weight is kept; then all are forgotten.
const MOST_KEPT: usize = 2_000;

/// The weight of the pack that the reader of these slides gets; `None` if there is nothing to pack.
pub async fn pack_weight(store: &Store, slides: &Slides) -> Result<Option<PackWeight>, StoreError> {
    let title = slides.seminar.place_name(&VersionPlace::Session(slides.session.slug.clone()));
    let key: Key = (title, slides.ready().map(|version| (version.id, slides.drawn_at(version.id))).collect());
    let files = slides.ready().map(|version| version.size).sum();
    let kept = WEIGHTS.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    if let Some(pack) = kept {
        return Ok(pack.map(|pack| PackWeight { pack, files }));
    }
    let pack = low_data_pack(&key.0, &store.slides_to_pack(slides).await?).map(|pack| pack.length());
    let mut weights = WEIGHTS.lock().unwrap_or_else(PoisonError::into_inner);
    if weights.len() >= MOST_KEPT {
        weights.clear();
    }
    weights.insert(key, pack);
    Ok(pack.map(|pack| PackWeight { pack, files }))
}
