//! In memory, no I/O: blocks, R-tree, snapshots, filters, tiles, clusters, statistics, movements and funnels of
//! cooperation, lists, the books, fees taken apart, uplift, comparisons of campaigns, the base map.

pub mod basemap;
mod block;
pub mod books;
pub mod comparison;
pub mod cooperation;
mod curve;
mod dictionary;
mod facts;
pub mod fees;
pub mod filter;
pub mod geography;
pub mod list;
mod meant;
mod mvt;
mod question;
mod regions_on;
mod rows;
mod snapshot;
pub mod statistics;
pub mod tile;
pub mod uplift;

pub use dictionary::Dictionary;
pub use facts::StationFacts;
pub use meant::{meant, meant_set};
pub use question::Question;
pub use regions_on::RegionsOn;
pub use snapshot::{Builder, Memory, Snapshot};
