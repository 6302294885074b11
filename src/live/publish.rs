//! Commit → publish: the one way in which anything changes.

use std::sync::{Arc, MutexGuard};

use rustc_hash::FxHashMap;

use super::error::WriteError;
use super::feed::{FeedEvent, RevisionEvent, Touched};
use super::network::{Network, Writer, lock};
use crate::base::ids::{RegionId, Revision, StationId};
use crate::base::location::Mercator;
use crate::domain::change::{Author, Batch, Change, RevisionRecord};
use crate::domain::region::{Region, RegionSet};
use crate::engine::geography::{Geography, GeographyError};
use crate::engine::{Builder, Snapshot, StationFacts};
use crate::store::StoreError;

/// How often a write that another program overtook is tried again.
const MOST_TRIES: usize = 20;

impl Network {
    /// Makes the changes durable, publishes the next snapshot and tells the feed. No change makes no
    /// revision. The writer is held by the caller, so `before` states read under it still hold. Gives the
    /// snapshot of exactly this commit, which need not be the newest one by the time it is looked at.
    ///
    /// # Errors
    /// [`WriteError`]; nothing is written then.
    pub(super) fn commit(
        &self,
        writer: &mut Writer,
        author: &Author,
        changes: Vec<Change>,
    ) -> Result<Arc<Snapshot>, WriteError> {
        let before = self.current();
        if changes.is_empty() {
            return Ok(before);
        }
        // Built before the commit: regions that contradict themselves must not become durable.
        let geography = next_geography(&before, &changes)?;
        let batch = Batch { author: author.clone(), changes };
        let record = writer.store.commit(before.revision(), &batch)?;
        Ok(self.advance(&before, geography, record, &batch.changes))
    }

    /// Locks the writer, and takes over first what other programs have committed to the same database.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(super) fn writer(&self) -> Result<MutexGuard<'_, Writer>, WriteError> {
        let mut writer = lock(&self.inner.writer);
        loop {
            let before = self.current();
            let head = writer.store.head()?.map_or(Revision::EMPTY, |record| record.revision);
            if head <= before.revision() {
                return Ok(writer);
            }
            // One commit at a time, each published and told to the feed like one of our own.
            let commits = writer.store.changes_since(before.revision(), 1)?;
            if commits.is_empty() {
                return Err(
                    StoreError::Damaged(format!("revision {head} follows no revision {}", before.revision())).into()
                );
            }
            for (record, changes) in commits {
                let geography = next_geography(&before, &changes)?;
                self.advance(&before, geography, record, &changes);
            }
            writer.next_station = writer.store.next_station_id()?;
        }
    }

    /// Writes, and tries again from what is known then when another program was faster: its commit is taken
    /// over first, so the next attempt compares with it.
    ///
    /// # Errors
    /// [`WriteError`] of the last attempt; nothing is written then.
    pub(super) fn write<T>(
        &self,
        mut attempt: impl FnMut(&mut Writer) -> Result<T, WriteError>,
    ) -> Result<T, WriteError> {
        let mut tries = 0;
        loop {
            match attempt(&mut *self.writer()?) {
                Err(WriteError::Store(StoreError::Conflict { .. })) if tries < MOST_TRIES => tries += 1,
                outcome => return outcome,
            }
        }
    }

    /// Takes over what other programs, such as an import on the command line, have committed to the same
    /// database. Blocking; costs one look at the store when there is nothing.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub fn catch_up(&self) -> Result<(), WriteError> {
        self.writer().map(drop)
    }

    /// Publishes the next snapshot after a durable commit, and tells the feed.
    fn advance(
        &self,
        before: &Snapshot,
        geography: Option<Geography>,
        record: RevisionRecord,
        changes: &[Change],
    ) -> Arc<Snapshot> {
        let revision = record.revision;
        let edited = edited(before, changes);
        let mut gone = Vec::new();
        let mut facts = Vec::new();
        for (id, edited) in &edited {
            match edited {
                Some(station) => facts.push(station),
                None => gone.push(*id),
            }
        }
        let after = if let Some(geography) = geography {
            // Slots are numbered anew with the regions, so every block is made anew.
            let mut builder = Builder::new(geography, before.stations() + facts.len());
            for old in before.all_facts().filter(|old| !edited.contains_key(&old.id())) {
                builder.push(&old.view());
            }
            for facts in facts {
                builder.push(&facts.view());
            }
            builder.finish(revision)
        } else {
            let views: Vec<_> = facts.iter().map(|facts| facts.view()).collect();
            before.apply(revision, &views, &gone)
        };
        let event = event(record, before, &after, &edited, changes);
        let after = Arc::new(after);
        self.publish(Arc::clone(&after));
        self.inner.feed.send(FeedEvent::Revision(event));
        after
    }
}

