//! `/api/v1/performance`: what stations sold day by day, and the fees of these days.

mod draft;
pub(super) mod read;
mod view;
pub(super) mod write;
