//! The program itself: killed in the middle of its work, and asked by hostile clients.
//!
//! `FORECOURT_FULL=1` runs the long forms (50 and 200 kills, a line of 1 GB); the gate runs short ones.

mod export;
mod hostile;
mod kill;
mod program;
mod report;
