//! The one way in: a batch becomes the next revision, whole or not at all.

use std::thread::ScopedJoinHandle;

use rusqlite::{CachedStatement, Connection, ErrorCode, Transaction, TransactionBehavior, params};

use super::cells::{self, Cell, Side};
use super::chain::{self, Link};
use super::key::Kind;
use super::plan::{self, Entry, Plan, Summary};
use super::table::{self, Statements};
use super::{read, references};
use crate::base::date::Instant;
use crate::base::ids::Revision;
use crate::domain::change::{Batch, RevisionRecord};
use crate::store::StoreError;

/// From this many changes on, hashing runs in a thread of its own, beside the writing.
const MANY: usize = 1_000;

/// Applies the batch that was made from what `base` holds.
pub(super) fn commit(conn: &mut Connection, base: Revision, batch: &Batch) -> Result<RevisionRecord, StoreError> {
    let plan = Plan::new(&batch.changes)?;
    // The write lock comes first, so the number taken under it can neither be taken twice nor be lost.
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let head = read::head(&tx)?;
    let newest = head.as_ref().map_or(Revision::EMPTY, |head| head.revision);
    if base > newest {
        return Err(StoreError::NoRevision { asked: base, newest });
    }
    if base < newest {
        return Err(StoreError::Conflict { what: format!("the network (at revision {newest}, not {base})") });
    }
    let summary = write_all(&tx, &plan, newest.next())?;
    let now = Instant::now();
    let record = Link {
        previous: head.as_ref().map_or(chain::ROOT, |head| head.hash),
        revision: newest.next(),
        recorded_at: head.map_or(now, |head| now.max(head.recorded_at)),
        author: &batch.author,
        changes: summary.versions,
        keys: &summary.keys,
        contents: summary.contents,
    }
    .record();
    insert_revision(&tx, &record, &summary.keys)?;
    tx.commit()?;
    if plan.len() >= MANY {
        // Give back the pages that only the import needed. The commit is done, whatever becomes of this.
        drop(conn.release_memory());
    }
    Ok(record)
}

/// Writes every change, and hashes them meanwhile when they are many.
fn write_all(tx: &Transaction<'_>, plan: &Plan<'_>, revision: Revision) -> Result<Summary, StoreError> {
    std::thread::scope(|scope| {
        let summary = (plan.len() >= MANY).then(|| scope.spawn(|| plan.summary()));
        for kind in Kind::ALL {
            write(tx, kind, plan.of(kind), revision)?;
        }
        references::check(tx, plan)?;
        match summary.map(ScopedJoinHandle::join) {
            None => Ok(plan.summary()),
            Some(Ok(summary)) => Ok(summary),
            Some(Err(panic)) => std::panic::resume_unwind(panic),
        }
    })
}

fn insert_revision(tx: &Transaction<'_>, record: &RevisionRecord, keys: &[u8]) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached("INSERT INTO revisions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    insert.execute(params![
        read::number(record.revision),
        record.recorded_at.micros(),
        record.author.actor,
        record.author.source,
        record.changes.cast_signed(),
        record.hash,
        keys,
    ])?;
    Ok(())
}

/// Writes the changes to things of one kind.
fn write(tx: &Transaction<'_>, kind: Kind, entries: &[Entry<'_>], revision: Revision) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let statements = Statements::of(kind);
    identify(tx, statements, entries)?;
    let mut writer = Writer {
        last: tx.prepare_cached(&statements.last)?,
        end: tx.prepare_cached(&statements.end)?,
        insert: tx.prepare_cached(&statements.insert)?,
        highest: tx.query_row(&statements.highest, (), |row| row.get(0))?,
        skip: statements.identity.as_ref().map_or(0, |identity| identity.columns),
        revision: read::number(revision),
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for entry in entries {
        let ends = cells::fill(entry.change, Side::Before, &mut before);
        let makes = cells::fill(entry.change, Side::After, &mut after);
        writer.end(entry, ends.then_some(&before))?;
        if makes {
            writer.make(entry, &after).map_err(|error| refusal(error, entry))?;
        }
    }
    Ok(())
}

