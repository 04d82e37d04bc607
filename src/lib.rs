//! Feedmill.
pub mod config;
pub mod model;
pub mod problem;
pub mod render;
pub mod syntax;
