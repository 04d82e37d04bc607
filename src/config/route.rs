//! Addresses that feeds had before.

/// An old path and what is there now: `tags/*/index.xml` is `tags/:1/rss.xml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The old path, perhaps with a query. Each `*` stands for letters other than `/`.
    pub from: String,
    /// The path in the output folder. `:1` stands for what the first `*` stands for.
    pub to: String,
}

/// A part of the path that a route leads to.
#[derive(Debug, Clone, Copy)]
enum Piece<'a> {
    Literal(&'a str),
    /// What a `*` stands for, counted from 0.
    Star(usize),
}

impl Route {
    /// How many `*` it has.
    fn stars(&self) -> usize {
        self.from.matches('*').count()
    }

    /// Whether it stands for many addresses.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.stars() > 0
    }

    /// Whether each number leads to a `*`, of which there are at most nine.
    pub(super) fn is_whole(&self) -> bool {
        let stars = self.stars();
        let is_there = |piece: &Piece<'_>| match piece {
            Piece::Literal(text) => !text.contains('*'),
            Piece::Star(at) => *at < stars,
        };
        stars <= 9 && self.pieces().iter().all(is_there)
    }

    /// Whether every `*` can be told from the path that it leads to.
    pub(super) fn is_reversible(&self) -> bool {
        let pieces = self.pieces();
        let is_told =
            |at| pieces.iter().any(|piece| matches!(piece, Piece::Star(star) if *star == at));
        (0..self.stars()).all(is_told)
    }

    /// The old path of what is at `path` now; nothing if it was nowhere, or if a `*` cannot be told.
    #[must_use]
    pub fn old_path(&self, path: &str) -> Option<String> {
        let mut found = vec![None; self.stars()];
        if !fill(&self.pieces(), path, &mut found) {
            return None;
        }
        let mut found = found.into_iter();
        let mut parts = self.from.split('*');
        let mut old = parts.next()?.to_owned();
        for part in parts {
            old.push_str(found.next()??);
            old.push_str(part);
        }
        Some(old)
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.to.as_str();
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|text| text.find(':')).map(|at| at + from) {
            let number = rest.as_bytes().get(at + 1).filter(|byte| matches!(byte, b'1'..=b'9'));
            match (number, rest.get(..at), rest.get(at + 2..)) {
                (Some(number), Some(before), Some(after)) => {
                    pieces.push(Piece::Literal(before));
                    pieces.push(Piece::Star(usize::from(number - b'1')));
                    (rest, from) = (after, 0);
                }
                _ => from = at + 1,
            }
        }
        pieces.push(Piece::Literal(rest));
        pieces
    }

    /// The path that it leads to, with each number written as `number` says.
    pub(crate) fn to_with(&self, number: impl Fn(usize) -> String) -> String {
        let written = |piece: &Piece<'_>| match piece {
            Piece::Literal(text) => (*text).to_owned(),
            Piece::Star(at) => number(at + 1),
        };
        self.pieces().iter().map(written).collect()
    }
}

/// Whether `path` is the pieces one after another; then `found` has what each star stands for.
fn fill<'a>(pieces: &[Piece<'_>], path: &'a str, found: &mut [Option<&'a str>]) -> bool {
    match pieces {
        [] => path.is_empty(),
        [Piece::Literal(text), rest @ ..] => {
            path.strip_prefix(text).is_some_and(|path| fill(rest, path, found))
        }
        [Piece::Star(at), rest @ ..] => {
            let Some(before) = found.get(*at).copied() else { return false };
            let segment = path.find('/').unwrap_or(path.len());
            let ends = (1..=segment).filter(|end| path.is_char_boundary(*end));
            for (star, after) in ends.filter_map(|end| path.split_at_checked(end)) {
                if before.is_none_or(|before| before == star) {
                    if let Some(place) = found.get_mut(*at) {
                        *place = Some(star);
                    }
                    if fill(rest, after, found) {
                        return true;
                    }
                }
            }
            if let Some(place) = found.get_mut(*at) {
                *place = before;
            }
            false
        }
    }
}
