//! The controls of a comparison: who may be one, and how much each of their days weighs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::{Reading, window};
use super::stations::{Neighbourhood, Station};
use super::strata::{Bands, Likeness, strata};
use super::treated::{Participant, Treated, likeness, mean};
use super::windows::{Run, Windows, is_online_throughout, known, online};
use super::{Inquiry, LeftOut, Tallied};
use crate::base::ids::StationId;
use crate::engine::books::{Books, CampaignBook};
use crate::engine::snapshot::Snapshot;
use crate::engine::uplift::Subject;

/// The controls.
pub(super) struct Controls {
    /// Each with the number of its stratum.
    readings: Vec<(u32, Reading)>,
    /// The participants' strata that have controls, by station.
    matched: FxHashMap<StationId, u32>,
    pub(super) tallied: Tallied,
}

/// A station that is to be a control.
struct Chosen {
    id: StationId,
    likeness: Likeness,
    days: Vec<Run>,
}

/// The stations that take part in any campaign in one of the windows.
pub(super) fn in_campaigns<'b>(
    books: &'b Books,
    windows: &Windows,
) -> impl Iterator<Item = (StationId, &'b CampaignBook)> {
    let windows = windows.clone();
    books.campaigns().flat_map(move |(_, book)| {
        let windows = windows.clone();
        let stations = book.stations.iter().filter(move |(_, period)| windows.touch(period));
        stations.map(move |(&station, _)| (station, book))
    })
}

