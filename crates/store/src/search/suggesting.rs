//! What may have been meant by a question to which its reader finds nothing.

use domain::actor::Actor;
use domain::seminar::Seminar;
use index::Typed;
use surrealdb::types::object;

use super::ShownRow;
use crate::compute::compute;
use crate::convert::record;
use crate::{Store, StoreError};

impl Store {
    /// The question with other words in place of those that stand in nothing that the actor may see. It finds something
    /// then: the words are of one text that the actor may see, and chosen among the words of such texts alone.
    pub(super) async fn suggestion(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        question: &str,
    ) -> Result<Option<String>, StoreError> {
        let Some(typed) = Typed::read(question) else { return Ok(None) };
        let (finder, slug) = (self.finder.clone(), seminar.slug.clone());
        let find = move || Ok::<_, StoreError>((finder.index.find_near(&slug, &typed)?, typed));
        let (mut found, typed) = compute(find).await?;
        let shown = self.shown(actor, seminar, &mut found).await?;
        let correct = move || Ok::<_, StoreError>((found.corrected(&typed, &shown)?, found));
        let (correction, found) = compute(correct).await?;
        let Some(correction) = correction else { return Ok(None) };
        // A word that stands elsewhere may well be right: it only is in no text together with the others.
        for word in correction.replaced() {
            let (mut found, _) = self.find(&seminar.slug, word).await?;
            if !self.shown(actor, seminar, &mut found).await?.is_empty() {
                return Ok(None);
            }
        }
        let text = record("searchable", &found.key(&correction.hit)?);
        let rows: Vec<ShownRow> =
            self.rows(include_str!("../../queries/search/texts.surql"), object! { ids: vec![text] }).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        Ok(Some(compute(move || correction.written(&row.text)).await))
    }
}
