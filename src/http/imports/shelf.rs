//! Uploads that wait to be looked at and imported: a bounded number of files, each gone an hour after its last use.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::spool::Spool;

/// Uploads that are kept at most; the longest unused goes first.
const MOST: usize = 32;
/// How long an upload is kept after its last use.
pub(super) const IDLE: Duration = Duration::from_hours(1);

/// An uploaded file.
pub(in crate::http) struct Upload {
    /// Never that of another upload, nor of one before the server started anew: the imports that name it must not find
    /// another file.
    pub(super) id: String,
    /// What its user calls it.
    pub(super) name: String,
    pub(super) bytes: u64,
    spool: Spool,
}

impl Upload {
    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        self.spool.path()
    }
}

/// The uploads that are kept.
pub(in crate::http) struct Shelf {
    /// Most bytes of them all.
    room: u64,
    kept: Mutex<Kept>,
}

/// The uploads, the longest unused first, and how many there have been.
#[derive(Default)]
struct Kept {
    uploads: Vec<(Instant, Arc<Upload>)>,
    count: u64,
    /// Whether somebody sees to it that files go when nobody asks any more.
    is_watched: bool,
}

impl Shelf {
    /// A shelf for files of so many bytes together.
    pub(in crate::http) fn new(room: u64) -> Arc<Self> {
        Arc::new(Self { room, kept: Mutex::default() })
    }

    /// Puts a file on the shelf; what there is no room for any more goes, but never the file itself.
    pub(super) fn put(&self, name: String, bytes: u64, spool: Spool) -> Arc<Upload> {
        let mut kept = self.kept();
        kept.count += 1;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
        let id = format!("{now:x}-{}", kept.count);
        let upload = Arc::new(Upload { id, name, bytes, spool });
        kept.uploads.push((Instant::now(), Arc::clone(&upload)));
        while kept.uploads.len() > 1 && (kept.uploads.len() > MOST || kept.bytes() > self.room) {
            kept.uploads.remove(0);
        }
        upload
    }

    /// The upload of an id, which counts as used.
    pub(super) fn get(&self, id: &str) -> Option<Arc<Upload>> {
        let mut kept = self.kept();
        kept.sweep(Instant::now());
        let at = kept.uploads.iter().position(|(_, upload)| upload.id == id)?;
        let (_, upload) = kept.uploads.remove(at);
        kept.uploads.push((Instant::now(), Arc::clone(&upload)));
        Some(upload)
    }

    /// Takes an upload away; an import of it that is under way still has it.
    pub(super) fn remove(&self, id: &str) -> bool {
        let mut kept = self.kept();
        let count = kept.uploads.len();
        kept.uploads.retain(|(_, upload)| upload.id != id);
        kept.uploads.len() < count
    }

    /// Sees to it that files go when nobody asks any more; one who does is enough.
    pub(super) fn watch(self: &Arc<Self>) {
        if std::mem::replace(&mut self.kept().is_watched, true) {
            return;
        }
        let shelf = Arc::downgrade(self);
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            while shelf.upgrade().is_some_and(|shelf| shelf.goes_on(Instant::now())) {
                tokio::time::sleep(IDLE / 4).await;
            }
        });
    }

    /// Takes away what is idle; whether there is anything left to be watched.
    fn goes_on(&self, now: Instant) -> bool {
        let mut kept = self.kept();
        kept.sweep(now);
        kept.is_watched = !kept.uploads.is_empty();
        kept.is_watched
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn bytes(&self) -> u64 {
        self.uploads.iter().map(|(_, upload)| upload.bytes).sum()
    }

    /// Takes away what has not been used for [`IDLE`].
    fn sweep(&mut self, now: Instant) {
        self.uploads.retain(|(used, _)| now.saturating_duration_since(*used) < IDLE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &tempfile::TempDir) -> Spool {
        Spool::new(folder.path()).expect("spool")
    }

    #[test]
    fn the_longest_unused_makes_room_and_the_idle_go() {
        let folder = tempfile::tempdir().expect("folder");
        let files = || std::fs::read_dir(folder.path()).expect("folder").count();
        let shelf = Shelf::new(100);
        let [a, b] = ["a", "b"].map(|name| shelf.put(name.into(), 40, file(&folder)).id.clone());
        assert!(shelf.get(&a).is_some());
        let c = shelf.put("c".into(), 40, file(&folder)).id.clone();
        assert!(shelf.get(&b).is_none() && shelf.get(&a).is_some() && shelf.get(&c).is_some());
        let large = shelf.put("large".into(), 1_000, file(&folder));
        assert_eq!((shelf.get(&a).is_none(), files()), (true, 1), "a file that was taken is kept");
        assert!(shelf.goes_on(Instant::now() + IDLE / 2));
        assert!(!shelf.goes_on(Instant::now() + IDLE * 2));
        assert_eq!(files(), 1, "whoever uses it has it still");
        drop(large);
        assert_eq!(files(), 0);
        for _ in 0..=MOST {
            shelf.put("small".into(), 1, file(&folder));
        }
        assert_eq!(files(), MOST);
    }
}
