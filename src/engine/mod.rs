//! In memory, no I/O: blocks, R-tree, snapshots, filters, tiles, clusters, statistics.

pub mod geography;
