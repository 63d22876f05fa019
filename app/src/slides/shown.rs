use domain::gate::FileKind;
use domain::material::Version;
use domain::seminar::Rules;
use domain::slides::{FileNumbers, PackWeight, ReleaseOutcome, SlidesRelease, awaits_release};
use serde::{Deserialize, Serialize};

/// A session's slides as the reader may see them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlidesShown {
    /// In the order in which they came.
    pub files: Vec<Version>,
    /// For those who lead the session: set while other members see slides.
    pub released: Option<SlidesRelease>,
    /// There where something of a file can be packed.
    pub pack: Option<PackWeight>,
    pub rules: Rules,
    /// The reader releases them.
    pub is_staff: bool,
}

impl SlidesShown {
    /// How many files staff could release. Only for those who lead the session: the others see what is released, and no
    /// release.
    pub fn awaiting_release(&self) -> usize {
        self.files.iter().filter(|file| awaits_release(file, self.released.as_ref())).count()
    }

    /// Nothing can be packed yet, but will be: a file that has passed the gate is still to be drawn.
    pub fn pack_is_being_made(&self) -> bool {
        let is_drawn =
            |file: &Version| file.glance.is_some() || file.passage.kind().is_some_and(FileKind::is_recording);
        self.pack.is_none() && self.files.iter().any(|file| file.passage.is_open() && !is_drawn(file))
    }

    /// What staff have seen when they release.
    pub fn numbers(&self) -> FileNumbers {
        FileNumbers::of(&self.files)
    }

    /// What has become by now of the files that staff had `seen` when they released.
    pub fn outcome(&self, seen: &FileNumbers) -> ReleaseOutcome {
        ReleaseOutcome::of(&self.files, seen, self.released.as_ref())
    }
}

#[cfg(feature = "ssr")]
impl SlidesShown {
    pub async fn load(
        store: &store::Store,
        actor: &domain::actor::Actor,
        seminar: &domain::id::SeminarSlug,
        session: &domain::id::SessionSlug,
    ) -> Result<Self, crate::error::AppError> {
        let slides = store.slides(actor, seminar, session).await?;
        Ok(Self {
            pack: super::pack_weight::pack_weight(store, &slides).await?,
            // Who does not lead the session is not told that there is nothing yet to see of what is released.
            released: slides.released.filter(|_| slides.leads),
            rules: slides.seminar.rules.clone(),
            is_staff: actor.is_staff(seminar),
            files: slides.files,
        })
    }
}
