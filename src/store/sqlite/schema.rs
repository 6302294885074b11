//! The tables, and how a file comes by them: a list of migrations, each run once and in order.

use rusqlite::Connection;

/// Marks a file as ours (`FCRT`), so that no other program's database is taken for one.
pub(super) const APPLICATION_ID: i64 = 0x4643_5254;

/// What brings a file from version n to n + 1; the version is kept in `user_version`. A migration that
/// has been released is never edited: a change is a new entry.
const MIGRATIONS: [&str; 2] = [FIRST, SECOND];

/// Identities (`stations`, `regions`) stay for good. Every other row is one version of a thing:
/// `rev_from` made it, `rev_to` ended it and is null while it is current. A thing's versions lie side by
/// side in the order in which they were made, so a load is one ordered scan per table and the version as
/// of a revision one descent. Columns that a load reads come first.
///
/// Days are counted from 1900-01-01, instants are microseconds since 1970 (UTC), degrees are WGS-84
/// except for `raw_x` and `raw_y`, which are of `crs`. `stage` is 1 prospect, 2 negotiating, 3 signed,
/// 4 online, 5 paused, 6 terminated. `attributes` and `members` are JSON; `shape` is of `geometry.rs`.
/// `revisions.keys` lists what a revision touched (`key.rs`), in place of indexes over the revisions.
///
/// `rev_from`, `rev_to` and a membership's `set_id` are not declared as foreign keys: a reference costs a
/// fifth of a bulk insert each, commits write them right by construction, and `verify` checks them.
const FIRST: &str = "
CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,
    changes INTEGER NOT NULL,
    hash BLOB NOT NULL,
    keys BLOB NOT NULL
) STRICT;
CREATE TABLE region_sets (
    id INTEGER PRIMARY KEY,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL
) STRICT;
CREATE TABLE regions (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES region_sets,
    code TEXT NOT NULL,
    UNIQUE (set_id, code)
) STRICT;
CREATE TABLE region_versions (
    region INTEGER NOT NULL REFERENCES regions,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent INTEGER REFERENCES regions,
    center_lon REAL,
    center_lat REAL,
    members TEXT,
    shape BLOB,
    PRIMARY KEY (region, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE stations (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE station_versions (
    station INTEGER NOT NULL REFERENCES stations,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    name TEXT NOT NULL,
    energy TEXT,
    brand TEXT,
    operator TEXT,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    opened_on INTEGER,
    closed_on INTEGER,
    crs TEXT NOT NULL,
    raw_x REAL NOT NULL,
    raw_y REAL NOT NULL,
    address TEXT,
    attributes TEXT,
    PRIMARY KEY (station, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE stage_versions (
    station INTEGER NOT NULL REFERENCES stations,
    valid_from INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    stage INTEGER NOT NULL,
    note TEXT,
    PRIMARY KEY (station, valid_from, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE membership_versions (
    station INTEGER NOT NULL REFERENCES stations,
    set_id INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    region INTEGER NOT NULL REFERENCES regions,
    PRIMARY KEY (station, set_id, rev_from)
) STRICT, WITHOUT ROWID;
";

/// Contracts, fees, performance, campaigns and notes, in the manner of [`FIRST`].
///
/// `stations` of a contract are ascending ids as steps, `facts` the days of a month (`domain/performance.rs`):
/// both as few bytes as they can be. `term` is `first day << 2 | component`, with 0 commission, 1 payment,
/// 2 partner share, 3 fixed. `amount` is in parts per million for `percent_of_gmv`, in minor units for
/// `per_month`, else in millionths of the major unit. `month` counts from January 1900. `made_from` is the
/// revision whose state a comparison was made from.
///
/// Performance is keyed by month, so that a month of all stations, which is what comes at once, lies in one place:
/// after three years of 20,000 stations it is committed in a tenth of the time that it takes when each station's
/// months lie together. A station's months are found by a descent for each month that there is.
///
/// Participations are keyed by campaign; the index finds those of a station.
const SECOND: &str = "
CREATE TABLE contracts (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE contract_versions (
    contract INTEGER NOT NULL REFERENCES contracts,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    counterparty TEXT NOT NULL,
    stations BLOB NOT NULL,
    signed_on INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    terminated_on INTEGER,
    renews TEXT,
    PRIMARY KEY (contract, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE contract_fee_versions (
    contract INTEGER NOT NULL REFERENCES contracts,
    term INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    basis TEXT NOT NULL,
    amount INTEGER NOT NULL,
    valid_to INTEGER,
    payer TEXT,
    payee TEXT,
    PRIMARY KEY (contract, term, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE station_fee_versions (
    station INTEGER NOT NULL REFERENCES stations,
    term INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    basis TEXT NOT NULL,
    amount INTEGER NOT NULL,
    valid_to INTEGER,
    payer TEXT,
    payee TEXT,
    PRIMARY KEY (station, term, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE performance_versions (
    month INTEGER NOT NULL,
    station INTEGER NOT NULL REFERENCES stations,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    facts BLOB NOT NULL,
    PRIMARY KEY (month, station, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaigns (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE campaign_versions (
    campaign INTEGER NOT NULL REFERENCES campaigns,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    name TEXT NOT NULL,
    mechanism TEXT NOT NULL,
    funded_by TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    budget INTEGER,
    PRIMARY KEY (campaign, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE participation_versions (
    campaign INTEGER NOT NULL REFERENCES campaigns,
    station INTEGER NOT NULL REFERENCES stations,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    PRIMARY KEY (campaign, station, rev_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX participations_of_stations ON participation_versions (station);
CREATE TABLE note_versions (
    station INTEGER NOT NULL REFERENCES stations,
    number INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    noted_on INTEGER NOT NULL,
    author TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (station, number, rev_from)
) STRICT, WITHOUT ROWID;
CREATE TABLE comparison_versions (
    campaign INTEGER NOT NULL REFERENCES campaigns,
    number INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    title TEXT NOT NULL,
    made_from INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (campaign, number, rev_from)
) STRICT, WITHOUT ROWID;
";

/// The version that this program writes.
pub(super) const VERSION: usize = MIGRATIONS.len();

/// Why a file is not one that this program can use.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unfit {
    #[error("it belongs to another program, not to Forecourt")]
    Foreign,
    #[error("it was written by a newer Forecourt (schema {0}, this program knows up to {VERSION})")]
    Newer(i64),
    #[error("it was written by an older Forecourt (schema {0}); open it for writing once to bring it up to {VERSION}")]
    Older(usize),
}

/// How many migrations the file has had; 0 for an empty one.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<Result<usize, Unfit>> {
    let number = |pragma| conn.query_row(pragma, (), |row| row.get::<_, i64>(0));
    let (application, version) = (number("PRAGMA application_id")?, number("PRAGMA user_version")?);
    let is_empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    Ok(match usize::try_from(version) {
        Ok(0) if application == 0 && is_empty => Ok(0),
        Ok(version) if application == APPLICATION_ID && (1..=VERSION).contains(&version) => Ok(version),
        _ if application == APPLICATION_ID && version > 0 => Err(Unfit::Newer(version)),
        _ => Err(Unfit::Foreign),
    })
}

/// Runs the migrations that the file has not had, all or none. Two programs may come here at once: the
/// version is read under the write lock.
pub(super) fn migrate(conn: &mut Connection) -> rusqlite::Result<Result<(), Unfit>> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version = match version(&tx)? {
        Ok(version) => version,
        Err(unfit) => return Ok(Err(unfit)),
    };
    if version < VERSION {
        for migration in &MIGRATIONS[version..] {
            tx.execute_batch(migration)?;
        }
        tx.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"))?;
    }
    tx.commit()?;
    Ok(Ok(()))
}
