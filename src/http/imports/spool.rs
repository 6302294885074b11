//! A file that waits for its import, and goes with it.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A spooled file, removed when it is dropped.
pub(super) struct Spool {
    path: PathBuf,
    file: Option<File>,
}

impl Spool {
    /// An empty file of our own in a folder.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("forecourt-upload-{}-{number}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { path, file: Some(file) }),
                // Left over from a process of our number that was killed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Appends bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes))
    }

    /// Ends the writing.
    pub(super) fn close(&mut self) {
        self.file = None;
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        self.close();
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!("cannot remove {}: {error}", self.path.display());
        }
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
        spool.close();
        let path = spool.path().to_owned();
        assert_eq!(std::fs::read(&path).expect("read"), b"abc");
        drop(spool);
        assert!(!path.exists());
    }
}
