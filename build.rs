//! Builds the web application into the binary.
fn main() {}
