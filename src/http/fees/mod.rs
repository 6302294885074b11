//! `/api/v1/fees`: the fee terms of contracts and stations.

mod draft;
pub(super) mod list;
pub(super) mod view;
pub(super) mod write;
