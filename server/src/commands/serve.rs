//! Serving, until told to stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use leptos::config::{Env, LeptosOptions, get_configuration};
use tokio::net::TcpListener;

use super::{CommandError, demo, socket};
use crate::config::Config;
use crate::state::AppState;
use crate::{jobs, mail};

pub async fn serve(config: Config, demo: bool) -> Result<ExitCode, CommandError> {
    start_log();
    if demo && !config.addr.ip().is_loopback() {
        return Err(CommandError::Refused(format!("--demo listens on loopback only, not on {}", config.addr)));
    }
    let listener = TcpListener::bind(config.addr)
        .await
        .map_err(|error| CommandError::Refused(format!("cannot listen on {}: {error}", config.addr)))?;
    let addr = listener.local_addr()?;
    let config = config.listening_on(addr);
    let postman = mail::Postman::new(&config).map_err(CommandError::Refused)?;
    let state = AppState::open(&config, site(addr)?).await?;
    if demo && state.office.store.all_seminars().is_empty() {
        show_links(demo::load(&state.data()).await?);
    }
    socket::take_errands(&config.socket(), state.clone()).await?;
    let jobs = jobs::start(state.clone(), postman);
    let shutdown = state.shutdown.clone();
    tokio::spawn(async move {
        stop_asked().await;
        tracing::info!("stopping: requests under way may end");
        shutdown.cancel();
    });
    // The line that scripts and people wait for.
    println!("lectern listens on http://{addr}");
    state.answer(listener).await?;
    jobs.join_all().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Where the browser's half lies: where the environment says, or else beside the program.
fn site(addr: SocketAddr) -> Result<LeptosOptions, CommandError> {
    let configuration = get_configuration(None).map_err(|error| CommandError::Refused(error.to_string()))?;
    let mut options = configuration.leptos_options;
    options.site_addr = addr;
    if std::env::var_os("LEPTOS_SITE_ROOT").is_some() {
        return Ok(options);
    }
    let folder = match std::env::var_os("LECTERN_SITE") {
        Some(site) => PathBuf::from(site).parent().map(PathBuf::from).unwrap_or_default(),
        None => std::env::current_exe()?.parent().map(PathBuf::from).unwrap_or_default(),
    };
    let (site, hashes) = (folder.join("site"), folder.join("hash.txt"));
    if !hashes.exists() {
        return Err(CommandError::Refused(format!(
            "the browser's half is missing: there is no {} (`make build` makes it)",
            hashes.display()
        )));
    }
    options.site_root = site.to_string_lossy().as_ref().into();
    options.hash_file = hashes.to_string_lossy().as_ref().into();
    options.hash_files = true;
    options.env = Env::PROD;
    Ok(options)
}

fn show_links(links: std::collections::BTreeMap<String, String>) {
    println!("Sample people and their links. Each works once; they are shown this one time:");
    for (email, link) in links {
        println!("  {email:<40} {link}");
    }
}

/// How much is logged where `LECTERN_LOG` does not say. The database calls it an error that its background
/// tasks end with the process; nothing is lost by it.
const LOG_FILTER: &str = "warn,lectern=info,store=info,vault=info,app=info,surrealdb_core::kvs::tasks=off";

/// Logs are lines of JSON, or of text where a person looks on. `LECTERN_LOG` says how much.
fn start_log() {
    use std::io::IsTerminal;
    let filter = tracing_subscriber::EnvFilter::try_from_env("LECTERN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(LOG_FILTER));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // An error only says that a log was started before.
    let _ = if std::io::stderr().is_terminal() { log.try_init() } else { log.json().try_init() };
}

async fn stop_asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}
