//! The content folder, read and understood.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Failure, Request};
use crate::config::Config;
use crate::model::Article;
use crate::normalise::{self, Normalised};
use crate::problem::{Code, Problems};
use crate::read::{self, ContentFile};

/// What the content folder holds.
#[derive(Default)]
pub(super) struct Reading {
    pub files: Vec<ContentFile>,
    pub articles: Vec<Article>,
    pub withheld: usize,
    pub pages: Vec<Arc<str>>,
    pub broken: usize,
}

pub(super) fn read_and_normalise(
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> Result<Reading, Failure> {
    let files = read::content_files(&request.site, &config.content, problems)
        .map_err(|problem| Failure::Content(problem.into()))?;
    let outcomes: Vec<(Option<Normalised>, Problems)> = files
        .par_iter()
        .map(|file| {
            let mut problems = Problems::new();
            let draft = read::draft(file, &mut problems);
            let normalised = match draft {
                Ok(draft) => normalise::article(&draft, config, &mut problems),
                // A site's own generator makes no article of a README.
                Err(problem)
                    if problem.code == Code::FrontMatterMissing && config.generator.is_some() =>
                {
                    Some(Normalised::Page)
                }
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (normalised, problems)
        })
        .collect();
    let mut reading = Reading::default();
    for (file, (outcome, noticed)) in files.iter().zip(outcomes) {
        problems.append(noticed);
        match outcome {
            Some(Normalised::Article(article)) => reading.articles.push(*article),
            Some(Normalised::Withheld) => reading.withheld += 1,
            Some(Normalised::Page) => reading.pages.push(file.path.as_str().into()),
            None => reading.broken += 1,
        }
    }
    reading.files = files;
    Ok(reading)
}
