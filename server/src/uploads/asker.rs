//! Who asks, and which uploads are theirs.

use app::request::Visitor;
use axum::http::StatusCode;
use domain::actor::Actor;
use domain::id::VersionId;
use domain::time::{Clocks, Instant, WallTime, ZoneClock, zones};
use domain::upload::{RefusedUpload, UploadTarget};
use store::{Store, StoreError};
use vault::Vault;

use super::headers::UPLOAD_CLOSED;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

#[derive(Clone)]
pub struct Asker {
    pub state: AppState,
    pub actor: Actor,
    zone: Option<String>,
}

impl Asker {
    pub fn new(state: AppState, visitor: Visitor) -> Result<Self, Refusal> {
        let zone = visitor.zone.clone();
        Ok(Self { state, actor: signed_in(visitor)?, zone })
    }

    pub fn store(&self) -> &Store {
        &self.state.office.store
    }

    pub fn vault(&self) -> &Vault {
        &self.state.vault
    }

    /// The upload of this name, if the asker began it. Asking for another one's disturbs nobody.
    pub async fn own_upload(&self, name: &str) -> Result<VersionId, Refusal> {
        let id: VersionId = name.parse().map_err(|_| Refusal::not_found())?;
        let owner = self.vault().owner_of(id).await?;
        if owner == self.actor.person { Ok(id) } else { Err(Refusal::not_found()) }
    }

    /// May the asker submit a file of this size now?
    pub async fn admit(&self, target: &UploadTarget, size: u64) -> Result<(), Refusal> {
        let admitted = self.store().admit_upload(&self.actor, target, size, Instant::now()).await;
        admitted.map(|_| ()).map_err(|error| self.refuse(target, error))
    }

    /// When the target closed, if it takes nothing more for that.
    pub async fn closed_at(&self, target: &UploadTarget, size: u64) -> Option<Instant> {
        match self.store().admit_upload(&self.actor, target, size, Instant::now()).await {
            Err(StoreError::Upload(RefusedUpload::Closed { closed_at })) => Some(closed_at),
            _ => None,
        }
    }

    /// The store's no, with the closing time on the host's clock and the asker's.
    pub fn refuse(&self, target: &UploadTarget, error: StoreError) -> Refusal {
        match error {
            StoreError::Upload(RefusedUpload::Closed { closed_at }) => {
                let host = self.store().seminar(&target.seminar).map(|seminar| seminar.host_zone.clone());
                let clocks = zones::clocks(&host.unwrap_or_default(), self.zone.as_deref(), closed_at);
                let refusal = Refusal::new(StatusCode::FORBIDDEN, closed_text(&clocks, closed_at));
                refusal.with(UPLOAD_CLOSED, &closed_at.to_rfc3339())
            }
            error => error.into(),
        }
    }
}

fn closed_text(clocks: &Clocks, closed_at: Instant) -> String {
    let moment = clocks.show(closed_at);
    let host = clock_words(&clocks.host, &moment.host);
    let reader = clocks.reader.as_ref().zip(moment.reader).filter(|(clock, _)| clock.name != clocks.host.name);
    let own = reader.map(|(clock, wall)| format!("; that is {}", clock_words(clock, &wall))).unwrap_or_default();
    format!("This assignment closed on {host}{own}. If you need more time, please ask the staff.")
}

/// `Wed 10 Nov 2021, 14:30 in Shanghai (UTC+8)`
fn clock_words(clock: &ZoneClock, wall: &WallTime) -> String {
    format!("{wall} in {} ({})", clock.city(), wall.offset_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_time_is_told_on_both_clocks() {
        let closed_at = Instant::from_seconds(1_636_507_800);
        let text = |zone| closed_text(&zones::clocks("Asia/Shanghai", zone, closed_at), closed_at);
        let host = "This assignment closed on Wed 10 Nov 2021, 09:30 in Shanghai (UTC+8)";
        let way_on = "If you need more time, please ask the staff.";
        let bogota = "that is Tue 9 Nov 2021, 20:30 in Bogota (UTC−5)";
        assert_eq!(text(Some("America/Bogota")), format!("{host}; {bogota}. {way_on}"));
        assert_eq!(text(None), format!("{host}. {way_on}"));
        assert_eq!(text(Some("Asia/Shanghai")), format!("{host}. {way_on}"));
    }
}
