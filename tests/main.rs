//! One crate of tests: see CONTRIBUTING.md.

mod articles;
mod command_line;
mod compose;
mod configuration;
mod documentation;
mod feeds;
mod front_matter;
mod house;
mod publication;
mod render;
mod repository;
mod selection;
mod support;
