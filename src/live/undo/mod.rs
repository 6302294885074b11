//! Undoing a revision: a new one that puts everything which it touched back to what was before it.
//!
//! Nothing of others is lost: where a later revision touched the same rows, or something that was written since needs
//! what would go, nothing is written and every such thing is named. History stays as it is, and an undo is a revision
//! like all others, so it can be undone, too.

mod objections;

use self::objections::objections;
use super::error::{LiveError, WriteError};
use super::feed::changes_regions;
use super::names::Names;
use super::network::Network;
use super::writes::{membership_changes, regions_at};
use crate::base::ids::Revision;
use crate::domain::change::{Author, Change};
use crate::domain::revision::RevisionKind;
use crate::domain::station::RuleError;
use crate::domain::thing::{Tallies, Thing, tallies};
use crate::engine::Snapshot;
use crate::store::{RevisionSummary, Store};

/// Most row versions of a revision that is undone: it is held in memory, as it was and as it will be.
pub const MOST_VERSIONS: u64 = 4_000_000;
/// Most things in the way that are told one by one.
pub const MOST_OBJECTIONS: usize = 1_000;

/// What became of the wish to undo a revision.
#[derive(Clone, Debug)]
pub enum Undo {
    /// It is undone, or would be.
    Done(Undone),
    /// Things are in the way, and nothing was written.
    Refused(Objections),
}

/// An undone revision.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The revision that undoes it; `None` for a dry run.
    pub revision: Option<Revision>,
    /// What that does, by kind.
    pub touched: Tallies,
}

/// What is in the way of an undo.
#[derive(Clone, Debug)]
pub struct Objections {
    /// Things, the first [`MOST_OBJECTIONS`] of them.
    pub things: Vec<Objection>,
    /// How many there are.
    pub count: usize,
    /// The names of what they are known by.
    pub names: Names,
}

/// A thing that is in the way of an undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Which.
    pub thing: Thing,
    /// The revision that touched it last, where that is why.
    pub revision: Option<Revision>,
    /// Why it is in the way.
    pub reason: String,
}

impl Network {
    /// Undoes a revision, or tells what that would do. Blocking; durable and visible when it returns.
    ///
    /// # Errors
    /// [`WriteError::NotFound`] without such a revision, [`WriteError::Rule`] for one that cannot be undone: it changed
    /// regions, or more than [`MOST_VERSIONS`].
    pub fn undo(&self, actor: &str, revision: Revision, dry_run: bool) -> Result<Undo, WriteError> {
        let author = Author::undoing(actor.to_owned(), revision);
        let (made, outcome) = self.write_prepared(&author, |current, store| {
            let changes = match undoing(current, store, revision)? {
                Ok(changes) => changes,
                Err(objections) => return Ok((Vec::new(), Err(objections))),
            };
            let touched = changes.iter().map(|change| {
                let (ends, makes) = change.sides();
                (change.thing().entity(), ends, makes)
            });
            let touched = tallies(touched);
            let changes = if dry_run { Vec::new() } else { changes };
            Ok((changes, Ok(touched)))
        })?;
        Ok(match outcome {
            Err(objections) => Undo::Refused(objections),
            Ok(touched) => Undo::Done(Undone { revision: made.map(|made| made.revision()), touched }),
        })
    }

    /// The revisions of some kinds from one on downwards, newest first. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read.
    pub fn revisions_of(&self, newest: Revision, kinds: &[RevisionKind]) -> Result<Vec<Revision>, LiveError> {
        self.read(|store| Ok(store.revisions_of(newest, kinds)?))
    }

    /// Revisions by themselves, in the order asked, which is newest first. Blocking.
    ///
    /// # Errors
    /// [`LiveError`] when the store cannot be read, or has not all of them.
    pub fn revisions(&self, asked: &[Revision]) -> Result<Vec<RevisionSummary>, LiveError> {
        self.read(|store| Ok(store.revisions(asked)?))
    }
}

/// The changes that undo a revision, or what is in the way.
fn undoing(
    current: &Snapshot,
    store: &dyn Store,
    revision: Revision,
) -> Result<Result<Vec<Change>, Objections>, WriteError> {
    let refuse = |reason: String| Err(RuleError::new("revision", revision.to_string(), reason).into());
    let Some(record) = store.record(revision)? else {
        return Err(WriteError::NotFound { what: "revision", key: revision.to_string() });
    };
    if record.changes > MOST_VERSIONS {
        let count = record.changes;
        return refuse(format!("it made or ended {count} row versions, and {MOST_VERSIONS} can be undone at once"));
    }
    let overtaken = store.overtaken(revision, MOST_OBJECTIONS)?;
    if overtaken.count > 0 {
        let things = overtaken.things.into_iter().map(|(thing, by)| Objection {
            thing,
            revision: Some(by),
            reason: format!("revision {by} has changed it since"),
        });
        return Ok(Err(told(store, things.collect(), overtaken.count)?));
    }
    let (_, changes) = store.changes_since(Revision(revision.0 - 1), 1)?.pop().unwrap_or((record, Vec::new()));
    if changes_regions(&changes) {
        return refuse("it changed regions, which are not undone: import them as they were".into());
    }
    let changes = inverse(current, changes);
    let found = objections(current, store, &changes)?;
    if !found.is_empty() {
        let count = found.len();
        return Ok(Err(told(store, found.into_iter().take(MOST_OBJECTIONS).collect(), count)?));
    }
    Ok(Ok(changes))
}

fn told(store: &dyn Store, things: Vec<Objection>, count: usize) -> Result<Objections, WriteError> {
    let names = Names::of_things(store, things.iter().map(|objection| objection.thing))?;
    Ok(Objections { things, count, names })
}

/// The changes that take others back. Where stations lie follows from where they stand, by the regions as they are now,
/// and not from what it was before.
fn inverse(current: &Snapshot, changes: Vec<Change>) -> Vec<Change> {
    let mut inverse: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        if matches!(change, Change::Membership { .. }) {
            continue;
        }
        let change = change.inverse();
        if let Some(Change::Station { id, diff }) = &change {
            let was = current.facts(*id).map(|facts| facts.regions().to_vec()).unwrap_or_default();
            let now = diff.after.as_ref().map(|after| regions_at(current.geography(), after.position.location));
            inverse.extend(membership_changes(*id, &was, &now.unwrap_or_default()));
        }
        inverse.extend(change);
    }
    inverse
}
