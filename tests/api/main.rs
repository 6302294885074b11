//! The API, driven in process over a real store, and over a real socket where the socket matters.

mod openapi;
