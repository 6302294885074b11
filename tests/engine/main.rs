//! The engine against a brute-force reading of the same rows: tiles, statistics, movements, funnels and lists of random
//! networks, before and after random edits.

mod accounts;
mod books;
mod comparison;
mod cooperation;
mod decoders;
mod ends;
mod fees;
mod lists;
mod model;
mod series;
mod tiles;
mod whole;
