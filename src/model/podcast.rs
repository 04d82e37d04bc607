//! What podcast players and directories ask for beside RSS.

use super::Person;

/// A feed as a podcast (Apple, "A Podcaster's Guide to RSS").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Podcast {
    /// Who is responsible for it, as people read it.
    pub author: Option<String>,
    /// A square picture: an absolute URL.
    pub image: Option<String>,
    /// What it is about.
    pub categories: Vec<PodcastCategory>,
    /// Whether it is not for children.
    pub explicit: Option<bool>,
    /// `episodic`, or `serial` where the oldest episode comes first.
    pub kind: Option<String>,
    /// Whom the directory writes to.
    pub owner: Option<Person>,
}

/// A category of a directory, and the narrower one within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PodcastCategory {
    /// Such as `Society & Culture`.
    pub name: String,
    /// Such as `Documentary`.
    pub narrower: Option<String>,
}

/// What a player wants to know of an episode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Episode {
    /// Its number.
    pub number: Option<u32>,
    /// The number of its season.
    pub season: Option<u32>,
    /// `full`, `trailer` or `bonus`.
    pub kind: Option<String>,
    /// Whether it is not for children.
    pub explicit: Option<bool>,
}
