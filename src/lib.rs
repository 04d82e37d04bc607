//! Feedmill turns a folder of dated articles into Atom 1.0, RSS 2.0 and JSON Feed 1.1 files: for
//! the whole site, for every category, for every tag, and for every filter the publisher names.
//!
//! # Publishing a site
//!
//! [`config::load`] reads `feedmill.yaml` from the site's folder, and the configuration of the site's
//! generator with it. [`build`] reads the articles and publishes their feeds; [`prepare`] stops before
//! anything is written, and [`Publication`] says what would be. What is wrong comes back as
//! [`problem::Problems`], each with its code, its place and how to fix it.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let site = folder.path();
//! std::fs::write(
//!     site.join("feedmill.yaml"),
//!     "title: La Fabrique\nbase_url: https://www.example.org\ntimezone: Europe/Paris\n",
//! )?;
//! std::fs::create_dir(site.join("content"))?;
//! std::fs::write(
//!     site.join("content/bonjour.md"),
//!     "---\ntitle: Bonjour\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud]\n---\nLe *corps*.\n",
//! )?;
//!
//! let config = feedmill::config::load(site)?;
//! // Nothing here reads a clock: articles dated later than this are withheld.
//! let now = "2024-07-01T00:00:00Z".parse()?;
//! let build = feedmill::build(&feedmill::Request::new(site, now), &config)?;
//!
//! assert_eq!(build.publication.articles.len(), 1);
//! assert!(build.publication.problems.iter().next().is_none());
//! let atom = std::fs::read_to_string(site.join("feeds/tags/cloud/atom.xml"))?;
//! assert!(atom.contains("<published>2024-06-27T11:49:00Z</published>"));
//! # Ok(())
//! # }
//! ```
//!
//! # Reading a date
//!
//! [`date::read`] reads a date as people write it, in English or French, as the one instant it can
//! mean, or says why it means none.
//!
//! ```
//! use feedmill::Zone;
//! use feedmill::date::{self, Rules};
//!
//! let zone = Zone::named("Europe/Paris").ok_or("no such zone")?;
//! let rules = Rules { zone, time_of_day: chrono::NaiveTime::MIN, show_site_offset: false };
//!
//! let reading = date::read("27 juin 2024 à 13h49", &rules).map_err(|remark| remark.message)?;
//! assert_eq!(reading.timestamp.to_rfc3339(), "2024-06-27T11:49:00Z");
//!
//! let remark = date::read("2024-02-30", &rules).unwrap_err();
//! assert_eq!(remark.code.name(), "date-impossible");
//! # Ok::<(), String>(())
//! ```
//!
//! # What is stable
//!
//! What these pages show. The other modules are public for the tests, benchmarks and fuzz targets of this
//! package alone, and change with any release.

pub mod config;
pub mod date;
pub mod problem;

#[doc(hidden)]
pub mod built;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod compare;
#[doc(hidden)]
pub mod compose;
#[doc(hidden)]
pub mod discover;
#[doc(hidden)]
pub mod disk;
#[doc(hidden)]
pub mod generator;
#[doc(hidden)]
pub mod html;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod normalise;
#[doc(hidden)]
pub mod platform;
#[cfg(feature = "preview")]
#[doc(hidden)]
pub mod preview;
#[doc(hidden)]
pub mod publish;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod retrieve;
#[doc(hidden)]
pub mod select;
#[doc(hidden)]
pub mod snippet;
#[doc(hidden)]
pub mod syntax;
#[doc(hidden)]
pub mod template;

mod pipeline;

#[doc(inline)]
pub use model::{ArticleRecord, FeedPlan, Format, Reason, Shard, SkippedFile, Timestamp, Zone};
pub use pipeline::{
    Adoption, Build, Fact, Failure, Gates, Merge, Phase, Progress, Publication, Request, Step,
    adopt, body_selector, build, build_with, changes, explain, inspect, merge, prepare,
    reassign_id,
};
#[doc(inline)]
pub use publish::Changes;
