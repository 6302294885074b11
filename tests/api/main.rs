//! The API, driven in process over a real store, and over a real socket where the socket matters.

mod cooperation;
mod exports;
mod feed;
mod groups;
mod history;
mod hostile;
mod imports;
mod openapi;
mod reading;
mod schema;
mod socket;
mod statistics;
mod support;
mod tiles;
mod writing;
mod wrong;
