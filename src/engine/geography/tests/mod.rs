//! Tests over the whole of the geography: hand-made sets, random partitions, and the real boundaries.

mod build;
mod locate;
mod support;
