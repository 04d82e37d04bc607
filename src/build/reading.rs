//! The content folder, read and understood.

use rayon::prelude::*;

use super::{Failure, Request};
use crate::config::Config;
use crate::model::{Article, LeftOut, Reason};
use crate::normalise::{self, Normalised};
use crate::problem::{Code, Problems};
use crate::read::{self, ContentFile, ContentFiles};

/// What the content folder holds.
#[derive(Default)]
pub(super) struct Reading {
    pub files: Vec<ContentFile>,
    pub articles: Vec<Article>,
    pub left_out: Vec<LeftOut>,
}

pub(super) fn read_and_normalise(
    request: &Request,
    config: &Config,
    problems: &mut Problems,
) -> Result<Reading, Failure> {
    let ContentFiles { files, unsupported } =
        read::content_files(&request.site, &config.content, problems)
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
                    Some(Normalised::LeftOut(Reason::Page("it has no front matter")))
                }
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (normalised, problems)
        })
        .collect();
    let mut reading = Reading { left_out: unsupported, ..Reading::default() };
    for (file, (outcome, noticed)) in files.iter().zip(outcomes) {
        problems.append(noticed);
        let reason = match outcome {
            Some(Normalised::Article(article)) => {
                reading.articles.push(*article);
                continue;
            }
            Some(Normalised::LeftOut(reason)) => reason,
            None => Reason::Broken,
        };
        reading.left_out.push(LeftOut { path: file.path.as_str().into(), reason });
    }
    reading.files = files;
    Ok(reading)
}
