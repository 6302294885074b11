//! The running service: commit → publish, the current snapshot, past ones, the change feed, imports and exports.
//!
//! A write goes one way: domain change → store (durable) → engine (next snapshot) → one atomic swap →
//! feed. It is answered after the swap, so everyone reads their own writes, and readers see whole
//! revisions only. Every call that is documented as blocking may wait for the disk.

mod demo;
mod desk;
mod entries;
mod error;
pub mod export;
pub mod feed;
pub mod import;
mod load;
mod names;
mod network;
mod past;
mod publish;
mod reads;
mod replay;
pub mod stages;
#[cfg(test)]
mod tests;
pub mod undo;
mod writes;

pub use demo::{DemoMonths, DemoNetwork};
pub use entries::{Entered, Entry, Removal};
pub use error::{LiveError, WriteError};
pub use load::Depth;
pub use names::Names;
pub use network::{Network, Options};
pub use reads::History;
pub use writes::Written;
