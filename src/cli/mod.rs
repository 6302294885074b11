//! The program: serve, demo, import, export, template, backup, verify. Exit status 0 done, 1 refused with nothing
//! written, 2 wrong usage.

pub mod demo;
mod export;
mod import;
mod maintenance;
mod output;
mod progress;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Forecourt (站图): the station map.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the map and the API
    Serve(serve::Serve),
    /// Serve a made-up network of stations all over China, to look around in
    Demo(demo::Demo),
    /// Import rows of any kind (stations, contracts, fees, sales, …) from a CSV, XLSX or GeoJSON file
    Import(import::Import),
    /// Export rows as a CSV, XLSX or GeoJSON file, which can be imported again
    Export(export::Export),
    /// Write a file to fill in and import: its columns, with examples
    Template(export::Template),
    /// Copy the database to a file, consistently, while it is in use
    Backup(maintenance::Backup),
    /// Walk the chain of revisions and all references, and report every fault
    Verify(maintenance::Verify),
}

/// Where the database is.
#[derive(Debug, Args)]
struct Database {
    /// The database file
    #[arg(long, value_name = "FILE", default_value = "forecourt.db")]
    database: PathBuf,
}

/// Why the program ends without having done what it was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Nothing was written; the text says why.
    #[error("{0}")]
    Refused(String),
    /// What was asked contradicts itself; the text says how.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    fn from(error: impl std::fmt::Display) -> Self {
        Self::Refused(error.to_string())
    }

    /// The exit status.
    const fn status(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
        }
    }
}

/// Runs the program on the arguments it was given.
pub fn run() -> ExitCode {
    // A wrong argument ends the program here, with status 2 and clap's explanation.
    let program = Program::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("FORECOURT_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,forecourt=info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let done = match program.command {
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Template(template) => template.run(),
        Command::Backup(backup) => backup.run(),
        Command::Verify(verify) => verify.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("forecourt: {failure}");
            ExitCode::from(failure.status())
        }
    }
}
