//! `forecourt serve`: opens the database and answers until it is told to stop.

use std::net::IpAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;

use super::{Database, Failure};
use crate::http;
use crate::live::{Network, Options};
use crate::store::sqlite::Sqlite;

/// `forecourt serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    service: Service,
}

/// How the service is reached and what it shows.
#[derive(Debug, Args)]
pub(super) struct Service {
    /// The address to listen on; 0.0.0.0 for all
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on; 0 for any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// URL of a `MapLibre` style to put under the map, instead of the built-in one that needs no network
    #[arg(long, value_name = "URL")]
    basemap: Option<String>,
    /// The zone in which dates are meant
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai", value_parser = zone)]
    zone: String,
    /// Largest file that may be uploaded, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    max_upload: u64,
}

/// How often the database is looked at for commits of other programs.
const FOLLOW_EVERY: Duration = Duration::from_millis(500);

fn zone(text: &str) -> Result<String, String> {
    jiff::tz::TimeZone::get(text)
        .map(|_| text.to_owned())
        .map_err(|_| format!("there is no time zone {text:?}; give one such as Asia/Shanghai"))
}

impl Serve {
    pub(super) fn run(self) -> Result<(), Failure> {
        let network = self.service.open(&self.database.database)?;
        self.service.run(network, &self.database.database)
    }
}

impl Service {
    /// Opens the database, making it if it is not there.
    pub(super) fn open(&self, database: &Path) -> Result<Network, Failure> {
        let begun = Instant::now();
        let network = open(database, &self.zone)?;
        tracing::info!(
            database = %database.display(),
            stations = network.current().stations(),
            revision = network.current().revision().0,
            milliseconds = begun.elapsed().as_millis(),
            "opened"
        );
        Ok(network)
    }

    /// Answers until the program is told to stop (Ctrl-C, SIGTERM).
    pub(super) fn run(self, network: Network, database: &Path) -> Result<(), Failure> {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let options = http::Options {
            basemap: self.basemap,
            max_upload: self.max_upload << 20,
            // Beside the database, where there is room for data; the system's own folder may be in memory.
            upload_folder: folder.to_owned(),
            ..http::Options::default()
        };
        http::clear_uploads(folder);
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::from)?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind((self.host, self.port))
                .await
                .map_err(|error| Failure::Refused(format!("cannot listen on {}:{}: {error}", self.host, self.port)))?;
            let address = listener.local_addr().map_err(Failure::from)?;
            tokio::spawn(follow(network.clone()));
            let warm = network.clone();
            tokio::task::spawn_blocking(move || warm.warm_up());
            tokio::task::spawn_blocking(http::warm_up);
            println!("Forecourt is at http://{address}/");
            http::serve(listener, http::router(network, options), told_to_stop()).await.map_err(Failure::from)
        })
    }
}

/// Opens a database on which no service runs.
pub(super) fn open(database: &Path, zone: &str) -> Result<Network, Failure> {
    let store = Sqlite::open(database).map_err(Failure::from)?;
    Network::open(Box::new(store), &Options { zone: zone.to_owned() }).map_err(Failure::from)
}

/// Keeps the service in step with other programs that write to the same database, such as an import on
/// the command line.
async fn follow(network: Network) {
    let mut ticks = tokio::time::interval(FOLLOW_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let network = network.clone();
        let outcome = tokio::task::spawn_blocking(move || network.catch_up()).await;
        if let Ok(Err(error)) = outcome {
            tracing::warn!(%error, "cannot look at the database");
        }
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
