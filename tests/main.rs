//! One crate of tests: see CONTRIBUTING.md.

// `cfg(test)` tells clippy that the helpers of these modules are tests too.
#![cfg(test)]

mod addresses;
mod adopt;
mod any_text;
mod articles;
mod book;
mod built;
mod check;
mod command_line;
mod compose;
mod configuration;
mod conformance;
mod dates;
mod diff;
mod documentation;
mod edges;
mod explain;
mod extent;
mod feeds;
mod fingerprints;
mod front_matter;
mod fuzzed;
mod gates;
mod generators;
mod habits;
mod history;
mod hostile;
mod house;
mod html;
mod identity;
mod init;
mod media;
mod merge;
mod mistakes;
mod newsroom;
mod notations;
mod notify;
mod pages;
mod panics;
mod places;
mod places_of_feeds;
#[cfg(feature = "preview")]
mod preview;
mod programs;
mod publication;
mod recognition;
mod render;
mod repository;
mod schema;
mod selection;
mod shards;
mod sites;
mod slugs;
mod spool;
mod support;
mod templates;
mod yaml;
