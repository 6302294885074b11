//! A file that waits for its import, and goes with it; what a killed service left is cleared by the next.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// How the names of all spooled files begin.
const PREFIX: &str = "forecourt-upload-";

/// Tells the files of this run from those of an earlier one that had the same process number, as the first
/// process of a container always has.
static RUN: LazyLock<u128> =
    LazyLock::new(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos()));
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A spooled file, removed when it is dropped. It is locked for as long as it lives, so that no other
/// service on the same folder takes it for one that was left behind.
pub(super) struct Spool {
    path: PathBuf,
    file: File,
}

impl Spool {
    /// An empty file of our own in a folder.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{PREFIX}{}-{}-{number}", std::process::id(), *RUN));
            let file = match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            match file.try_lock() {
                // Another service that starts now may have found the file before it was locked.
                Err(TryLockError::WouldBlock) => {}
                Ok(()) if !path.exists() => {}
                // Where there are no locks, nothing is cleared either.
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(Self { path, file }),
            }
        }
    }

    /// Appends bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!("cannot remove {}: {error}", self.path.display());
        }
    }
}

/// Removes the uploads that a killed service left in a folder, and leaves alone those that a service which
/// runs now still waits for. Blocking; what cannot be removed is told to the log.
pub fn clear_uploads(folder: &Path) {
    // A folder that cannot be read will be told of by the first upload.
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            clear(&entry.path());
        }
    }
}

/// Removes a file that nobody holds.
fn clear(path: &Path) {
    let removed = OpenOptions::new().write(true).open(path).and_then(|file| match file.try_lock() {
        // Still locked while it is removed: whoever made it this very moment sees that it is gone.
        Ok(()) => std::fs::remove_file(path),
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    });
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!("cannot clear {}, which an earlier service left: {error}", path.display());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spool_goes_when_it_is_dropped() {
        let folder = tempfile::tempdir().expect("folder");
        let mut spool = Spool::new(folder.path()).expect("spool");
        spool.write(b"abc").expect("write");
        let path = spool.path().to_owned();
        assert_eq!(std::fs::read(&path).expect("read"), b"abc");
        drop(spool);
        assert!(!path.exists());
    }

    #[test]
    fn what_was_left_is_cleared_and_what_lives_stays() {
        let folder = tempfile::tempdir().expect("folder");
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, b"code,name\n").expect("file");
            path
        };
        let left = [file("forecourt-upload-4711-0"), file("forecourt-upload-1-1790000000000000000-3")];
        let others = [file("forecourt.db"), file("my-forecourt-upload-1")];
        std::fs::create_dir(folder.path().join("forecourt-upload-folder")).expect("folder");
        let spool = Spool::new(folder.path()).expect("spool");
        clear_uploads(folder.path());
        assert!(left.iter().all(|path| !path.exists()));
        assert!(others.iter().all(|path| path.exists()));
        assert!(spool.path().exists(), "an upload under way");
        assert!(folder.path().join("forecourt-upload-folder").exists());
        clear_uploads(&folder.path().join("nowhere"));
    }
}
