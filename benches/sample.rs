//! A site of generated articles, and what the stages make of it before the one that is measured.

use std::collections::BTreeMap;
use std::fs;

use feedmill::config::{self, Config};
use feedmill::model::{Article, Draft, Entry, SiteFiles};
use feedmill::normalise::Normalised;
use feedmill::problem::Problems;
use feedmill::template::{Data, Pages, Templates, WrittenArticle};
use feedmill::{Request, compose, normalise, read};
use tempfile::TempDir;

use crate::article;
use crate::layout::Layout;

const SEED: u64 = 1;
const CATEGORIES: usize = 8;
const TAGS: usize = 20;

/// A site in a folder that lasts as long as this value.
pub(crate) struct Sample {
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
    /// The whole text of every article.
    pub(crate) texts: Vec<String>,
}

impl Sample {
    pub(crate) fn new(articles: usize, layout: Layout) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (name, text) = Layout::Feedmill.configuration();
        let config = config::parse(name, text).unwrap();
        let texts = (0..articles).map(|number| {
            let article = article::Article::new(SEED, number, CATEGORIES, TAGS);
            let (path, text) = layout.file(&article);
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &text).unwrap();
            text
        });
        let texts = texts.collect();
        Self { folder, config, texts }
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.texts.iter().map(|text| text.len() as u64).sum()
    }

    pub(crate) fn request(&self) -> Request {
        Request::new(self.folder.path(), "2026-01-01T00:00:00Z".parse().unwrap())
    }

    pub(crate) fn files(&self) -> Vec<read::ContentFile> {
        let mut problems = Problems::new();
        let found = read::content_files(self.folder.path(), &self.config.content, &mut problems);
        found.unwrap().files
    }

    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let mut problems = Problems::new();
        self.files()
            .iter()
            .map(|file| {
                read::draft(self.folder.path(), file, &mut Vec::new(), &mut problems).unwrap()
            })
            .collect()
    }

    /// The articles, each with the whole text of its file.
    pub(crate) fn articles(&self) -> Vec<(Article, String)> {
        let article =
            |draft: &Draft| match normalise::article(draft, &self.config, &mut Problems::new()) {
                Some(Normalised::Article(article)) => *article,
                other => panic!("no article: {other:?}"),
            };
        let with_text = |article: Article| {
            let text = read::body(self.folder.path(), &article.source).unwrap();
            (article, text)
        };
        self.drafts().iter().map(article).map(with_text).collect()
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        let articles = self.articles();
        articles.iter().map(|(article, text)| entry(article, text, &self.config)).collect()
    }
}

pub(crate) fn entry(article: &Article, text: &str, config: &Config) -> Entry {
    let mut problems = Problems::new();
    let templates = Templates::new(config, Pages::default(), BTreeMap::new(), Data::default());
    let expanded =
        templates.expand(WrittenArticle { article, front_matter: None, text }, &mut problems);
    let body = compose::Body { text, start: article.source.body_start, expanded: &expanded };
    compose::entry(article, &body, &SiteFiles::default(), true, config, &mut problems).unwrap()
}
