//! Checkpoints: moving what commits left in the log into the database, beside them and not inside one.
//!
//! By itself SQLite does it inside the commit that fills the log, which then takes ten times as long as others.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, OpenFlags};

/// From this many pages in the log on, they are moved beside the commits. So few that a commit meanwhile hardly
/// waits for the disk: with a thousand, as SQLite has it, one in five hundred took several times as long as others.
const WORTHWHILE: i32 = 128;
/// From this many on, as an import leaves them, the commit moves them itself, so that the log stays bounded.
const MOST: i32 = 16_384;

/// Takes the checkpoints over from SQLite, for a connection that writes.
pub(super) fn take_over(path: &Path, writer: &mut Connection) -> rusqlite::Result<()> {
    let mut beside = Beside { path: path.to_owned(), thread: None };
    // What fails is made up for after the next commit: the commit itself is done already.
    writer.wal_hook(Some(move |wal: &mut rusqlite::hooks::Wal, pages| {
        if pages >= MOST {
            drop(wal.checkpoint());
        } else if pages >= WORTHWHILE {
            beside.wake();
        }
        Ok(())
    }))
}

/// The thread beside the writer, begun when it is first wanted and ended with the writer's connection.
struct Beside {
    path: PathBuf,
    thread: Option<(SyncSender<()>, JoinHandle<()>)>,
}

impl Beside {
    /// Asks for a checkpoint, if none is asked for yet.
    fn wake(&mut self) {
        if self.thread.is_none() {
            self.thread = begin(&self.path);
        }
        if let Some((wake, _)) = &self.thread {
            let _ = wake.try_send(());
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some((wake, thread)) = self.thread.take() {
            drop(wake);
            drop(thread.join());
        }
    }
}

/// Begins the thread, with a connection of its own. `None` when either cannot be had.
fn begin(path: &Path) -> Option<(SyncSender<()>, JoinHandle<()>)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).ok()?;
    let (wake, woken) = sync_channel(1);
    let work = move || {
        while woken.recv().is_ok() {
            // Waits for nobody: pages that a reader still needs in the log stay there until the next time.
            drop(conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(())));
        }
    };
    let thread = thread::Builder::new().name("checkpoints".into()).spawn(work).ok()?;
    Some((wake, thread))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// Commits so many pages, and says how long the database grows to by itself within the time.
    fn grown(pages: u32, most: u64, patience: Duration) -> u64 {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("log.db");
        let mut writer = Connection::open(&path).expect("database");
        writer.pragma_update(None, "journal_mode", "WAL").expect("log");
        take_over(&path, &mut writer).expect("hook");
        writer.execute_batch("CREATE TABLE t (bytes BLOB)").expect("table");
        writer.execute("INSERT INTO t VALUES (zeroblob(?1))", [pages * 4_096]).expect("rows");
        let (begun, length) = (Instant::now(), || std::fs::metadata(&path).expect("file").len());
        while length() < most && begun.elapsed() < patience {
            std::thread::sleep(Duration::from_millis(2));
        }
        length()
    }

    #[test]
    fn a_log_that_fills_is_moved_into_the_database() {
        let (usual, large) = (300 * 4096, 20_000 * 4096);
        assert!(grown(300, usual, Duration::from_secs(20)) >= usual, "beside the commit");
        assert!(grown(20_000, large, Duration::ZERO) >= large, "by the commit itself");
        assert!(grown(20, 20 * 4096, Duration::from_millis(100)) < 20 * 4096, "not worthwhile yet");
    }
}
