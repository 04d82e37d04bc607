//! Feedmill.

fn main() {}
