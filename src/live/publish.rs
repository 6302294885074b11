//! Commit → publish: the one way in which anything changes.

use std::sync::{Arc, MutexGuard};

use rustc_hash::FxHashMap;

use super::error::WriteError;
use super::feed::{FeedEvent, RevisionEvent, Touched, changes_regions, stations_of};
use super::network::{Network, Writer, lock};
use crate::base::ids::{RegionId, Revision, StationId};
use crate::base::location::Mercator;
use crate::domain::change::{Author, Batch, Change, RevisionRecord};
use crate::domain::performance::VolumeUnit;
use crate::domain::region::{Region, RegionSet};
use crate::engine::books::{BookEdit, LedgerEdit, Ledgers};
use crate::engine::geography::{Geography, GeographyError};
use crate::engine::{Builder, Snapshot, StationFacts};
use crate::store::{Store, StoreError};

/// From this many changes on, the next snapshot is made beside the commit, on a thread of its own.
const MANY: usize = 1_000;
/// How often a write that another program overtook is tried again.
const MOST_TRIES: usize = 20;
/// How often something large is prepared without the writer before the writer is held for it.
const MOST_PREPARED: usize = 3;

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
        // Built before the commit: regions and terms that contradict themselves must not become durable.
        let parts = Parts::new(&before, &changes)?;
        let batch = Batch { author: author.clone(), changes };
        let changes = batch.changes.as_slice();
        let revision = before.revision().next();
        let (record, next) = if changes.len() < MANY {
            let record = writer.commit(before.revision(), &batch)?;
            (record, next_snapshot(&before, revision, parts, changes))
        } else {
            // The disk and the next snapshot take their time; neither needs the other.
            std::thread::scope(|scope| {
                let next = scope.spawn(|| next_snapshot(&before, revision, parts, changes));
                let record = writer.commit(before.revision(), &batch);
                // Joined whatever the store says: the scope would panic in place of an error of its own.
                match (record, next.join()) {
                    (Err(error), _) => Err(error),
                    (Ok(record), Ok(next)) => Ok((record, next)),
                    // What is durable is published when the writer is next taken.
                    (Ok(_), Err(panic)) => std::panic::resume_unwind(panic),
                }
            })?
        };
        Ok(self.advance(&before, record, next, changes))
    }

    /// Locks the writer, and takes over first what other programs have committed to the same database.
    ///
    /// # Errors
    /// [`WriteError`] when the store cannot be read.
    pub(super) fn writer(&self) -> Result<MutexGuard<'_, Writer>, WriteError> {
        let writer = lock(&self.inner.writer);
        loop {
            let before = self.current();
            let head = writer.head()?.map_or(Revision::EMPTY, |record| record.revision);
            if head <= before.revision() {
                return Ok(writer);
            }
            // One commit at a time, each published and told to the feed like one of our own.
            let commits = writer.changes_since(before.revision(), 1)?;
            if commits.is_empty() {
                return Err(
                    StoreError::Damaged(format!("revision {head} follows no revision {}", before.revision())).into()
                );
            }
            for (record, changes) in commits {
                let next = next_snapshot(&before, record.revision, Parts::new(&before, &changes)?, &changes);
                self.advance(&before, record, next, &changes);
            }
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

    /// Prepares changes beside the writer, on the current snapshot and a reader, and holds the writer only to commit them.
    /// Where somebody else wrote meanwhile they are prepared anew, refusals and answers without changes, too, so that each
    /// is of one revision; at last with the writer held, so that it ends. No change takes no writer: a dry run makes
    /// nobody wait. Gives the snapshot of the revision that was made, if any.
    ///
    /// # Errors
    /// [`WriteError`] of the last preparation or of the commit; nothing is written then.
    pub(super) fn write_prepared<T>(
        &self,
        author: &Author,
        mut prepare: impl FnMut(&Arc<Snapshot>, &dyn Store) -> Result<(Vec<Change>, T), WriteError>,
    ) -> Result<(Option<Arc<Snapshot>>, T), WriteError> {
        for attempt in 1..=MOST_PREPARED {
            let stands_on = self.current();
            let (prepared, head) = self.read(|store| {
                let prepared = prepare(&stands_on, store);
                store.head().map(|head| (prepared, head))
            })?;
            // The reader may have seen more than the snapshot knows.
            let overtaken = head.is_some_and(|head| head.revision > stands_on.revision());
            match prepared {
                // One that is overtaken again and again says what held while it looked.
                Ok((changes, answer)) if changes.is_empty() && (!overtaken || attempt == MOST_PREPARED) => {
                    return Ok((None, answer));
                }
                _ if overtaken => {
                    self.catch_up()?;
                    continue;
                }
                _ => {}
            }
            let (changes, answer) = prepared?;
            let mut writer = self.writer()?;
            if self.current().revision() != stands_on.revision() {
                continue;
            }
            match self.commit(&mut writer, author, changes) {
                Err(WriteError::Store(StoreError::Conflict { .. })) => {}
                outcome => return Ok((Some(outcome?), answer)),
            }
        }
        self.write(|writer| {
            let (changes, answer) = prepare(&self.current(), writer.as_ref())?;
            let written = self.commit_any(writer, author, changes)?;
            Ok((written.revision.map(|_| written.snapshot), answer))
        })
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
    fn advance(&self, before: &Snapshot, record: RevisionRecord, next: Snapshot, changes: &[Change]) -> Arc<Snapshot> {
        let event = event(record, before, &next, changes);
        let snapshot = Arc::new(next);
        self.publish(Arc::clone(&snapshot));
        self.inner.feed.send(FeedEvent::Revision(event));
        snapshot
    }
}

/// The parts of the next snapshot that may be refused; `None` where the changes leave them as they are.
struct Parts {
    geography: Option<Geography>,
    ledgers: Option<Ledgers>,
}

impl Parts {
    fn new(before: &Snapshot, changes: &[Change]) -> Result<Self, WriteError> {
        let ledgers = ledger_edits(changes).next().map(|_| before.books().ledgers().edited(ledger_edits(changes)));
        Ok(Self { geography: next_geography(before, changes)?, ledgers: ledgers.transpose()? })
    }
}

/// Stations that changes concern, as they are afterwards; `None` for those that are gone.
type Edited<'a> = FxHashMap<StationId, Option<StationFacts<'a>>>;

/// The snapshot after the changes.
fn next_snapshot(before: &Snapshot, revision: Revision, parts: Parts, changes: &[Change]) -> Snapshot {
    let edited = edited(before, changes);
    let mut gone = Vec::new();
    let mut facts = Vec::new();
    for (id, edited) in &edited {
        match edited {
            Some(station) => facts.push(station),
            None => gone.push(*id),
        }
    }
    let snapshot = if let Some(geography) = parts.geography {
        // Slots are numbered anew with the regions, so every block is made anew.
        let mut builder = Builder::new(geography, before.stations() + facts.len());
        for old in before.all_facts().filter(|old| !edited.contains_key(&old.id())) {
            builder.push(&old.view());
        }
        for facts in facts {
            builder.push(&facts.view());
        }
        builder.finish(revision).with_books(Arc::clone(before.books()))
    } else {
        let views: Vec<_> = facts.iter().map(|facts| facts.view()).collect();
        before.apply(revision, &views, &gone)
    };
    with_books(snapshot, parts.ledgers, changes)
}

/// The snapshot with its books after the changes.
fn with_books(snapshot: Snapshot, ledgers: Option<Ledgers>, changes: &[Change]) -> Snapshot {
    if ledgers.is_none() && book_edits(changes).next().is_none() {
        return snapshot;
    }
    let unit = |station| snapshot.unit_of(station);
    let books = snapshot.books().apply(ledgers, ledger_edits(changes), book_edits(changes), unit);
    snapshot.with_books(Arc::new(books))
}

/// What changes do to the ledgers.
fn ledger_edits(changes: &[Change]) -> impl Iterator<Item = LedgerEdit<'_>> {
    changes.iter().filter_map(|change| match change {
        Change::Contract { id, diff } => Some(LedgerEdit::Contract(*id, diff.after.as_ref())),
        Change::Fee { owner, component, from, diff } => {
            Some(LedgerEdit::Fee(*owner, *component, *from, diff.after.as_ref()))
        }
        _ => None,
    })
}

