//! Two articles that would be one to a subscriber.

use std::collections::BTreeMap;

use crate::model::Listed;

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
pub fn collisions(articles: &[&Listed]) -> Vec<Collision> {
    let mut permalinks = BTreeMap::new();
    let mut ids = BTreeMap::new();
    let mut collisions = Vec::new();
    for (position, article) in articles.iter().enumerate() {
        let same_permalink = *permalinks.entry(&*article.permalink).or_insert(position);
        let same_id = *ids.entry(&*article.id.value).or_insert(position);
        if same_permalink != position {
            collisions.push(Collision::Permalink(same_permalink, position));
        } else if same_id != position {
            collisions.push(Collision::Id(same_id, position));
        }
    }
    collisions
}
