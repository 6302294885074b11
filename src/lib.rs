//! Forecourt (站图): the station map as a library. `main.rs` calls [`cli`]; the floors below are
//! described in `ARCHITECTURE.md`, and `tests/layers.rs` fails on an import that runs upward or sideways.

pub mod base;
pub mod cli;
pub mod domain;
pub mod engine;
pub mod exchange;
pub mod http;
pub mod live;
pub mod store;
