//! Two articles that would be one to a subscriber.

use std::collections::BTreeMap;

use crate::model::ArticleRecord;

/// Two articles with one permalink or one id, as positions in the list of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collision {
    /// They have one permalink.
    Permalink(usize, usize),
    /// They have one id, and two permalinks.
    Id(usize, usize),
}

/// Each article that has the permalink or the id of one before it, with that one.
#[must_use]
pub fn collisions(articles: &[&ArticleRecord]) -> Vec<Collision> {
    let permalinks: BTreeMap<usize, usize> = first_alike(articles, |article| &article.permalink);
    let of_ids = first_alike(articles, |article| &article.id.value).into_iter();
    let mut collisions: BTreeMap<usize, Collision> =
        of_ids.map(|(position, first)| (position, Collision::Id(first, position))).collect();
    let permalinks = permalinks.into_iter();
    collisions.extend(
        permalinks.map(|(position, first)| (position, Collision::Permalink(first, position))),
    );
    collisions.into_values().collect()
}

/// The positions of those that share a text with one before them, each with the first that has it.
fn first_alike(
    articles: &[&ArticleRecord],
    text: fn(&ArticleRecord) -> &str,
) -> BTreeMap<usize, usize> {
    // Numbers in a list are less than a map of a million texts.
    let mut order: Vec<u32> = (0_u32..).zip(articles).map(|(position, _)| position).collect();
    let text = |position: u32| text(articles[position as usize]);
    order.sort_by(|one, other| text(*one).cmp(text(*other)));
    let alike = order.chunk_by(|one, other| text(*one) == text(*other));
    alike.flat_map(|alike| alike[1..].iter().map(|at| (*at as usize, alike[0] as usize))).collect()
}