/// What changes do to the books besides.
fn book_edits(changes: &[Change]) -> impl Iterator<Item = BookEdit<'_>> {
    // A campaign before those who take part in it, in whatever order they come.
    let campaigns = changes.iter().filter_map(|change| match change {
        Change::Campaign { id, diff } => Some(BookEdit::Campaign(*id, diff.after.as_ref())),
        _ => None,
    });
    campaigns.chain(changes.iter().filter_map(|change| match change {
        Change::Performance { station, month, diff } => Some(BookEdit::Month(*station, *month, diff.after.as_ref())),
        Change::Participation { campaign, station, diff } => {
            Some(BookEdit::Participation(*campaign, *station, diff.after))
        }
        Change::Station { id, diff } => {
            Some(BookEdit::Unit(*id, VolumeUnit::of(diff.after.as_ref().and_then(|station| station.energy))))
        }
        _ => None,
    }))
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

/// The stations that changes concern.
fn edited<'a>(before: &'a Snapshot, changes: &'a [Change]) -> Edited<'a> {
    let mut edited = Edited::default();
    // Stations first, so that the events and memberships of a new one find it, in whatever order they come.
    for change in changes {
        if let Change::Station { id, diff } = change {
            let after = diff.after.as_ref().map(|station| match before.facts(*id) {
                Some(facts) => facts.become_like(station),
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
            // Stations are done, sets and regions are the geography's, and the others are the books' or the store's.
            Change::Station { .. }
            | Change::Set(_)
            | Change::Region { .. }
            | Change::Contract { .. }
            | Change::Fee { .. }
            | Change::Performance { .. }
            | Change::Campaign { .. }
            | Change::Participation { .. }
            | Change::Note { .. }
            | Change::Comparison { .. } => {}
        }
    }
    edited
}

fn event(record: RevisionRecord, before: &Snapshot, next: &Snapshot, changes: &[Change]) -> RevisionEvent {
    let mut touched = Touched::default();
    if changes_regions(changes) {
        touched.regions();
    }
    let ledgers = next.books().ledgers();
    for id in stations_of(changes, |id| ledgers.contract(id).map(AsRef::as_ref)) {
        let places: Vec<Mercator> = [before.place_of(id), next.place_of(id)].into_iter().flatten().collect();
        let code = next.code_of(id).or_else(|| before.code_of(id));
        touched.station(code.unwrap_or_default(), places);
    }
    touched.event(record)
}
