//! The money is deterministic and keeps every rule, and the effects that it claims are in its sales.

mod effects;
mod rules;

use super::super::synthetic::{Options, Synthetic, synthesize};
use super::super::tests::Districts;
use crate::exchange::admin::divisions;

fn options(stations: u32) -> Options {
    Options { stations, today: "2026-11-23".parse().expect("date"), seed: 1 }
}

fn network(options: Options) -> Synthetic {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    synthesize(options, &regions, |place| districts.at(place)).expect("network")
}
