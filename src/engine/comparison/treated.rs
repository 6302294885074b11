//! The participants of a campaign, as far as they can be compared.

use super::controls::Controls;
use super::reading::Reading;
use super::stations::Station;
use super::strata::Likeness;
use super::windows::{Run, WEEK, Windows, known, online, shared};
use super::{Inquiry, LeftOut, Measure, Tallied};
use crate::base::date::{Day, Period};
use crate::base::ids::StationId;
use crate::domain::performance::VolumeUnit;
use crate::engine::books::{Books, CampaignBook};
use crate::engine::snapshot::Snapshot;
use crate::engine::uplift::{Subject, Window};

/// A participant that can be compared.
pub(super) struct Participant<'s> {
    pub(super) station: Station<'s>,
    /// The days of the campaign on which it was there.
    pub(super) days: Vec<Run>,
    pub(super) reading: Reading,
    /// The number of its stratum, once its controls are known.
    pub(super) stratum: u32,
}

/// The participants.
pub(super) struct Treated<'s> {
    pub(super) participants: Vec<Participant<'s>>,
    /// Those that have a part in the campaign's days, but are not compared: what they gave away counts all the same.
    pub(super) others: Vec<Reading>,
    /// Which unit is counted, where volumes are.
    pub(super) unit: Option<VolumeUnit>,
    pub(super) tallied: Tallied,
    /// Whether any participant has a day of performance in the baseline.
    pub(super) has_baseline: bool,
}

/// The station's mean a day of the baseline, if enough is known of it: a week, and that it sold something.
pub(super) fn mean(baseline: Window) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "sums of a station's weeks stay far below 2^53, or are rounded")]
    (baseline.days >= WEEK && baseline.sum > 0).then(|| baseline.sum as f64 / f64::from(baseline.days))
}

/// Reads the participants that the asker may see.
pub(super) fn gather<'s>(
    snapshot: &Snapshot,
    inquiry: &Inquiry,
    book: &CampaignBook,
    stations: &[Station<'s>],
    windows: &Windows,
) -> Treated<'s> {
    let of = inquiry.measure.place();
    let mut treated = Treated {
        participants: Vec::new(),
        others: Vec::new(),
        unit: (inquiry.measure == Measure::Volume).then(|| usual_unit(stations)),
        tallied: Tallied::default(),
        has_baseline: false,
    };
    for station in stations.iter().filter(|station| station.takes_part) {
        let books: &Books = snapshot.books();
        treated.tallied.candidates += 1;
        let before = known(books, station.id, online(station.block, station.slot, windows.baseline));
        treated.has_baseline |= !before.is_empty();
        let own = book.stations.get(&station.id).and_then(|period| shared(run(period), windows.during));
        let Some(own) = own else {
            treated.tallied.leave_out(LeftOut::NotTakingPart);
            continue;
        };
        let days = known(books, station.id, online(station.block, station.slot, own));
        let runs: Vec<Run> = before.iter().chain(&days).copied().collect();
        let reading = Reading::new(books, station.id, &runs, windows, of, |_| 1);
        let is_online = |run| online(station.block, station.slot, run).next().is_some();
        let reason = if treated.unit.is_some_and(|unit| unit != station.unit) {
            Some(LeftOut::OtherUnit)
        } else if !is_online(windows.baseline) || !is_online(own) {
            Some(LeftOut::NotOnline)
        } else if mean(reading.baseline(of)).is_none() || days.is_empty() {
            Some(LeftOut::NoPerformance)
        } else {
            None
        };
        match reason {
            Some(reason) => {
                treated.tallied.leave_out(reason);
                treated.others.push(reading);
            }
            None => treated.participants.push(Participant { station: *station, days, reading, stratum: 0 }),
        }
    }
    treated.tallied.used = treated.participants.len();
    treated
}

fn run(period: &Period) -> Run {
    (period.from().number(), period.to().map_or(u32::MAX, Day::number))
}

/// The unit that most participants count their volumes in; litres where as many count either.
fn usual_unit(stations: &[Station<'_>]) -> VolumeUnit {
    let count = |unit| stations.iter().filter(|station| station.takes_part && station.unit == unit).count();
    if count(VolumeUnit::Kwh) > count(VolumeUnit::Litre) { VolumeUnit::Kwh } else { VolumeUnit::Litre }
}

impl Treated<'_> {
    /// Leaves those out for whom no control speaks, and gives the others the number of their stratum.
    pub(super) fn keep_matched(&mut self, controls: &Controls) {
        let mut kept = Vec::with_capacity(self.participants.len());
        for participant in self.participants.drain(..) {
            if let Some(stratum) = controls.stratum(&participant) {
                kept.push(Participant { stratum, ..participant });
            } else {
                self.tallied.leave_out(LeftOut::Unmatched);
                self.others.push(participant.reading);
            }
        }
        self.tallied.used = kept.len();
        self.participants = kept;
    }

    /// As the estimator takes them.
    pub(super) fn subjects(&self, of: usize) -> Vec<Subject> {
        self.participants.iter().map(|participant| participant.reading.subject(participant.stratum, of)).collect()
    }

    /// The same, a week against the baseline.
    pub(super) fn week(&self, week: usize, of: usize) -> Vec<Subject> {
        self.participants.iter().map(|participant| participant.reading.of_week(participant.stratum, week, of)).collect()
    }

    /// Those who are compared.
    pub(super) fn ids(&self) -> impl Iterator<Item = StationId> {
        self.participants.iter().map(|participant| participant.station.id)
    }
}

/// What a participant and its controls have in common: by a filter nothing but the unit, else all but the size.
pub(super) fn likeness(station: &Station<'_>, inquiry: &Inquiry) -> Likeness {
    match inquiry.controls {
        Some(_) => Likeness::of_unit(station.unit),
        None => Likeness::of(station),
    }
}
