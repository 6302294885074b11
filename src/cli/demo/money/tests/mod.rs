//! The money is deterministic and keeps every rule, and the effects that it claims are in its sales.

mod effects;
mod engine;
mod rules;

use std::collections::HashMap;

use super::super::synthetic::{Options, Synthetic, synthesize};
use super::super::tests::Districts;
use crate::base::date::Day;
use crate::domain::cooperation::Stage;
use crate::exchange::admin::divisions;

fn options(stations: u32) -> Options {
    Options { stations, today: "2026-11-23".parse().expect("date"), seed: 1 }
}

fn network(options: Options) -> Synthetic {
    let regions = divisions().expect("divisions");
    let districts = Districts::new(&regions);
    synthesize(options, &regions, |place| districts.at(place)).expect("network")
}

/// A network's timelines by code.
fn timelines(made: &Synthetic) -> HashMap<&str, Vec<(Day, Stage)>> {
    let mut timelines: HashMap<&str, Vec<(Day, Stage)>> = HashMap::new();
    for event in &made.cooperation {
        timelines.entry(&event.station).or_default().push((event.valid_from, event.stage));
    }
    timelines
}
