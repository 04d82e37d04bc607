//! A draft becomes an article.

pub mod date;
pub mod slug;
