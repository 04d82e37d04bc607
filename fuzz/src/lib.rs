//! What the targets share: a folder to read from, and what must hold for every message.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use feedmill::config::Config;
use feedmill::model::{Article, Draft, Syntax};
use feedmill::normalise::{self, Normalised};
use feedmill::problem::{Place, Problem, Problems};
use feedmill::read::{self, ContentFile};
use tempfile::TempDir;

/// A site with nothing but what every site has, and `more` lines.
pub fn config(more: &str) -> Config {
    let text = format!(
        "title: Exemple\nbase_url: https://example.org\nauthors: La rédaction\ntimezone: Europe/Paris\n{more}"
    );
    feedmill::config::parse("feedmill.yaml", &text).expect("the configuration is right")
}

/// Calls `with` with a folder that lasts as long as the process.
pub fn in_folder<T>(with: impl FnOnce(&Path) -> T) -> T {
    thread_local! {
        static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
    }
    FOLDER.with(|folder| {
        with(folder.get_or_init(|| tempfile::tempdir().expect("a temporary folder")).path())
    })
}

/// Writes `bytes` to the file `name` of that folder.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    in_folder(|folder| {
        let location = folder.join(name);
        fs::write(&location, bytes).expect("a file in a temporary folder");
        location
    })
}

/// Reads an article that stands at `path` of the content folder.
pub fn draft(path: &str, bytes: &[u8], syntax: Syntax) -> Result<Draft, Problem> {
    let mut problems = Problems::new();
    let file = ContentFile {
        location: file("article", bytes),
        path: format!("content/{path}"),
        content_path: path.to_owned(),
        syntax,
    };
    let draft = read::draft(&file, &mut problems);
    assert_problems(&problems);
    draft.inspect_err(assert_problem)
}

/// What becomes of a draft: an article, or problems with an error among them.
pub fn article(draft: &Draft, config: &Config) -> Option<Article> {
    let mut problems = Problems::new();
    let normalised = normalise::article(draft, config, &mut problems);
    assert_problems(&problems);
    assert_eq!(normalised.is_none(), problems.errors() > 0, "{problems:?}");
    match normalised? {
        Normalised::Article(article) => Some(*article),
        _ => None,
    }
}

/// Every message can be shown to a person, with its place.
pub fn assert_problems(problems: &Problems) {
    problems.iter().for_each(assert_problem);
}

fn assert_problem(problem: &Problem) {
    assert!(!problem.message.trim().is_empty(), "{problem:?}");
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
