//! The articles of a feed while all articles are looked at.

use crate::config::Window;

/// Their positions, newest first, no more than the feed can show: its limit is applied here alone, but
/// where an archive takes what is beyond it.
pub(super) struct Newest {
    positions: Vec<usize>,
    most: usize,
    total: usize,
}

impl Newest {
    pub(super) const fn new(window: &Window) -> Self {
        let most = if window.archive.is_some() { usize::MAX } else { window.limit };
        Self { positions: Vec::new(), most, total: 0 }
    }

    /// Takes one that is older than those before it.
    pub(super) fn push(&mut self, position: usize) {
        self.total += 1;
        if self.positions.len() < self.most {
            self.positions.push(position);
        }
    }

    /// How many there are, whether the feed can show them or not.
    pub(super) const fn total(&self) -> usize {
        self.total
    }

    pub(super) fn into_positions(self) -> Vec<usize> {
        self.positions
    }
}
