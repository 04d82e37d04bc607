//! Docusaurus' `docusaurus.config.js`.

use super::script;
use crate::config::Generator;
use crate::config::file::File;

pub(super) fn file(program: &str) -> File {
    let text = |key| script::text(program, key, ':');
    File {
        generator: Some(Generator::Docusaurus),
        title: text("title"),
        base_url: text("url").map(|url| {
            let below = text("baseUrl").unwrap_or_default();
            format!("{}/{}", url.trim_end_matches('/'), below.trim_matches('/'))
        }),
        description: text("tagline"),
        language: text("defaultLocale"),
        ..File::default()
    }
}
