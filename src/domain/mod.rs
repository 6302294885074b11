//! The rules: what stations, cooperation and its funnels, contracts, fees, performance, campaigns, notes, regions,
//! access and changes are. No I/O and no file or wire format lives here.

pub mod access;
pub mod campaign;
pub mod change;
pub mod contract;
pub mod cooperation;
pub mod fee;
pub mod fee_change;
pub mod funnel;
pub mod metric;
pub mod movement;
pub mod note;
pub mod performance;
pub mod region;
pub mod revision;
pub mod station;
pub mod thing;
