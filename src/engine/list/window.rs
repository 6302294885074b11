//! The stretch of a list that a page shows, found while candidates come in any order.

use super::order::Candidate;

/// So many past its end a window holds at least before it drops them.
const ROOM: usize = 64;

/// The candidates of the page and those before it, 72 bytes each: whenever twice as many have come, the later half is
/// dropped. So it takes time for each that comes but once, and room for twice those up to the page's end, or for all.
pub(super) struct Window<'s> {
    skip: usize,
    /// Candidates up to the page's end.
    end: usize,
    held: Vec<Candidate<'s>>,
    /// Whether the one at `end` is known: what comes after it is not of the page.
    bounded: bool,
    /// All that came, held or not.
    offered: usize,
}

impl<'s> Window<'s> {
    /// Of `limit` candidates after the first `skip`.
    pub(super) fn new(skip: usize, limit: usize) -> Self {
        let end = skip.saturating_add(limit);
        Self { skip, end, held: Vec::new(), bounded: false, offered: 0 }
    }

    /// Takes one in, if it can be of the page or before it.
    pub(super) fn offer(&mut self, candidate: Candidate<'s>) {
        self.offered += 1;
        if self.last().is_some_and(|last| candidate > *last) {
            return;
        }
        self.held.push(candidate);
        if self.held.len().saturating_sub(self.end) > self.end.max(ROOM) {
            self.settle();
        }
    }

    /// Counts so many that stand after the page.
    pub(super) fn pass(&mut self, count: usize) {
        self.offered += count;
    }

    /// One at the page's end or after it, as far as is known.
    pub(super) fn last(&self) -> Option<&Candidate<'s>> {
        self.held.get(self.end.checked_sub(1)?).filter(|_| self.bounded)
    }

    /// Drops what stands after the page.
    fn settle(&mut self) {
        if let Some(last) = self.end.checked_sub(1).filter(|&last| last < self.held.len()) {
            self.held.select_nth_unstable(last);
            self.bounded = true;
        }
        self.held.truncate(self.end);
    }

    /// The page in order, and whether another follows it.
    pub(super) fn close(mut self) -> (Vec<Candidate<'s>>, bool) {
        self.settle();
        if self.skip < self.held.len() {
            self.held.select_nth_unstable(self.skip);
        }
        self.held.drain(..self.skip.min(self.held.len()));
        self.held.sort_unstable();
        (self.held, self.offered > self.end)
    }
}
