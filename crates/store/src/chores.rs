//! What a migration cannot do in the language of the database. Each is done once, at a start.

use std::future::Future;

use domain::seminar::Seminar;
use surrealdb::types::object;

use crate::convert::record;
use crate::{Store, StoreError};

/// Files that are named anew at once.
const TOGETHER: usize = 500;

impl Store {
    pub(crate) async fn do_chores(&self) -> Result<(), StoreError> {
        self.once("late", self.tell_lateness_anew()).await?;
        self.once("without_office", self.tell_what_lacks_an_office_program()).await?;
        self.once("country_names", self.name_files_anew()).await
    }

    async fn once(&self, name: &str, chore: impl Future<Output = Result<(), StoreError>>) -> Result<(), StoreError> {
        let variables = object! { chore: record("chore", name) };
        if self.row::<bool>("SELECT VALUE true FROM $chore", variables.clone()).await?.is_some() {
            return Ok(());
        }
        chore.await?;
        self.write("UPSERT $chore SET done_at = time::now()", variables).await?;
        tracing::info!(name, "did what a migration had left");
        Ok(())
    }

    /// Which previews were drawn without an office program.
    async fn tell_what_lacks_an_office_program(&self) -> Result<(), StoreError> {
        self.write(include_str!("../queries/previews/tell_office.surql"), object! {}).await?;
        Ok(())
    }

    /// Files are found by all names of their countries.
    async fn name_files_anew(&self) -> Result<(), StoreError> {
        let seminars = self.all_seminars();
        let seminars: Vec<&Seminar> = seminars.iter().map(AsRef::as_ref).collect();
        for files in self.renamed_files(&seminars).await?.chunks(TOGETHER) {
            self.rename_files(files.to_vec()).await?;
        }
        Ok(())
    }

    /// Lateness by the rule that files count which the gate has refused no more.
    async fn tell_lateness_anew(&self) -> Result<(), StoreError> {
        for seminar in self.all_seminars() {
            let due_times = self.due_times(&seminar, |_, _| true).await?;
            self.write(include_str!("../queries/seminars/late.surql"), object! { due_times: due_times }).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::person::Role;

    use super::*;
    use crate::sample::{NOW, person, store, submission};

    #[tokio::test]
    async fn what_came_before_is_as_if_it_came_now_and_that_once() {
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
        let earlier = "
            UPDATE version SET submitted_at = d'2099-01-01T00:00:00Z';
            CREATE preview:one SET version = version:one, files = [], made_at = time::now(),
                content = { pages: [], missing: [{ office: 'not_installed' }] };
            CREATE preview:two SET version = version:two, files = [], made_at = time::now(),
                content = { pages: [], missing: ['password', { office: 'failed' }] };
            LET $found = (SELECT * OMIT id FROM searchable)[0];
            DELETE searchable;
            CREATE searchable CONTENT object::extend($found, { text: 'slides pdf Kenya KE' });
            DELETE chore;
        ";
        store.db.query(earlier).await.expect("asked").check().expect("written");
        store.do_chores().await.expect("done");
        let late: Vec<bool> = store.rows("SELECT VALUE late FROM material", object! {}).await.expect("read");
        assert_eq!(late, [true]);
        let lacking = "SELECT VALUE <string> id FROM preview WHERE without_office = true";
        let lacking: Vec<String> = store.rows(lacking, object! {}).await.expect("read");
        assert_eq!(lacking, ["preview:one"]);
        let texts: Vec<String> = store.rows("SELECT VALUE text FROM searchable", object! {}).await.expect("read");
        assert!(matches!(&texts[..], [text] if text.contains("肯尼亚")), "{texts:?}");
        store.db.query("UPDATE material SET late = false").await.expect("asked").check().expect("written");
        store.do_chores().await.expect("nothing is left");
        let late: Vec<bool> = store.rows("SELECT VALUE late FROM material", object! {}).await.expect("read");
        assert_eq!(late, [false]);
    }
}
