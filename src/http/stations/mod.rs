//! `/api/v1/stations`: stations, their cooperation, notes, account and history.

pub(super) mod account;
pub(super) mod cooperation;
pub(super) mod cursor;
pub(super) mod draft;
pub(super) mod history;
pub(super) mod list;
pub(super) mod notes;
pub(super) mod read;
pub(super) mod view;
pub(super) mod write;
