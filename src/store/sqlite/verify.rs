//! Walking everything: the hash chain link by link, then what must hold of the rows as a whole.
//!
//! The walk proves that every link is as it was written and that every version it speaks of is there
//! and unchanged; counting the versions then proves that there is none it does not speak of.

use rusqlite::Connection;

use super::chain::{self, Contents, Link};
use super::decode::Fields;
use super::key::{Effect, Key, Keys, Kind};
use super::read::{self, Finders, RECORD};
use super::table::Statements;
use crate::base::ids::Revision;
use crate::domain::change::RevisionRecord;
use crate::store::{StoreError, Verification};

/// Faults that are told one by one; of a database that is damaged all over, the rest adds nothing.
const MOST_FAULTS: usize = 100;
/// The share of the work that is the walk; the checks after it are coarse.
const WALK: f64 = 0.7;

/// Walks the whole database.
pub(super) fn verify(conn: &Connection, progress: &mut dyn FnMut(f64)) -> Result<Verification, StoreError> {
    let mut report = Report::default();
    integrity(conn, &mut report)?;
    // A file whose pages are broken cannot be read on with any profit.
    if report.found.faults.is_empty() {
        let seen = Walk::new(conn)?.all(conn, &mut report, progress)?;
        foreign_keys(conn, &mut report)?;
        let newest = read::newest(conn)?;
        progress(f64::midpoint(WALK, 1.0));
        for kind in Kind::ALL {
            versions(conn, kind, seen[kind as usize], newest, &mut report)?;
        }
    }
    progress(1.0);
    Ok(report.found)
}

/// What has been found so far.
#[derive(Default)]
struct Report {
    found: Verification,
    untold: usize,
}

impl Report {
    fn fault(&mut self, sentence: String) {
        if self.found.faults.len() < MOST_FAULTS {
            self.found.faults.push(sentence);
            return;
        }
        self.untold += 1;
        let last = format!("{} more faults are not listed", self.untold);
        self.found.faults.truncate(MOST_FAULTS);
        self.found.faults.push(last);
    }
}

/// Versions of one kind that the chain speaks of.
#[derive(Clone, Copy, Default)]
struct Seen {
    made: u64,
    ended: u64,
}

/// Links and versions between two reports of progress.
const STRIDE: u64 = 4_096;

/// The walk along the chain.
struct Walk<'c> {
    finders: Finders<'c>,
    seen: [Seen; Kind::COUNT],
    /// Links and versions walked so far, and how many there are.
    done: u64,
    all: f64,
}

