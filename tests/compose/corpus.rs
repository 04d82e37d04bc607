//! Real bodies, outside the repository: `FEEDMILL_CORPUS=<folder> cargo test corpus -- --ignored`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use feedmill::model::Syntax;
use feedmill::problem::Code;
use pulldown_cmark::{Options, Parser, html::push_html};

use super::ways::ways;
use super::{article, compose, config};

/// Composes every Markdown file under a folder; writes the HTML, one JSON string a line, to the
/// file of `FEEDMILL_CORPUS_OUT` for an independent parser to look at.
#[test]
#[ignore = "needs a folder of real articles"]
#[expect(clippy::disallowed_methods, reason = "the folder is not known to the repository")]
fn real_bodies_are_composed() {
    let Ok(folder) = std::env::var("FEEDMILL_CORPUS") else { return };
    let mut out =
        std::env::var("FEEDMILL_CORPUS_OUT").ok().map(|path| fs::File::create(path).unwrap());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let (mut bytes, mut time, mut markdown_time) = (0, Duration::ZERO, Duration::ZERO);
    for file in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let file = file.unwrap();
        if !is_markdown(file.path()) {
            continue;
        }
        let Ok(text) = fs::read_to_string(file.path()) else { continue };
        let body = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---"))
            .map_or(&*text, |(_, body)| body.trim_start_matches('-'));
        let start = Instant::now();
        let (entry, problems) = compose(&article(Syntax::Markdown), body);
        time += start.elapsed();
        let start = Instant::now();
        let mut html = String::new();
        push_html(&mut html, Parser::new_ext(body, options));
        markdown_time += start.elapsed();
        bytes += body.len();
        for problem in &problems {
            println!("{}: {problem}", file.path().display());
        }
        let [direct, parsed] = ways(body, &config());
        assert_eq!(direct, parsed, "{}", file.path().display());
        let entry = entry.unwrap();
        if let Some(out) = &mut out {
            let line = serde_json::json!([
                file.path().to_string_lossy(),
                entry.url,
                entry.content_html,
                html,
                problems.iter().any(|problem| problem.code == Code::TextLost)
            ]);
            writeln!(out, "{line}").unwrap();
        }
    }
    println!("{bytes} bytes, composed in {time:?}, Markdown alone {markdown_time:?}");
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "markdown")
}
