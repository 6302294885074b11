//! `forecourt demo`: makes a synthetic network up, if the database is still empty, and serves it. Plainly
//! made up: the stations' codes are `DEMO-000001` and so on, and the commit says so.
//!
//! `synthetic` makes the stations and three years of their cooperation: `towns` reads where people live,
//! `sites` finds places, `names` christens them, `history` tells their cooperation, `random` is the chance
//! behind it all. `money` makes what they earn: contracts, fees, sales and campaigns.

mod history;
pub mod money;
mod names;
mod sites;
mod synthetic;
#[cfg(test)]
mod tests;
mod towns;

use clap::Args;

pub use self::synthetic::{DEFAULT_STATIONS, DemoError, Home, Options, Synthetic, synthesize};
use super::serve::Service;
use super::{Database, Failure, progress};
use crate::base::date::Day;
use crate::base::month::Month;
use crate::domain::performance::MonthFacts;
use crate::domain::region::ADMIN;
use crate::exchange::admin::divisions;
use crate::live::{DemoNetwork, Network};

/// `forecourt demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    #[command(flatten)]
    database: Database,
    /// How many stations to make up
    #[arg(long, default_value_t = DEFAULT_STATIONS, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    stations: u32,
    /// The day on which the three years of history end; today by default
    #[arg(long, value_name = "DATE")]
    today: Option<Day>,
    /// Stations and their cooperation only: no contracts, fees, sales or campaigns
    #[arg(long)]
    bare: bool,
    #[command(flatten)]
    service: Service,
}

/// The seed of the demo: everybody sees the same network.
const SEED: u64 = 20_231_123;

impl Demo {
    pub(super) fn run(self) -> Result<(), Failure> {
        let network = self.service.open(&self.database.database)?;
        if network.current().stations() == 0 {
            let options = Options { stations: self.stations, today: self.today.unwrap_or(network.today()), seed: SEED };
            fill(&network, options, self.bare)?;
        } else if !network.is_synthetic().map_err(Failure::from)? {
            return Err(Failure::Refused(format!(
                "{} holds stations of your own; name another file with --database",
                self.database.database.display()
            )));
        }
        self.service.run(network, &self.database.database)
    }
}

/// Puts a synthetic network into an empty one; a bare one earns nothing.
fn fill(network: &Network, options: Options, bare: bool) -> Result<(), Failure> {
    let begun = std::time::Instant::now();
    let regions = divisions().map_err(Failure::from)?;
    let current = network.current();
    let admin = current.geography().set(ADMIN);
    let made = synthesize(options, &regions, |place| {
        let admin = admin?;
        Some(&*admin.region(admin.locate(place)?).code)
    });
    let made = made.map_err(Failure::from)?;
    let books = (!bare).then(|| money::generate(&made, options));
    let Synthetic { stations, cooperation, .. } = made;
    let (count, events) = (stations.len(), cooperation.len());
    let mut demo = DemoNetwork { stations, cooperation, ..DemoNetwork::default() };
    if let Some(books) = &books {
        demo.contracts.clone_from(&books.contracts);
        demo.fees.clone_from(&books.fees);
        demo.campaigns.clone_from(&books.campaigns);
        demo.participations.clone_from(&books.participations);
    }
    let bar = progress::bar("making a network up");
    let months = |place: usize, on_month: &mut dyn FnMut(Month, MonthFacts)| {
        if let Some(books) = &books {
            books.months(place, on_month);
        }
    };
    let filled = network.add_demo(demo, &months, &mut |share| progress::set(&bar, share));
    bar.finish_and_clear();
    filled.map_err(Failure::from)?;
    tracing::info!(stations = count, events, milliseconds = begun.elapsed().as_millis(), "made a synthetic network up");
    Ok(())
}
