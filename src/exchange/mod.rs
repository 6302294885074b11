//! Bytes ⇄ drafts, with an error for every row that is wrong.

pub mod admin;
