//! Tests over the whole of the geography: hand-made sets, random partitions, and the real boundaries.

mod borders;
mod build;
mod clip;
mod groups;
mod locate;
mod mvt;
mod support;
mod tiles;
