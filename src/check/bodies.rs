//! Bodies that say nothing, too much, or what only a template understands.

use super::Subject;
use crate::problem::{Code, Place, Problem, Problems};

/// The longest body, in bytes; a long read has a tenth of it.
const LONGEST_BODY: usize = 256 * 1024;

/// The largest feed, in bytes. Some readers stop reading at a megabyte.
const LARGEST_FEED: usize = 1024 * 1024;

pub(super) fn check(subjects: &[Subject], problems: &mut Problems) {
    for subject in subjects {
        let path = &subject.draft.source.path;
        if subject.inventory.empty {
            problems.push(
                Problem::new(Code::BodyEmpty, "the article has no body")
                    .at(Place::of_file(path))
                    .help("write at least a sentence, or withhold the article with `draft: true`"),
            );
        }
        let length = subject.text.len() - subject.draft.source.body_start.min(subject.text.len());
        if length > LONGEST_BODY {
            let message = format!("the body has {} KiB", length / 1024);
            problems.push(
                Problem::new(Code::BodyLarge, message).at(Place::of_file(path)).help(
                    "every reader loads it with every change; move parts of it to other pages",
                ),
            );
        }
        for leftover in &subject.inventory.leftovers {
            let message = format!("`{leftover}` was meant for a template");
            problems.push(
                subject
                    .problem_in_body(leftover, None, Code::TemplateLeftover, message)
                    .label("subscribers read this as it stands")
                    .help("write what it stands for; to show it, mark it as code"),
            );
        }
    }
}

/// Tells that the feed at `path` has too many bytes.
pub fn feed_size(path: &str, bytes: usize, problems: &mut Problems) {
    if bytes > LARGEST_FEED {
        let message = format!("the feed has {} KiB", bytes / 1024);
        problems.push(
            Problem::new(Code::FeedLarge, message)
                .at(Place::of_file(path))
                .help("show fewer articles with `feeds.limit`; some readers stop at a megabyte"),
        );
    }
}
