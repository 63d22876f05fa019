//! What requests share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::request::Office;
use axum::extract::FromRef;
use domain::time::Instant;
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use store::Store;
use tokio_util::sync::CancellationToken;
use vault::Vault;

use crate::attendance::Reader;
use crate::certificates::keyring::Keyring;
use crate::certificates::printing::PrintingRoom;
use crate::commands::{CommandError, Data};
use crate::config::Config;
use crate::gatekeeper::PasswordGate;
use crate::posted::PostedForms;
use crate::workroom::Workroom;

/// How long requests under way may take to end once the server is to stop. Uploads end at once and
/// keep what has come; a download over a dead link would wait for ever.
const DRAIN: Duration = Duration::from_secs(20);

#[derive(Clone)]
pub struct AppState {
    pub office: Office,
    pub vault: Vault,
    /// The keys that sign certificates.
    pub keyring: Keyring,
    pub printing: PrintingRoom,
    pub workroom: Workroom,
    pub password_gate: Arc<PasswordGate>,
    /// What was written into forms that were refused.
    pub posted: Arc<PostedForms>,
    pub leptos_options: LeptosOptions,
    pub metrics: PrometheusHandle,
    /// Cancelled when the server is to stop, so that endless responses end.
    pub shutdown: CancellationToken,
}

impl AppState {
    /// Opens database and files.
    pub async fn open(config: &Config, leptos_options: LeptosOptions) -> Result<Self, CommandError> {
        config.make_data_folder()?;
        tracing::info!(db = config.shown_db(), data = %config.data.display(), "opening");
        let store = Store::open_with_index(&config.db, &config.index()).await?;
        // After the database, whose lock says that no other process uses this folder.
        let vault = Vault::open_with_reserve(&config.files, config.keep_free).await?;
        if config.has_database_alone() {
            store.release_issue_leases(Instant::now()).await?;
            store.release_job_leases(Instant::now()).await?;
        }
        let workroom = Workroom::open(config)?;
        if workroom.equipment().office {
            let count = store.draw_with_office(Instant::now()).await?;
            if count > 0 {
                tracing::info!(count, "files are drawn again, now that there is an office program");
            }
        }
        let password_gate = Arc::new(PasswordGate::new().map_err(|error| CommandError::Refused(error.to_string()))?);
        let (files, room) = (vault.clone(), workroom.clone());
        let office = Office {
            store,
            gatekeeper: password_gate.clone(),
            export_reader: Arc::new(Reader { vault: vault.clone(), workroom: workroom.clone() }),
            files_shortage: Arc::new(move || files.shortage()),
            equipment: Arc::new(move || room.equipment()),
            public_url: config.public_url.clone(),
            sends_mail: config.smtp.is_some(),
            secure_cookies: config.secure_cookies(),
            keep_deleted_days: config.keep_deleted_days,
        };
        let shutdown = CancellationToken::new();
        let (keyring, printing) = (Keyring::in_data(&config.data), PrintingRoom::default());
        let (posted, metrics) = (Arc::default(), recorder());
        Ok(Self {
            office,
            vault,
            keyring,
            printing,
            workroom,
            password_gate,
            posted,
            leptos_options,
            metrics,
            shutdown,
        })
    }

    /// What the operator's commands work on.
    pub fn data(&self) -> Data {
        Data {
            store: self.office.store.clone(),
            vault: self.vault.clone(),
            keyring: self.keyring.clone(),
            public_url: self.office.public_url.clone(),
            keep_deleted_days: self.office.keep_deleted_days,
        }
    }

    /// Answers requests on the listener until [`AppState::shutdown`] is cancelled; those under way may
    /// end, for a while.
    pub async fn answer(self, listener: tokio::net::TcpListener) -> std::io::Result<()> {
        let (stopping, shutdown) = (self.shutdown.clone(), self.shutdown.clone());
        let service = crate::router::router(self).into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move { stopping.cancelled().await });
        let drained = async {
            shutdown.cancelled().await;
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            served = serving => served,
            () = drained => {
                tracing::warn!("some requests did not end in time and were cut");
                Ok(())
            }
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}

fn recorder() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    // A second server in one process, as in tests, keeps the first one's recorder.
    let _ = metrics::set_global_recorder(recorder);
    handle
}
