//! Campaigns compared: DESIGN §5's fixtures through the whole path, a plain reading of random networks, and made-up
//! trials whose truth is known.

mod fixtures;
mod plain;
mod trials;
mod world;