impl<'c> Walk<'c> {
    fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        let all = conn.query_row("SELECT count(*) + total(changes) FROM revisions", (), |row| row.get(0))?;
        Ok(Self { finders: Finders::new(conn)?, seen: Default::default(), done: 0, all })
    }

    /// Counts a link or a version and now and then tells how far the walk has come.
    #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no more")]
    fn step(&mut self, progress: &mut dyn FnMut(f64)) {
        self.done += 1;
        if self.done.is_multiple_of(STRIDE) {
            progress(WALK * (self.done as f64 / self.all.max(1.0)).min(1.0));
        }
    }

    fn all(
        mut self,
        conn: &Connection,
        report: &mut Report,
        progress: &mut dyn FnMut(f64),
    ) -> Result<[Seen; Kind::COUNT], StoreError> {
        let mut statement = conn.prepare(&format!("SELECT {RECORD}, keys FROM revisions ORDER BY revision"))?;
        let mut rows = statement.query(())?;
        let mut previous: Option<RevisionRecord> = None;
        while let Some(row) = rows.next()? {
            let record = match read::record(row) {
                Ok(record) => record,
                Err(StoreError::Damaged(fault)) => {
                    report.fault(fault);
                    continue;
                }
                Err(error) => return Err(error),
            };
            let keys = row.get_ref(6)?.as_blob().unwrap_or_default();
            self.link(&record, previous.as_ref(), keys, report, progress)?;
            report.found.revisions += 1;
            self.step(progress);
            previous = Some(record);
        }
        Ok(self.seen)
    }

    fn link(
        &mut self,
        record: &RevisionRecord,
        previous: Option<&RevisionRecord>,
        keys: &[u8],
        report: &mut Report,
        progress: &mut dyn FnMut(f64),
    ) -> Result<(), StoreError> {
        let revision = record.revision;
        let expected = previous.map_or(Revision::EMPTY, |previous| previous.revision).next();
        if revision != expected {
            report.fault(format!("revision {revision} stands where revision {expected} should"));
        }
        if let Some(previous) = previous.filter(|previous| previous.recorded_at > record.recorded_at) {
            let (at, before) = (record.recorded_at, previous.recorded_at);
            report.fault(format!("revision {revision} was recorded at {at}, before its predecessor at {before}"));
        }
        let mut contents = Contents::default();
        let mut changes = 0;
        for entry in Keys::new(keys) {
            let Some((key, effect)) = entry else {
                report.fault(format!("the list of what revision {revision} touched cannot be read"));
                break;
            };
            changes += effect.versions();
            self.change(key, effect, revision, &mut contents, report)?;
            self.step(progress);
        }
        report.found.versions += changes;
        if changes != record.changes {
            report.fault(format!("revision {revision} says it has {} changes, but lists {changes}", record.changes));
        }
        let link = Link {
            previous: previous.map_or(chain::ROOT, |previous| previous.hash),
            revision,
            recorded_at: record.recorded_at,
            author: &record.author,
            changes: record.changes,
            keys,
            contents: contents.finish(),
        };
        // The walk goes on from the stored hash, so that one changed link is one fault.
        if link.hash() != record.hash {
            report.fault(format!(
                "revision {revision} is not what it was: its hash does not agree with what is stored of it"
            ));
        }
        Ok(())
    }

    /// Hashes what a revision did to one thing, as the commit did.
    fn change(
        &mut self,
        key: Key,
        effect: Effect,
        revision: Revision,
        contents: &mut Contents,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let finder = self.finders.of(key.kind);
        let seen = &mut self.seen[key.kind as usize];
        contents.key(key);
        let mut side = |found: Option<()>, is_there: bool, verb| {
            if is_there && found.is_none() {
                let Key { kind, id, part } = key;
                let part = if kind.is_pair() { format!(" part {part}") } else { String::new() };
                report.fault(format!(
                    "the version of {kind:?} number {id}{part} that revision {revision} {verb} is missing"
                ));
            }
        };
        let ended = if effect.ends { finder.ended_by(key, revision, |fields| hash(&fields, contents))? } else { None };
        if ended.is_none() {
            contents.nothing();
        }
        side(ended, effect.ends, "ended");
        let made = if effect.makes { finder.made_by(key, revision, |fields| hash(&fields, contents))? } else { None };
        if made.is_none() {
            contents.nothing();
        }
        side(made, effect.makes, "made");
        seen.ended += u64::from(effect.ends);
        seen.made += u64::from(effect.makes);
        Ok(())
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a reader of fields may fail; this one does not")]
fn hash(fields: &Fields<'_>, contents: &mut Contents) -> Result<(), StoreError> {
    contents.something();
    fields.values().for_each(|value| contents.value(value));
    Ok(())
}

/// What SQLite says of its own pages and indexes.
fn integrity(conn: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let mut statement = conn.prepare(&format!("PRAGMA integrity_check({MOST_FAULTS})"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            report.fault(format!("the file is damaged: {said}"));
        }
    }
    Ok(())
}

fn foreign_keys(conn: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        report.fault(format!("a row of {table} refers to a row of {parent} that is missing"));
    }
    Ok(())
}

/// What must hold of the versions of a kind: those of one thing follow one another, at most the last is
/// current, and there are as many as the chain speaks of.
fn versions(
    conn: &Connection,
    kind: Kind,
    seen: Seen,
    newest: Revision,
    report: &mut Report,
) -> Result<(), StoreError> {
    let statements = Statements::of(kind);
    let table = statements.table;
    let mut statement = conn.prepare(&statements.periods)?;
    let mut rows = statement.query(())?;
    let mut stored = Seen::default();
    let mut previous: Option<(i64, i64, Option<i64>)> = None;
    while let Some(row) = rows.next()? {
        let (id, part, from, to): (i64, i64, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        stored.made += 1;
        stored.ended += u64::from(to.is_some());
        let overlaps =
            matches!(previous, Some((i, p, ended)) if (i, p) == (id, part) && ended.is_none_or(|ended| ended > from));
        let faults = [
            (overlaps, "overlaps the one before"),
            (to.is_some_and(|to| to <= from), "ends before it begins"),
            (to.unwrap_or(from).max(from) > read::number(newest), "refers to a revision that is missing"),
        ];
        for (_, fault) in faults.into_iter().filter(|(is_so, _)| *is_so) {
            report.fault(format!("{table}: the version of {id} ({part}) that revision {from} made {fault}"));
        }
        previous = Some((id, part, to));
    }
    for (verb, stored, seen) in [("made", stored.made, seen.made), ("ended", stored.ended, seen.ended)] {
        if stored != seen {
            report
                .fault(format!("{table} holds {stored} versions that were {verb}, but the revisions speak of {seen}"));
        }
    }
    if let Some(identity) = &statements.identity {
        let orphans: i64 = conn.query_row(&identity.orphans, (), |row| row.get(0))?;
        if orphans > 0 {
            report.fault(format!("{orphans} identities have no row in {table}"));
        }
    }
    Ok(())
}
