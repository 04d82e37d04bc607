//! One of several parts of a publication, each built by a machine of its own.

use std::fmt;
use std::str::FromStr;

/// Such as the third of sixteen, written `3/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// The shard `number`, counted from 1, of `of`; nothing if there is no such shard.
    #[must_use]
    pub fn new(number: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    /// Its number, counted from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// How many shards there are.
    #[must_use]
    pub const fn of(self) -> u32 {
        self.of
    }

    /// Every shard of the publication that this is one of.
    pub fn all(self) -> impl Iterator<Item = Self> {
        let of = self.of;
        (1..=of).map(move |number| Self { number, of })
    }

    /// Whether what has this name is in this shard: it is in one alone, the same on every machine
    /// and in every release.
    #[must_use]
    pub fn holds(self, name: &str) -> bool {
        let mut digits = [0; 8];
        digits.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..8]);
        u64::from_le_bytes(digits) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text
            .split_once('/')
            .and_then(|(number, of)| Self::new(number.parse().ok()?, of.parse().ok()?));
        numbers.ok_or_else(|| "expected a shard and how many there are, such as `3/16`".to_owned())
    }
}
