//! Single writes: one station or one stage at a time. Each gives the snapshot of the revision that it made,
//! or of the one that it found when it made no difference: by then others may have written on.

use std::sync::Arc;

use super::error::{LiveError, WriteError};
use super::network::{Network, Writer};
use crate::base::date::Day;
use crate::base::ids::{RegionId, Revision, SetId, StationId};
use crate::base::location::LonLat;
use crate::domain::change::{Author, Change, Diff};
use crate::domain::cooperation::StageDraft;
use crate::domain::fee::FeeOwner;
use crate::domain::region::{ADMIN, SetKind};
use crate::domain::station::{Station, StationDraft};
use crate::engine::Snapshot;
use crate::engine::geography::Geography;
use crate::store::{Store, StoreError};

/// What a write that may make no difference came to.
#[derive(Clone, Debug)]
pub struct Written {
    /// The snapshot of the revision that it made, or of the one that it found when it made no difference.
    pub snapshot: Arc<Snapshot>,
    /// The revision that it made; `None` when it made no difference: the one that it found is somebody else's.
    pub revision: Option<Revision>,
}

/// The source named by the commit that makes the demo network.
pub(super) const DEMO: &str = "demo";

/// The most detailed region of every polygon set at a place, by ascending set.
pub(super) fn regions_at(geography: &Geography, place: LonLat) -> Vec<(SetId, RegionId)> {
    let sets = geography.sets().iter().filter(|set| set.kind() == SetKind::Polygons);
    sets.filter_map(|set| Some((set.id(), set.region(set.locate(place)?).id))).collect()
}

/// The changes that turn one list of memberships into another.
pub(super) fn membership_changes(
    station: StationId,
    before: &[(SetId, RegionId)],
    after: &[(SetId, RegionId)],
) -> Vec<Change> {
    let of = |list: &[(SetId, RegionId)], set| list.iter().find(|(id, _)| *id == set).map(|&(_, region)| region);
    let mut sets: Vec<SetId> = before.iter().chain(after).map(|&(set, _)| set).collect();
    sets.sort_unstable();
    sets.dedup();
    let diffs = sets.into_iter().map(|set| (set, Diff { before: of(before, set), after: of(after, set) }));
    diffs
        .filter(|(_, diff)| diff.before != diff.after)
        .map(|(set, diff)| Change::Membership { station, set, diff })
        .collect()
}

/// Adds the changes that end what the store keeps of a station, the station itself and its memberships aside.
fn ending_changes(
    store: &dyn Store,
    station: StationId,
    current: &Snapshot,
    changes: &mut Vec<Change>,
) -> Result<(), StoreError> {
    fn end<T>(before: T) -> Diff<T> {
        Diff { before: Some(before), after: None }
    }
    let revision = current.revision();
    changes.extend(store.timeline(station, revision)?.into_iter().map(|event| Change::Stage {
        station,
        valid_from: event.valid_from,
        diff: end(event),
    }));
    let owner = FeeOwner::Station(station);
    changes.extend(store.fees_of(owner, revision)?.into_iter().map(|term| Change::Fee {
        owner,
        component: term.component,
        from: term.period.from(),
        diff: Box::new(end(term)),
    }));
    let months = store.station_months(station, revision)?.into_iter();
    changes.extend(months.map(|(month, facts)| Change::Performance { station, month, diff: end(facts) }));
    let notes = store.notes(station, revision)?.into_iter();
    changes.extend(notes.map(|(number, note)| Change::Note { station, number, diff: Box::new(end(note)) }));
    let participations = store.participations_of(station, revision)?.into_iter();
    changes.extend(participations.map(|(campaign, period)| Change::Participation {
        campaign,
        station,
        diff: end(period),
    }));
    let books = current.books();
    let contracts = books.contracts_of(station).iter().filter_map(|&id| Some((id, books.ledgers().contract(id)?)));
    changes.extend(contracts.map(|(id, contract)| {
        let before = contract.as_ref().clone();
        let mut after = before.clone();
        after.stations.remove(&station);
        Change::Contract { id, diff: Box::new(Diff { before: Some(before), after: Some(after) }) }
    }));
    Ok(())
}

impl Network {
    /// Adds a station. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::Exists`] when the code is taken, [`WriteError::Rule`] when the draft breaks a rule.
    pub fn create_station(&self, author: &Author, draft: &StationDraft) -> Result<Arc<Snapshot>, WriteError> {
        self.write(|writer| {
            let draft = draft.clone();
            let known = writer.station_ids(&[&draft.code])?.pop().flatten();
            if known.is_some_and(|id| self.current().contains(id)) {
                return Err(WriteError::Exists { what: "station", key: draft.code });
            }
            let station = draft.apply(None)?;
            let id = known.map_or_else(|| writer.next_station_id(), Ok)?;
            let regions = regions_at(self.current().geography(), station.position.location);
            let mut changes = membership_changes(id, &[], &regions);
            changes.push(Change::Station { id, diff: Box::new(Diff { before: None, after: Some(station) }) });
            self.commit(writer, author, changes)
        })
    }

