//! Past revisions at hand: read when they are asked for, and kept while there is room.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::error::LiveError;
use super::load::Depth;
use super::network::lock;
use crate::base::ids::Revision;
use crate::engine::Snapshot;

/// Bytes of past revisions that are kept, beside the one that was asked for last: what they hold alone, their regions
/// aside.
const MOST_BYTES: usize = 256 << 20;
/// Past revisions that are kept, however small: one from before a change of regions has regions of its own, which
/// weigh some 20 MB.
const MOST_KEPT: usize = 8;

/// Past revisions at hand.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Newest used last.
    kept: Mutex<VecDeque<Arc<Place>>>,
}

/// Where one revision is kept.
#[derive(Debug)]
struct Place {
    revision: Revision,
    /// Locked while it is read, so that a hundred clients read one revision once; those of other revisions do not wait.
    read: Mutex<Option<Arc<Snapshot>>>,
    /// What it weighs; 0 until it is read.
    bytes: AtomicUsize,
}

impl Past {
    /// A revision as far as `depth` says. `read` is given what is known of it and gives it with its weight in bytes; it
    /// is called only where that is not enough.
    pub(super) fn get(
        &self,
        revision: Revision,
        depth: Depth,
        read: impl FnOnce(Option<&Snapshot>) -> Result<(Snapshot, usize), LiveError>,
    ) -> Result<Arc<Snapshot>, LiveError> {
        let place = self.place(revision);
        let mut known = lock(&place.read);
        if let Some(known) = known.as_ref().filter(|known| depth == Depth::Stations || known.has_books()) {
            return Ok(Arc::clone(known));
        }
        let (snapshot, bytes) = read(known.as_deref())?;
        let snapshot = Arc::new(snapshot);
        *known = Some(Arc::clone(&snapshot));
        place.bytes.store(bytes, Ordering::Relaxed);
        drop(known);
        make_room(&mut lock(&self.kept), MOST_BYTES);
        Ok(snapshot)
    }

    /// The place of a revision, which is the newest used then.
    fn place(&self, revision: Revision) -> Arc<Place> {
        let mut kept = lock(&self.kept);
        let known = kept.iter().position(|place| place.revision == revision).and_then(|at| kept.remove(at));
        let place =
            known.unwrap_or_else(|| Arc::new(Place { revision, read: Mutex::default(), bytes: AtomicUsize::new(0) }));
        kept.push_back(Arc::clone(&place));
        place
    }
}

/// Gives up the places that were not asked for longest; never the last one.
fn make_room(kept: &mut VecDeque<Arc<Place>>, most: usize) {
    let weigh = |place: &Arc<Place>| place.bytes.load(Ordering::Relaxed);
    while kept.len() > MOST_KEPT || kept.len() > 1 && kept.iter().rev().skip(1).map(weigh).sum::<usize>() > most {
        kept.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::AtomicU32;

    use super::*;
    use crate::engine::geography::Geography;

    fn empty(revision: u64) -> Snapshot {
        Snapshot::empty(Revision(revision), Geography::default())
    }

    fn revisions(past: &Past) -> Vec<u64> {
        lock(&past.kept).iter().map(|place| place.revision.0).collect()
    }

    #[test]
    fn a_revision_is_read_once_and_again_for_more() {
        let past = Past::default();
        let reads = AtomicU32::new(0);
        let get = |depth| {
            let read = |known: Option<&Snapshot>| {
                let number = reads.fetch_add(1, Ordering::Relaxed);
                assert_eq!(known.is_some(), number > 0);
                Ok((if depth == Depth::Books { empty(1) } else { empty(1).without_books() }, 10))
            };
            past.get(Revision(1), depth, read).expect("read").has_books()
        };
        let asked = [Depth::Stations, Depth::Stations, Depth::Books, Depth::Stations, Depth::Books].map(get);
        assert_eq!((asked, reads.into_inner()), ([false, false, true, true, true], 2));
    }

    #[test]
    fn revisions_do_not_wait_for_each_other() {
        let past = Past::default();
        // Each is done only when both have begun.
        let both = Barrier::new(2);
        std::thread::scope(|scope| {
            for revision in [1, 2] {
                let (past, both) = (&past, &both);
                scope.spawn(move || {
                    past.get(Revision(revision), Depth::Books, |_| {
                        both.wait();
                        Ok((empty(revision), 10))
                    })
                });
            }
        });
        assert_eq!(revisions(&past).len(), 2);
    }

    #[test]
    fn what_is_kept_is_bounded_by_its_weight() {
        let past = Past::default();
        let get = |revision, bytes| drop(past.get(Revision(revision), Depth::Books, |_| Ok((empty(revision), bytes))));
        for revision in 1..=20 {
            get(revision, 1);
        }
        assert_eq!(revisions(&past), [13, 14, 15, 16, 17, 18, 19, 20]);
        get(14, 0);
        get(21, MOST_BYTES);
        assert_eq!(revisions(&past), [15, 16, 17, 18, 19, 20, 14, 21], "the last asked for is beside the bound");
        get(22, 1);
        assert_eq!(revisions(&past), [21, 22]);
        get(23, 1);
        assert_eq!(revisions(&past), [22, 23]);
    }

    #[test]
    fn what_cannot_be_read_is_asked_for_again() {
        let past = Past::default();
        let failed = past.get(Revision(1), Depth::Books, |_| Err(LiveError::Zone("none".into())));
        assert!(failed.is_err());
        assert!(past.get(Revision(1), Depth::Books, |_| Ok((empty(1), 1))).is_ok());
    }
}
