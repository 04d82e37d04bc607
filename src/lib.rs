//! Feedmill turns a folder of dated articles into Atom 1.0, RSS 2.0 and JSON Feed 1.1 files: for
//! the whole site, for every category, for every tag, and for every filter the publisher names.
//!
//! Data moves in one direction, from stage to stage; `prepare_with` in `pipeline.rs` has them in order.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let site = tempfile::tempdir()?;
//! std::fs::create_dir(site.path().join("content"))?;
//! std::fs::write(
//!     site.path().join("content/bonjour.md"),
//!     "---\ntitle: Bonjour\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud]\n---\nLe *corps*.\n",
//! )?;
//!
//! let config = feedmill::config::parse(
//!     "feedmill.yaml",
//!     "title: La Fabrique\nbase_url: https://www.example.org\ntimezone: Europe/Paris\n",
//! )
//! .map_err(|problems| format!("{problems:?}"))?;
//! let now = "2024-07-01T00:00:00Z".parse()?;
//! let build = feedmill::build(&feedmill::Request::new(site.path(), now), &config)?;
//!
//! assert_eq!(build.publication.articles.len(), 1);
//! let atom = std::fs::read_to_string(site.path().join("feeds/tags/cloud/atom.xml"))?;
//! assert!(atom.contains("<published>2024-06-27T11:49:00Z</published>"));
//! # Ok(())
//! # }
//! ```

pub mod built;
pub mod check;
pub mod cli;
pub mod compare;
pub mod compose;
pub mod config;
pub mod date;
pub mod discover;
pub mod disk;
pub mod generator;
pub mod html;
pub mod model;
pub mod normalise;
pub mod platform;
#[cfg(feature = "preview")]
pub mod preview;
pub mod problem;
pub mod publish;
pub mod read;
pub mod render;
pub mod retrieve;
pub mod select;
pub mod snippet;
pub mod syntax;
pub mod template;

mod pipeline;

pub use pipeline::{
    Adoption, Build, Fact, Failure, Gates, Merge, Phase, Progress, Publication, Request, Step,
    adopt, build, build_with, changes, explain, inspect, merge, prepare, reassign_id,
};
pub use publish::Changes;
