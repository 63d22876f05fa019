//! `lectern`: the online office of international seminars.

use std::process::ExitCode;

use clap::Parser;
use lectern::commands::CommandLine;

/// SurrealDB needs deeper stacks than tokio's workers have by default.
const STACK_BYTES: usize = 10 * 1024 * 1024;

fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    // A worker gives up rights of its process, which has to have one thread only.
    if command_line.is_worker() {
        return ended(workshop::work().map(|()| ExitCode::SUCCESS));
    }
    // SurrealDB brings two crypto back ends and picks none.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        eprintln!("lectern: a crypto provider is installed already");
        return ExitCode::FAILURE;
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK_BYTES).build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("lectern: {error}");
            return ExitCode::FAILURE;
        }
    };
    ended(runtime.block_on(command_line.run()))
}

fn ended(outcome: Result<ExitCode, impl std::fmt::Display>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("lectern: {error}");
            ExitCode::FAILURE
        }
    }
}
