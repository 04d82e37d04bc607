//! Feedmill.
pub mod config;
pub mod model;
pub mod normalise;
pub mod problem;
pub mod syntax;
