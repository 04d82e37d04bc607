//! Feedmill.
pub mod compose;
pub mod config;
pub mod model;
pub mod problem;
pub mod syntax;
