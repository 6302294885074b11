//! Opening a file: what it must be, and how SQLite is set up for it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::checkpoint;
use super::schema::{self, Unfit};
use crate::store::StoreError;

/// How long a writer waits for another program's transaction to end.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Reads and writes; makes the file when there is none.
    Write,
    /// Reads only; the file must be there.
    Read,
}

/// Opens the file and returns its absolute path with the connection.
pub(super) fn open(path: &Path, purpose: Purpose) -> Result<(PathBuf, Connection), StoreError> {
    let refuse = |reason: String| StoreError::Open { path: path.to_owned(), reason };
    // An absolute path is never taken for one of SQLite's special names (":memory:", "file:…").
    let absolute = std::path::absolute(path).map_err(|error| refuse(error.to_string()))?;
    match try_open(&absolute, purpose) {
        Ok(Ok(conn)) => Ok((absolute, conn)),
        Ok(Err(unfit)) => Err(refuse(unfit.to_string())),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(refuse("it is not a database".to_owned()))
        }
        Err(error) => Err(refuse(error.to_string())),
    }
}

fn try_open(path: &Path, purpose: Purpose) -> rusqlite::Result<Result<Connection, Unfit>> {
    let access = match purpose {
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Purpose::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    // A handle is used by one thread at a time (`Connection` is not `Sync`), so SQLite need not lock it.
    let mut conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // Room for every statement over every kind of thing.
    conn.set_prepared_statement_cache_capacity(256);
    // Plans do not depend on the values asked for, so that binding new ones never prepares a statement again.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let version = match schema::version(&conn)? {
        Ok(version) => version,
        Err(unfit) => return Ok(Err(unfit)),
    };
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA synchronous = FULL;
         PRAGMA temp_store = MEMORY;",
    )?;
    match purpose {
        Purpose::Write => {
            conn.pragma_update(None, "journal_mode", "WAL")?;
            // Room for what an import of a million stations touches: with a quarter of it, pages go to the log
            // and come back, and the import takes twice as long. A log that grew shrinks again.
            conn.execute_batch("PRAGMA cache_size = -262144; PRAGMA journal_size_limit = 67108864;")?;
            if let Err(unfit) = schema::migrate(&mut conn)? {
                return Ok(Err(unfit));
            }
            checkpoint::take_over(path, &mut conn)?;
        }
        Purpose::Read if version < schema::VERSION => return Ok(Err(Unfit::Older(version))),
        Purpose::Read => {}
    }
    Ok(Ok(conn))
}