/// The geography after the changes; `None` when they leave it as it is.
fn next_geography(before: &Snapshot, changes: &[Change]) -> Result<Option<Geography>, GeographyError> {
    regions_of(changes).map(|(sets, regions)| before.geography().with_changes(sets, regions)).transpose()
}

/// The sets and regions that changes concern, as they are afterwards; `None` when they concern none.
#[expect(clippy::type_complexity, reason = "what `Geography::with_changes` takes")]
fn regions_of(changes: &[Change]) -> Option<(Vec<RegionSet>, Vec<(RegionId, Option<Region>)>)> {
    let mut sets = Vec::new();
    let mut regions = Vec::new();
    for change in changes {
        match change {
            Change::Set(set) => sets.push(set.clone()),
            Change::Region { id, diff } => regions.push((*id, diff.after.clone())),
            _ => {}
        }
    }
    (!sets.is_empty() || !regions.is_empty()).then_some((sets, regions))
}

/// The stations that changes concern, as they are afterwards; `None` for those that are gone.
fn edited(before: &Snapshot, changes: &[Change]) -> FxHashMap<StationId, Option<StationFacts>> {
    let mut edited: FxHashMap<StationId, Option<StationFacts>> = FxHashMap::default();
    // Stations first, so that the events and memberships of a new one find it, in whatever order they come.
    for change in changes {
        if let Change::Station { id, diff } = change {
            let after = diff.after.as_ref().map(|station| match before.facts(*id) {
                Some(mut facts) => {
                    facts.become_like(station);
                    facts
                }
                None => StationFacts::of(*id, station),
            });
            edited.insert(*id, after);
        }
    }
    for change in changes {
        match change {
            Change::Stage { station, valid_from, diff } => {
                if let Some(facts) = edited.entry(*station).or_insert_with(|| before.facts(*station)) {
                    facts.set_stage(*valid_from, diff.after.as_ref().map(|event| event.stage));
                }
            }
            Change::Membership { station, set, diff } => {
                if let Some(facts) = edited.entry(*station).or_insert_with(|| before.facts(*station)) {
                    facts.set_region(*set, diff.after);
                }
            }
            Change::Station { .. } | Change::Set(_) | Change::Region { .. } => {}
        }
    }
    edited
}

fn event(
    record: RevisionRecord,
    before: &Snapshot,
    after: &Snapshot,
    edited: &FxHashMap<StationId, Option<StationFacts>>,
    changes: &[Change],
) -> RevisionEvent {
    let mut touched = Touched::default();
    if regions_of(changes).is_some() {
        touched.regions();
    }
    let mut ids: Vec<StationId> = edited.keys().copied().collect();
    ids.sort_unstable();
    for id in ids {
        let places: Vec<Mercator> = [before.place_of(id), after.place_of(id)].into_iter().flatten().collect();
        match &edited[&id] {
            Some(facts) => touched.station(facts.code(), places),
            None => touched.station(before.facts(id).as_ref().map_or("", StationFacts::code), places),
        }
    }
    touched.event(record)
}
