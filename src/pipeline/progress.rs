//! How far a build is, for whoever waits for it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a build is. It is counted while threads work, and may be read by another at any time.
#[derive(Debug, Default)]
pub struct Progress {
    found: AtomicUsize,
    read: AtomicUsize,
    wanted: AtomicUsize,
    composed: AtomicUsize,
}

/// A part of a build, and how much of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Of so many files so many are read.
    Reading {
        /// How many are read.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Of so many articles that some feed shows so many are composed.
    Composing {
        /// How many are composed.
        done: usize,
        /// How many there are.
        of: usize,
    },
}

impl Progress {
    /// What is done now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        let get = |number: &AtomicUsize| number.load(Ordering::Relaxed);
        match get(&self.wanted) {
            0 => Phase::Reading { done: get(&self.read), of: get(&self.found) },
            of => Phase::Composing { done: get(&self.composed), of },
        }
    }

    pub(super) fn found(&self, files: usize) {
        self.found.store(files, Ordering::Relaxed);
    }

    pub(super) fn read_one(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    /// The selection may begin anew, without the articles that failed.
    pub(super) fn wanted(&self, articles: usize) {
        self.composed.store(0, Ordering::Relaxed);
        self.wanted.store(articles, Ordering::Relaxed);
    }

    pub(super) fn composed_one(&self) {
        self.composed.fetch_add(1, Ordering::Relaxed);
    }
}
