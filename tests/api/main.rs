//! The API, driven in process over a real store, and over a real socket where the socket matters.

mod agree;
mod books;
mod campaigns;
mod comparisons;
mod contracts;
mod cooperation;
mod exports;
mod feed;
mod fees;
mod groups;
mod history;
mod hostile;
mod imports;
mod notes;
mod openapi;
mod performance;
mod reading;
mod revisions;
mod schema;
mod socket;
mod stages;
mod statistics;
mod support;
mod tiles;
mod writing;
mod wrong;