/// Finds the controls of the participants, and reads them.
pub(super) fn gather(
    snapshot: &Snapshot,
    inquiry: &Inquiry,
    book: &CampaignBook,
    stations: &[Station<'_>],
    windows: &Windows,
    treated: &Treated<'_>,
) -> Controls {
    let books: &Books = snapshot.books();
    let of = inquiry.measure.place();
    let matching = Matching::new(books, inquiry, stations, windows, treated);
    let mut tallied = Tallied::default();
    let mut chosen = Vec::new();
    let busy: FxHashSet<StationId> = in_campaigns(books, windows).map(|(station, _)| station).collect();
    let places = book.stations.keys().filter_map(|&station| Some(snapshot.place_of(station)?.lonlat()));
    let neighbourhood = Neighbourhood::new(places, inquiry.spillover_m.into());
    for station in stations.iter().filter(|station| !station.takes_part && station.is_meant) {
        if !matching.alike.contains(&likeness(station, inquiry)) {
            continue;
        }
        tallied.candidates += 1;
        let is_online = windows.runs().into_iter().all(|run| is_online_throughout(station.block, station.slot, run));
        let days: Vec<Run> = windows.runs().into_iter().flat_map(|run| days(books, station, run)).collect();
        let likeness = matching.sized(station);
        let has_during = days.last().is_some_and(|&(_, end)| end > windows.during.0);
        let reason = if busy.contains(&station.id) {
            LeftOut::InCampaign
        } else if neighbourhood.has(station.place()) {
            LeftOut::TooNear
        } else if !is_online {
            LeftOut::NotOnline
        } else {
            match likeness.filter(|_| has_during) {
                None => LeftOut::NoPerformance,
                Some(likeness) if !matching.sizes.contains(&likeness) => LeftOut::OtherSize,
                Some(likeness) => {
                    chosen.push(Chosen { id: station.id, likeness, days });
                    continue;
                }
            }
        };
        tallied.leave_out(reason);
    }
    let numbers = strata(chosen.iter().map(|control| control.likeness));
    let weights = weights(&numbers, &matching, windows, treated);
    let mut readings = Vec::with_capacity(chosen.len());
    for control in chosen {
        let Some(&stratum) = numbers.get(&control.likeness) else { continue };
        let weight = |day: u32| weights.get(&stratum).map_or(0, |weights| weights[(day - windows.during.0) as usize]);
        let reading = Reading::new(books, control.id, &control.days, windows, of, weight);
        if reading.during.days > 0 {
            readings.push((stratum, reading));
        } else {
            tallied.leave_out(LeftOut::NoPerformance);
        }
    }
    tallied.used = readings.len();
    let there: FxHashSet<u32> = readings.iter().map(|(stratum, _)| *stratum).collect();
    let stratum_of = |participant: &Participant<'_>| numbers.get(&matching.sized(&participant.station)?).copied();
    let matched = treated.participants.iter().filter_map(|participant| {
        Some((participant.station.id, stratum_of(participant).filter(|stratum| there.contains(stratum))?))
    });
    Controls { matched: matched.collect(), readings, tallied }
}

/// The days of a run on which a station was there.
fn days(books: &Books, station: &Station<'_>, run: Run) -> Vec<Run> {
    known(books, station.id, online(station.block, station.slot, run))
}

/// How often each day of the campaign counts, by stratum: as many times as participants were there on it.
fn weights(
    numbers: &FxHashMap<Likeness, u32>,
    matching: &Matching,
    windows: &Windows,
    treated: &Treated<'_>,
) -> FxHashMap<u32, Vec<u32>> {
    let (from, to) = windows.during;
    let mut weights: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for participant in &treated.participants {
        let stratum = matching.sized(&participant.station).and_then(|likeness| numbers.get(&likeness));
        let Some(&stratum) = stratum else { continue };
        let weights = weights.entry(stratum).or_insert_with(|| vec![0; (to - from) as usize]);
        for &(first, end) in &participant.days {
            weights[(first - from) as usize..(end - from) as usize].iter_mut().for_each(|weight| *weight += 1);
        }
    }
    weights
}

/// How controls are matched to participants.
struct Matching {
    /// What participants are, but for their size.
    alike: FxHashSet<Likeness>,
    /// What participants are.
    sizes: FxHashSet<Likeness>,
    /// What every station is of which enough is known, by its id.
    known: FxHashMap<StationId, Likeness>,
}

impl Matching {
    fn new(
        books: &Books,
        inquiry: &Inquiry,
        stations: &[Station<'_>],
        windows: &Windows,
        treated: &Treated<'_>,
    ) -> Self {
        let of = inquiry.measure.place();
        let alike: FxHashSet<Likeness> =
            treated.participants.iter().map(|participant| likeness(&participant.station, inquiry)).collect();
        let populations: FxHashSet<Likeness> = alike.iter().map(|likeness| likeness.population()).collect();
        let mut means: FxHashMap<Likeness, Vec<f64>> = FxHashMap::default();
        let mut known = Vec::new();
        for station in stations {
            let likeness = likeness(station, inquiry);
            // By a filter only those that it means are read; the bands of a province are made of all its stations.
            let is_read = station.takes_part || station.is_meant;
            if !is_read || !populations.contains(&likeness.population()) {
                continue;
            }
            let baseline = window(books, station.id, &days(books, station, windows.baseline), of);
            if let Some(mean) = mean(baseline) {
                means.entry(likeness.population()).or_default().push(mean);
                known.push((station.id, likeness, mean));
            }
        }
        let bands = if inquiry.controls.is_some() { Bands::default() } else { Bands::new(means) };
        let sized = |(id, likeness, mean): (StationId, Likeness, f64)| {
            (id, Likeness { band: bands.of(likeness, mean), ..likeness })
        };
        let known: FxHashMap<StationId, Likeness> = known.into_iter().map(sized).collect();
        let sizes = treated.ids().filter_map(|id| known.get(&id).copied()).collect();
        Self { alike, sizes, known }
    }

    /// What a station is; `None` where too little is known of it.
    fn sized(&self, station: &Station<'_>) -> Option<Likeness> {
        self.known.get(&station.id).copied()
    }
}

impl Controls {
    /// The number of a participant's stratum; `None` where no control is like it.
    pub(super) fn stratum(&self, participant: &Participant<'_>) -> Option<u32> {
        self.matched.get(&participant.station.id).copied()
    }

    /// As the estimator takes them.
    pub(super) fn subjects(&self, of: usize) -> Vec<Subject> {
        self.readings.iter().map(|(stratum, reading)| reading.subject(*stratum, of)).collect()
    }

    /// The same, a week against the baseline.
    pub(super) fn week(&self, week: usize, of: usize) -> Vec<Subject> {
        self.readings.iter().map(|(stratum, reading)| reading.of_week(*stratum, week, of)).collect()
    }
}
