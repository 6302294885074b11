//! One stage for many stations at once: what that would change, and the one revision that changes it.

use rustc_hash::FxHashSet;

use super::error::WriteError;
use super::import::OnError;
use super::network::Network;
use crate::base::date::Day;
use crate::base::ids::{Revision, StationId};
use crate::domain::change::{Author, Change, Diff};
use crate::domain::cooperation::{Stage, StageDraft, StageEvent};
use crate::domain::station::{Edit, RuleError};
use crate::engine::{Question, Snapshot, StationFacts, meant};
use crate::store::{Store, StoreError};

/// Most stations of one change.
pub const MOST_STATIONS: usize = 100_000;
/// Most changes, and most refused codes, that a report tells one by one.
pub const MOST_TOLD: usize = 1_000;

/// Which stations.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// Those of these codes, open or closed, in this order; a code that stands twice counts once.
    Named(Vec<String>),
    /// The open ones that a question means, by code.
    Meant(Question),
}

/// A stage for many stations.
#[derive(Clone, Debug)]
pub struct StagesDraft {
    /// Which stations.
    pub stations: Chosen,
    /// First day at the stage.
    pub valid_from: Day,
    /// The stage.
    pub stage: Stage,
    /// Why, or what was agreed.
    pub note: Edit<String>,
    /// Whether it is only told what would change.
    pub dry_run: bool,
    /// What becomes of it when some of the codes are nobody's.
    pub on_error: OnError,
}

/// What a stage for many stations came to.
#[derive(Clone, Debug)]
pub struct StagesReport {
    /// Stations that are there.
    pub matched: usize,
    /// Those of them whose event on the day is new or another one.
    pub changed: usize,
    /// Those of them that have this very event.
    pub unchanged: usize,
    /// Codes that are nobody's: the first [`MOST_TOLD`].
    pub refused: Vec<String>,
    /// How many there are.
    pub refused_count: usize,
    /// What changes, in the order of the stations: the first [`MOST_TOLD`].
    pub shifts: Vec<StageShift>,
    /// The revision that it made; `None` when it changed nothing, was refused, or was a dry run.
    pub revision: Option<Revision>,
}

/// What becomes of a station's stage on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageShift {
    /// The station's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The stage on the day as it was; `None` for no stage yet.
    pub before: Option<HeldStage>,
    /// The stage from the day on.
    pub after: HeldStage,
}

/// A stage and while it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldStage {
    /// The event that began it.
    pub event: StageEvent,
    /// The first day of the next stage.
    pub until: Option<Day>,
}

/// A station's event on a day. The snapshot knows the days, and the store the notes on them.
pub(super) fn event_on(
    store: &dyn Store,
    facts: &StationFacts<'_>,
    day: Day,
    revision: Revision,
) -> Result<Option<StageEvent>, StoreError> {
    let is_there = facts.timeline().iter().any(|&(other, _)| other == day);
    if is_there { store.event(facts.id(), day, revision) } else { Ok(None) }
}

impl Network {
    /// Says of many stations at which stage they are from a day on, as one revision: each as
    /// [`Network::put_stage`] does. Blocking; durable and visible when it returns. Codes that are nobody's are told in the
    /// report, and nothing is written then unless they are to be skipped.
    ///
    /// # Errors
    /// [`WriteError::Rule`] when the note breaks a rule, or more than [`MOST_STATIONS`] are meant.
    pub fn put_stages(&self, author: &Author, draft: &StagesDraft) -> Result<StagesReport, WriteError> {
        // A note that breaks a rule breaks it for everybody.
        draft.of("").apply(None)?;
        let (made, mut report) = self.write_prepared(author, |current, store| {
            let (stations, refused) = chosen(current, store, &draft.stations)?;
            let refused_count = refused.len();
            let mut report = StagesReport {
                matched: stations.len(),
                changed: 0,
                unchanged: 0,
                refused: refused.into_iter().take(MOST_TOLD).collect(),
                refused_count,
                shifts: Vec::new(),
                revision: None,
            };
            let changes = compare(current, store, draft, &stations, &mut report)?;
            let may_write = !draft.dry_run && (refused_count == 0 || draft.on_error == OnError::Skip);
            Ok((if may_write { changes } else { Vec::new() }, report))
        })?;
        report.revision = made.map(|made| made.revision());
        Ok(report)
    }
}

impl StagesDraft {
    /// What is said of one of the stations.
    fn of(&self, code: &str) -> StageDraft {
        let Self { valid_from, stage, .. } = *self;
        StageDraft { station: code.to_owned(), valid_from, stage, note: self.note.clone() }
    }
}

/// The stations that are there, and the codes that are nobody's.
fn chosen(current: &Snapshot, store: &dyn Store, chosen: &Chosen) -> Result<(Vec<StationId>, Vec<String>), WriteError> {
    let too_many = |count: usize| {
        let reason = format!("{count} stations are meant, and one change may be of {MOST_STATIONS}: ask for fewer");
        WriteError::Rule(RuleError::new("stations", count.to_string(), reason))
    };
    match chosen {
        Chosen::Meant(question) => {
            let stations = meant(current, question, true);
            if stations.len() > MOST_STATIONS { Err(too_many(stations.len())) } else { Ok((stations, Vec::new())) }
        }
        Chosen::Named(codes) => {
            let mut seen = FxHashSet::default();
            let codes: Vec<&str> = codes.iter().map(String::as_str).filter(|&code| seen.insert(code)).collect();
            if codes.len() > MOST_STATIONS {
                return Err(too_many(codes.len()));
            }
            let (mut stations, mut refused) = (Vec::with_capacity(codes.len()), Vec::new());
            for (code, id) in codes.iter().zip(store.station_ids(&codes)?) {
                match id.filter(|&id| current.contains(id)) {
                    Some(id) => stations.push(id),
                    None => refused.push((*code).to_owned()),
                }
            }
            Ok((stations, refused))
        }
    }
}

/// The changes that the draft makes, which are told in the report.
fn compare(
    current: &Snapshot,
    store: &dyn Store,
    draft: &StagesDraft,
    stations: &[StationId],
    report: &mut StagesReport,
) -> Result<Vec<Change>, WriteError> {
    let (revision, valid_from) = (current.revision(), draft.valid_from);
    let mut changes = Vec::new();
    for facts in stations.iter().filter_map(|&id| current.facts(id)) {
        let before = event_on(store, &facts, valid_from, revision)?;
        let after = draft.of(facts.code()).apply(before.as_ref())?;
        if before.as_ref() == Some(&after) {
            report.unchanged += 1;
            continue;
        }
        report.changed += 1;
        if report.shifts.len() < MOST_TOLD {
            report.shifts.push(shift(store, &facts, after.clone(), revision)?);
        }
        let diff = Diff { before, after: Some(after) };
        changes.push(Change::Stage { station: facts.id(), valid_from, diff });
    }
    Ok(changes)
}

/// What becomes of a station's stage on the day of an event.
fn shift(
    store: &dyn Store,
    facts: &StationFacts<'_>,
    event: StageEvent,
    revision: Revision,
) -> Result<StageShift, StoreError> {
    let timeline = facts.timeline();
    let next = timeline.partition_point(|&(day, _)| day <= event.valid_from);
    let until = timeline.get(next).map(|&(day, _)| day);
    let before = match next.checked_sub(1).map(|at| timeline[at].0) {
        Some(since) => store.event(facts.id(), since, revision)?,
        None => None,
    };
    Ok(StageShift {
        code: facts.code().to_owned(),
        name: facts.name().to_owned(),
        before: before.map(|event| HeldStage { event, until }),
        after: HeldStage { event, until },
    })
}
