//! `/api/v1/campaigns`: campaigns, who takes part in them, and their history.

mod draft;
pub(super) mod history;
pub(super) mod list;
pub(super) mod read;
pub(super) mod stations;
mod view;
pub(super) mod write;
