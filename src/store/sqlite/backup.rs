//! A copy of a live database, as of one moment.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::read;
use crate::store::StoreError;

/// Pages copied between two reports of progress: 4 MB.
const STEP: i32 = 1024;

/// Copies what the connection sees to a file that must not exist yet. The copy comes under its name only
/// when it is whole and on disk.
pub(super) fn backup(conn: &Connection, to: &Path, progress: &mut dyn FnMut(f64)) -> Result<(), StoreError> {
    let refuse = |reason: String| StoreError::Open { path: to.to_owned(), reason };
    let to = std::path::absolute(to).map_err(|error| refuse(error.to_string()))?;
    let (Some(folder), Some(name)) = (to.parent(), to.file_name()) else {
        return Err(refuse("it is not the name of a file".to_owned()));
    };
    if to.symlink_metadata().is_ok() {
        return Err(refuse("there is a file of that name already".to_owned()));
    }
    let mut partial_name = name.to_owned();
    partial_name.push(".partial");
    let partial = Partial(folder.join(partial_name));
    File::create_new(&partial.0).map_err(|error| refuse(format!("{}: {error}", partial.0.display())))?;
    copy(conn, &partial.0, progress)?;
    let sync = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    sync(&partial.0)
        .and_then(|()| fs::rename(&partial.0, &to))
        .and_then(|()| sync(folder))
        .map_err(|error| refuse(error.to_string()))
}

fn copy(conn: &Connection, to: &Path, progress: &mut dyn FnMut(f64)) -> Result<(), StoreError> {
    // One read transaction over all steps: writers go on meanwhile, and the copy does not see them.
    // It begins with the first read; without it, every write would make the copy start again.
    let view = super::view(conn)?;
    read::newest(&view)?;
    let mut target = Connection::open(to)?;
    {
        let backup = Backup::new(conn, &mut target)?;
        while backup.step(STEP)? != StepResult::Done {
            let copied = backup.progress();
            progress(1.0 - f64::from(copied.remaining) / f64::from(copied.pagecount.max(1)));
        }
    }
    target.close().map_err(|(_, error)| error)?;
    progress(1.0);
    Ok(())
}

/// A file that goes away again unless it has been given its name.
struct Partial(PathBuf);

impl Drop for Partial {
    fn drop(&mut self) {
        // After the rename there is nothing under this name any more.
        drop(fs::remove_file(&self.0));
    }
}
