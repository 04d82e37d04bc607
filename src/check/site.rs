//! What the site says of itself, held against what formats and directories ask.

use super::{Subject, World};
use crate::config::FILE_NAME;
use crate::model::Format;
use crate::problem::{Code, Place, Problem, Problems};

/// What `<image>` of an RSS feed may be.
const PICTURES: [&str; 4] = ["gif", "jpeg", "jpg", "png"];

pub(super) fn check(subjects: &[Subject], world: &World<'_>, problems: &mut Problems) {
    if !world.config.feeds.window.formats.contains(&Format::Rss) {
        return;
    }
    let tell = |code, message: String| Problem::new(code, message).at(Place::of_file(FILE_NAME));
    if let Some(logo) = &world.config.site.logo
        && let Some((_, extension)) = logo.rsplit_once('.')
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !PICTURES.contains(&&*extension.to_ascii_lowercase())
    {
        problems.push(
            tell(Code::LogoFormat, format!("`{logo}` is no picture that RSS knows"))
                .help("name a PNG, JPEG or GIF under `logo`"),
        );
    }
    let podcast = &world.config.podcast;
    let missing: Vec<&str> = [
        ("`language`", world.config.site.language.is_none()),
        ("`podcast.category`", podcast.categories.is_empty()),
        ("`podcast.explicit`", podcast.explicit.is_none()),
        ("`podcast.owner`", podcast.owner.is_none()),
    ]
    .into_iter()
    .filter_map(|(name, is_missing)| is_missing.then_some(name))
    .collect();
    if !missing.is_empty() && subjects.iter().any(|it| !it.article.attachments.is_empty()) {
        problems.push(
            tell(Code::PodcastIncomplete, "directories want to know more of a podcast".to_owned())
                .help(format!("say {}", missing.join(", "))),
        );
    }
}