/// Gives the new things their identities. One that was there before keeps its own, which must be the same.
fn identify(tx: &Transaction<'_>, statements: &Statements, entries: &[Entry<'_>]) -> Result<(), StoreError> {
    let Some(identity) = &statements.identity else { return Ok(()) };
    let mut insert = tx.prepare_cached(&identity.insert)?;
    let mut select = tx.prepare_cached(&identity.select)?;
    let highest: Option<u32> = tx.query_row(&identity.highest, (), |row| row.get(0))?;
    let mut cells = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.effect().ends) {
        cells::fill(entry.change, Side::After, &mut cells);
        let cells = &cells[..identity.columns];
        let is_beyond = highest.is_none_or(|highest| entry.key.id > highest);
        match if is_beyond { None } else { known_identity(&mut select, entry.key.id, cells)? } {
            Some(true) => {}
            Some(false) => return Err(conflict(entry)),
            None => {
                insert.raw_bind_parameter(1, entry.key.id)?;
                bind_cells(&mut insert, 3, cells)?;
                insert.raw_execute().map_err(|error| refusal(error, entry))?;
            }
        }
    }
    Ok(())
}

/// Whether the id stands for these cells; `None` when it is free.
fn known_identity(select: &mut CachedStatement<'_>, id: u32, cells: &[Cell<'_>]) -> rusqlite::Result<Option<bool>> {
    let mut rows = select.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    for (at, cell) in cells.iter().enumerate() {
        if row.get_ref(at)? != cell.value() {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

/// Ends and makes the versions of one kind.
struct Writer<'c> {
    last: CachedStatement<'c>,
    end: CachedStatement<'c>,
    insert: CachedStatement<'c>,
    /// The largest id that has a version: whatever lies beyond is new and needs no look.
    highest: Option<u32>,
    /// Cells of the identity, which go before those of the version.
    skip: usize,
    revision: i64,
}

impl Writer<'_> {
    /// Ends the current version, which must be `before`; with `None`, there must be none.
    fn end(&mut self, entry: &Entry<'_>, before: Option<&Vec<Cell<'_>>>) -> Result<(), StoreError> {
        let current = if self.highest.is_some_and(|highest| entry.key.id <= highest) {
            self.current(entry, before)?
        } else {
            None
        };
        match (current, before) {
            (None, None) => Ok(()),
            (Some(Current { made, is_expected: true }), Some(_)) => {
                table::bind_key(&mut self.end, entry.key)?;
                self.end.raw_bind_parameter(3, made)?;
                self.end.raw_bind_parameter(4, self.revision)?;
                self.end.raw_execute()?;
                Ok(())
            }
            _ => Err(conflict(entry)),
        }
    }

    /// The version that is current, if any.
    fn current(&mut self, entry: &Entry<'_>, expected: Option<&Vec<Cell<'_>>>) -> Result<Option<Current>, StoreError> {
        table::bind_key(&mut self.last, entry.key)?;
        self.last.raw_bind_parameter(3, self.revision)?;
        let mut rows = self.last.raw_query();
        let Some(row) = rows.next()? else { return Ok(None) };
        if row.get_ref(1)?.as_i64_or_null().is_ok_and(|ended| ended.is_some()) {
            return Ok(None);
        }
        let mut is_expected = expected.is_some();
        for (cell, at) in expected.into_iter().flatten().zip(2..) {
            is_expected &= row.get_ref(at)? == cell.value();
        }
        Ok(Some(Current { made: row.get(0)?, is_expected }))
    }

    fn make(&mut self, entry: &Entry<'_>, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
        table::bind_key(&mut self.insert, entry.key)?;
        self.insert.raw_bind_parameter(3, self.revision)?;
        bind_cells(&mut self.insert, 4, &cells[self.skip..])?;
        self.insert.raw_execute().map(drop)
    }
}

/// The current version of a thing: what made it, and whether it is as the batch says.
struct Current {
    made: i64,
    is_expected: bool,
}

fn bind_cells(statement: &mut rusqlite::Statement<'_>, from: usize, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
    cells.iter().zip(from..).try_for_each(|(cell, at)| statement.raw_bind_parameter(at, cell))
}

fn conflict(entry: &Entry<'_>) -> StoreError {
    StoreError::Conflict { what: plan::describe(entry.change) }
}

/// What a failed write says about the change.
fn refusal(error: rusqlite::Error, entry: &Entry<'_>) -> StoreError {
    let what = || plan::describe(entry.change);
    let Some(cause) = error.sqlite_error().filter(|cause| cause.code == ErrorCode::ConstraintViolation) else {
        return error.into();
    };
    match cause.extended_code {
        rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
            StoreError::Inconsistent(format!("{} refers to something that is not there", what()))
        }
        rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL => {
            StoreError::Inconsistent(format!("{} holds a value that is not a number", what()))
        }
        _ => StoreError::Conflict { what: what() },
    }
}
