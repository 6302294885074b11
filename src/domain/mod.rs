//! The rules: what stations, cooperation, regions, access and changes are. No I/O and no file or wire
//! format lives here.

pub mod access;
pub mod change;
pub mod cooperation;
pub mod metric;
pub mod region;
pub mod station;
