//! Names and titles change after a file has come; so does what it is found by.

use domain::material::VersionPlace;
use domain::seminar::Seminar;
use surrealdb::types::{RecordId, SurrealValue, Value, object};

use super::{file_text, slides_text};
use crate::materials::read_place;
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct NamedRow {
    id: RecordId,
    seminar: String,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    /// `version:…`
    record: String,
    file_name: Option<String>,
    text: String,
}

impl NamedRow {
    /// By what the file would be found, had it come today; `None` of a record that leads nowhere.
    fn text_in(&self, seminar: &Seminar) -> Option<String> {
        let file_name = self.file_name.as_deref()?;
        let (assignment, country, session) =
            (self.assignment.as_deref(), self.country.as_deref(), self.class_session.as_deref());
        match read_place("searchable", assignment, country, session).ok()? {
            VersionPlace::Material(key) => Some(file_text(file_name, &key, seminar.assignment(&key.assignment)?)),
            VersionPlace::Session(session) => Some(slides_text(file_name, seminar.session(&session)?)),
        }
    }
}

impl Store {
    /// The files of these seminars that are found by other words than they would be, had they come today, each with its
    /// new ones. It goes through all texts.
    pub(crate) async fn renamed_files(&self, seminars: &[&Seminar]) -> Result<Vec<Value>, StoreError> {
        let renamed = self.found_otherwise(seminars).await?.into_iter();
        Ok(renamed.map(|(row, text)| Value::Object(object! { id: row.id, text: text })).collect())
    }

    /// The versions whose files are found by other words than they should be, as records are written: `version:…`
    pub(crate) async fn files_found_otherwise(&self) -> Result<Vec<String>, StoreError> {
        let _titles = self.hold_seminars().await;
        let seminars = self.all_seminars();
        let seminars: Vec<&Seminar> = seminars.iter().map(AsRef::as_ref).collect();
        Ok(self.found_otherwise(&seminars).await?.into_iter().map(|(row, _)| row.record).collect())
    }

    /// The files of these seminars, each with the words by which it should be found and is not.
    async fn found_otherwise(&self, seminars: &[&Seminar]) -> Result<Vec<(NamedRow, String)>, StoreError> {
        let slugs: Vec<String> = seminars.iter().map(|seminar| seminar.slug.to_string()).collect();
        let query = include_str!("../../queries/search/names.surql");
        let rows: Vec<NamedRow> = self.rows(query, object! { seminars: slugs }).await?;
        let mut found = Vec::new();
        for row in rows {
            let seminar = seminars.iter().find(|seminar| seminar.slug.as_str() == row.seminar);
            let text = seminar.and_then(|seminar| row.text_in(seminar));
            if let Some(text) = text.filter(|text| *text != row.text) {
                found.push((row, text));
            }
        }
        Ok(found)
    }

    /// Has these files found by their new words.
    pub(crate) async fn rename_files(&self, renamed: Vec<Value>) -> Result<(), StoreError> {
        self.write(include_str!("../../queries/search/rename.surql"), object! { renamed: renamed }).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::person::Role;

    use super::*;
    use crate::convert::record;
    use crate::sample::{NOW, person, store, submission};

    #[tokio::test]
    async fn what_has_gone_meanwhile_does_not_come_back() {
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
        let mut files: Vec<RecordId> = store.rows("SELECT VALUE id FROM searchable", object! {}).await.expect("read");
        files.insert(0, record("searchable", "gone"));
        let renamed = files.iter().map(|id| Value::Object(object! { id: id.clone(), text: "harbour" }));
        store.rename_files(renamed.collect()).await.expect("renamed");
        let texts: Vec<String> = store.rows("SELECT VALUE text FROM searchable", object! {}).await.expect("read");
        assert_eq!(texts, ["harbour"]);
        let kept: Vec<RecordId> = store.rows("SELECT VALUE id FROM searchable", object! {}).await.expect("read");
        assert!(!files.contains(&kept[0]), "the index follows keys");
    }
}
