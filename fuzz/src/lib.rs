//! What the targets share: a site to build from, and what must hold for every message.

mod said;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fs;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use feedmill::config::{self, Config};
use feedmill::problem::{Code, Place, Problem, Problems};
use feedmill::{Failure, Publication, Request, prepare};
use said::Said;
use tempfile::TempDir;

/// A site with nothing but what every site has, and `more` lines.
pub fn config(more: &str) -> Config {
    let text = format!(
        "title: Exemple\nbase_url: https://example.org\nauthors: La rédaction\ntimezone: Europe/Paris\n{more}"
    );
    config::parse("feedmill.yaml", &text).expect("the configuration is right")
}

/// Calls `with` with an empty folder that lasts as long as the call.
pub fn in_folder<T>(with: impl FnOnce(&Path) -> T) -> T {
    thread_local! {
        static PARENT: TempDir = tempfile::tempdir().expect("a temporary folder");
    }
    PARENT.with(|parent| {
        let folder = parent.path().join("site");
        fs::create_dir(&folder).expect("a folder in a temporary folder");
        let result = with(&folder);
        fs::remove_dir_all(&folder).expect("a temporary folder");
        result
    })
}

/// Writes `bytes` to the file `path` below `folder`.
pub fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let location = folder.join(path);
    if let Some(parent) = location.parent() {
        fs::create_dir_all(parent).expect("a folder in a temporary folder");
    }
    fs::write(location, bytes).expect("a file in a temporary folder");
}

/// What the site in `folder` would publish. It is refused for an error and for nothing else.
pub fn publication(folder: &Path, config: &Config) -> Option<Publication> {
    let now = "2030-01-01T00:00:00Z".parse().expect("RFC 3339");
    match prepare(&Request::new(folder, now), config) {
        Ok(publication) => {
            assert_problems(&publication.problems);
            assert_eq!(publication.problems.errors(), 0, "published for all its errors");
            Some(publication)
        }
        Err(Failure::Content(problems) | Failure::Denied(problems)) => {
            assert_problems(&problems);
            assert!(problems.errors() > 0, "refused without an error");
            None
        }
        Err(Failure::Machine(problem)) => {
            assert_problem(&problem);
            None
        }
        Err(failure) => panic!("{failure}"),
    }
}

/// Every message can be shown to a person, with its place.
pub fn assert_problems(problems: &Problems) {
    problems.iter().for_each(assert_problem);
}

fn assert_problem(problem: &Problem) {
    assert!(!problem.message.trim().is_empty(), "{problem:?}");
    // A panic within an article is a problem of it, and no crash.
    assert_ne!(problem.code, Code::Internal, "{problem:?}");
    let related = problem.related.as_ref().map(|(place, _)| place);
    for place in problem.place.iter().chain(related) {
        assert_place(place, problem);
    }
}

fn assert_place(place: &Place, problem: &Problem) {
    assert!(place.line > 0 && place.column > 0, "{problem:?}");
    assert!(place.excerpt.get(place.underline.clone()).is_some(), "{problem:?}");
    assert!(!place.excerpt.contains('\n'), "{problem:?}");
    if !place.excerpt.is_empty() {
        let annotation =
            AnnotationKind::Primary.span(place.underline.clone()).label(&problem.label);
        let snippet = Snippet::source(&place.excerpt).line_start(place.line).annotation(annotation);
        let message = Level::ERROR.primary_title(&problem.message).element(snippet);
        assert!(!Renderer::plain().render(&[message]).is_empty());
    }
}

/// Every file is whole, lies inside, and parses as what its name says; the bodies are harmless; the
/// formats say the same.
pub fn assert_feeds(publication: &Publication) {
    let mut said: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for path in publication.paths() {
        let bytes = publication.bytes(path).expect("a disk").expect("its own path");
        assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{path}");
        assert!(path.len() < 1024 && !path.contains('\0'), "{path}");
        let text = std::str::from_utf8(&bytes).expect("feeds are UTF-8");
        let entries = if path.ends_with(".xml") {
            let document = roxmltree::Document::parse(text).expect("XML");
            assert!(!document.root_element().children().all(|child| child.is_text()));
            said::in_xml(&document)
        } else if path.ends_with(".json") {
            said::in_json(&serde_json::from_str(text).expect("JSON"))
        } else {
            continue;
        };
        entries.iter().filter_map(|entry| entry.html.as_deref()).for_each(assert_harmless);
        let Some((folder, "atom.xml" | "rss.xml" | "feed.json")) = path.rsplit_once('/') else {
            continue;
        };
        match said.entry(folder.to_owned()) {
            Slot::Vacant(slot) => drop(slot.insert(entries)),
            Slot::Occupied(slot) => assert_eq!(*slot.get(), entries, "{path}"),
        }
    }
}

fn assert_harmless(html: &str) {
    use feedmill::compose::allowed;
    let tree = scraper::Html::parse_fragment(html);
    // The parser puts an `html` of its own around a fragment.
    for element in tree.root_element().descendent_elements().skip(1) {
        let (name, element) = (element.value().name(), element.value());
        let Some((_, own)) = allowed::element(name) else { panic!("<{name}> came through") };
        for (attribute, value) in element.attrs() {
            let known =
                allowed::attribute(own, attribute).is_some() || matches!(attribute, "id" | "style");
            assert!(known, "<{name} {attribute}> came through");
            if matches!(attribute, "href" | "src" | "cite" | "poster") {
                let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                let is_known = value.starts_with('#')
                    || allowed::LINK_SCHEMES.contains(&scheme)
                    || value.starts_with("data:image/");
                assert!(is_known, "<{name} {attribute}={value}> came through");
            }
        }
    }
}
