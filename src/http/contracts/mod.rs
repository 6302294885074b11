//! `/api/v1/contracts`: contracts, where they overlap, and their history.

mod draft;
pub(super) mod history;
pub(super) mod list;
pub(super) mod overlaps;
pub(super) mod read;
pub(super) mod view;
pub(super) mod write;