    /// Changes a station. Blocking; durable and visible when it returns. An edit that changes nothing
    /// makes no revision.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a station, [`WriteError::Rule`] when a rule is broken.
    pub fn edit_station(&self, author: &Author, draft: &StationDraft) -> Result<Written, WriteError> {
        self.write(|writer| {
            let draft = draft.clone();
            let (id, before) = self.existing(writer, &draft.code)?;
            let after = draft.apply(Some(&before))?;
            let mut changes = Vec::new();
            if after.position.location != before.position.location {
                let current = self.current();
                let was = current.facts(id).map(|facts| facts.regions().to_vec()).unwrap_or_default();
                changes = membership_changes(id, &was, &regions_at(current.geography(), after.position.location));
            }
            if after != before {
                changes.push(Change::Station { id, diff: Box::new(Diff { before: Some(before), after: Some(after) }) });
            }
            self.commit_any(writer, author, changes)
        })
    }

    /// Deletes a station with everything that is kept of it, and takes it out of its contracts; its past stays
    /// traceable. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a station.
    pub fn delete_station(&self, author: &Author, code: &str) -> Result<Arc<Snapshot>, WriteError> {
        self.write(|writer| {
            let (id, before) = self.existing(writer, code)?;
            let current = self.current();
            let was = current.facts(id).map(|facts| facts.regions().to_vec()).unwrap_or_default();
            let mut changes = membership_changes(id, &was, &[]);
            ending_changes(writer.as_ref(), id, &current, &mut changes)?;
            changes.push(Change::Station { id, diff: Box::new(Diff { before: Some(before), after: None }) });
            self.commit(writer, author, changes)
        })
    }

    /// Says at which stage a station is from a day on, or changes what was said for that day. Blocking;
    /// durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a station, [`WriteError::Rule`] when the note breaks a rule.
    pub fn put_stage(&self, author: &Author, draft: &StageDraft) -> Result<Written, WriteError> {
        self.write(|writer| {
            let draft = draft.clone();
            let (id, _) = self.existing(writer, &draft.station)?;
            let valid_from = draft.valid_from;
            let before = writer.event(id, valid_from, self.current().revision())?;
            let after = draft.apply(before.as_ref())?;
            let differs = before.as_ref() != Some(&after);
            let change = || Change::Stage { station: id, valid_from, diff: Diff { before, after: Some(after) } };
            self.commit_any(writer, author, differs.then(change).into_iter().collect())
        })
    }

    /// Takes back what was said of a station's cooperation for a day. Blocking; durable and visible when it
    /// returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a station, or without an event on that day.
    pub fn delete_stage(&self, author: &Author, code: &str, day: Day) -> Result<Arc<Snapshot>, WriteError> {
        self.write(|writer| {
            let (id, _) = self.existing(writer, code)?;
            let before = writer.event(id, day, self.current().revision())?;
            let Some(before) = before else {
                return Err(WriteError::NotFound { what: "stage event on", key: day.to_string() });
            };
            let diff = Diff { before: Some(before), after: None };
            self.commit(writer, author, vec![Change::Stage { station: id, valid_from: day, diff }])
        })
    }

    /// As [`Network::commit`], and tells whether it was anything.
    pub(super) fn commit_any(
        &self,
        writer: &mut Writer,
        author: &Author,
        changes: Vec<Change>,
    ) -> Result<Written, WriteError> {
        let made = !changes.is_empty();
        let snapshot = self.commit(writer, author, changes)?;
        Ok(Written { revision: made.then(|| snapshot.revision()), snapshot })
    }

    fn existing(&self, writer: &Writer, code: &str) -> Result<(StationId, Station), WriteError> {
        let revision = self.current().revision();
        let id = writer.station_ids(&[code])?.pop().flatten();
        let station = id.map(|id| writer.stations(&[id], revision)).transpose()?;
        let station = station.and_then(|mut stations| stations.pop().flatten());
        id.zip(station).ok_or_else(|| WriteError::NotFound { what: "station", key: code.to_owned() })
    }

    /// Adds China's divisions to an empty store.
    pub(super) fn add_built_in_regions(&self) -> Result<(), LiveError> {
        let author = Author { actor: "forecourt".into(), source: "built-in boundaries".into() };
        let drafts = crate::exchange::admin::divisions().map_err(|error| LiveError::BuiltIn(error.to_string()))?;
        let mut writer = self.writer().map_err(|error| LiveError::BuiltIn(error.to_string()))?;
        let changes = super::import::regions::changes(&self.current(), writer.as_ref(), ADMIN, drafts)
            .map_err(|error| LiveError::BuiltIn(error.to_string()))?;
        self.commit(&mut writer, &author, changes).map_err(|error| LiveError::BuiltIn(error.to_string()))?;
        Ok(())
    }
}
