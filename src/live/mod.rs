//! The running service: commits, the current snapshot, the change feed, the tile cache.
