//! The record of every article, kept while all of them are looked at.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::{
    Article, Id, LedgerEntries, LedgerEntry, Source, Span, Taxonomy, Term, Timestamp,
    TitleFingerprint,
};

/// Of an article what identity, selection and the ledger ask.
///
/// There may be a million of them, so whatever only its entry says is read again with its body, and
/// what many share stands in memory once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRecord {
    /// The file it comes from.
    pub source: Source,
    /// What subscribers know it by.
    pub id: Id,
    /// Its address: an absolute URL.
    pub permalink: Arc<str>,
    /// What decided `permalink`.
    pub permalink_span: RecordSpan,
    /// Its title as written.
    pub title: Box<str>,
    /// The letters of its title, to know the article again by.
    pub title_fingerprint: Option<TitleFingerprint>,
    /// When it was first published.
    pub published: Timestamp,
    /// When it was last changed.
    pub updated: Timestamp,
    /// From when it is withheld again.
    pub expires: Option<Timestamp>,
    /// Its categories, then its tags.
    pub terms: Box<[Arc<Term>]>,
    /// What it has in common with others.
    pub common: Arc<Common>,
    /// Whether it has sounds or films.
    pub has_attachments: bool,
}

/// A place that a record keeps. The text of its own file is not kept with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordSpan {
    /// Bytes of the article's own file.
    Own(Range<usize>),
    /// A place in a file that holds for many articles.
    HandedDown(Span),
}

/// What many articles have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Common {
    /// The names of those who wrote it.
    pub authors: Box<[Box<str>]>,
    /// Its language as a BCP 47 tag, where the article says one.
    pub language: Option<Box<str>>,
    /// The collection or section that it belongs to.
    pub section: Option<Arc<str>>,
}

impl ArticleRecord {
    /// Whether it has the term with this slug.
    #[must_use]
    pub fn has_term(&self, taxonomy: Taxonomy, slug: &str) -> bool {
        self.terms.iter().any(|term| term.taxonomy == taxonomy && *term.slug == *slug)
    }
}

impl ArticleRecord {
    /// Shares the texts of the ledger's entries of its file, where they are the same.
    pub fn share_with(&mut self, known: &LedgerEntries) {
        for at in known.at_path(&self.source.path) {
            let LedgerEntry { path, first_permalink, .. } = &known.at(at).1;
            for text in [&mut self.source.path, &mut self.permalink, &mut self.id.value] {
                let same = [path, first_permalink].into_iter().find(|same| *same == text);
                *text = Arc::clone(same.unwrap_or(text));
            }
        }
    }
}

impl From<Article> for ArticleRecord {
    fn from(article: Article) -> Self {
        let permalink: Arc<str> = article.permalink.into();
        let id = if article.id.value == permalink {
            Id { value: Arc::clone(&permalink), ..article.id }
        } else {
            article.id
        };
        let permalink_span = if *article.permalink_span.path() == article.source.path {
            RecordSpan::Own(article.permalink_span.range())
        } else {
            RecordSpan::HandedDown(article.permalink_span)
        };
        Self {
            source: article.source,
            id,
            permalink,
            permalink_span,
            title_fingerprint: TitleFingerprint::of_title(&article.title),
            title: article.title.into(),
            published: article.published,
            updated: article.updated,
            expires: article.expires,
            terms: article.terms.into_iter().map(Arc::new).collect(),
            common: Arc::new(Common {
                authors: article.authors.into_iter().map(|person| person.name.into()).collect(),
                language: article.language.map(Into::into),
                section: article.section,
            }),
            has_attachments: !article.attachments.is_empty(),
        }
    }
}

/// What articles share.
#[derive(Debug, Default)]
pub struct Shared {
    terms: BTreeSet<Arc<Term>>,
    common: BTreeSet<Arc<Common>>,
}

impl Shared {
    /// Lets the article have what others have in common with it.
    pub fn share(&mut self, article: &mut ArticleRecord) {
        for term in &mut article.terms {
            share(&mut self.terms, term);
        }
        share(&mut self.common, &mut article.common);
    }
}

fn share<T: Ord>(known: &mut BTreeSet<Arc<T>>, value: &mut Arc<T>) {
    match known.get(value) {
        Some(known) => *value = Arc::clone(known),
        None => drop(known.insert(Arc::clone(value))),
    }
}
