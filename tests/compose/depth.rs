//! Bodies that would take a parser minutes, or its stack.

use std::time::{Duration, Instant};

use feedmill::model::Syntax;
use feedmill::problem::Code;

use super::{article, compose};

const MANY: usize = 50_000;

/// Composes `body` soon, whatever comes out.
fn soon(syntax: Syntax, body: &str) -> Option<(Code, usize)> {
    let start = Instant::now();
    let (entry, problems) = compose(&article(syntax), body);
    assert!(start.elapsed() < Duration::from_secs(20), "{:.40}: {:?}", body, start.elapsed());
    let problem = problems.iter().find(|problem| problem.is_error());
    assert_eq!(entry.is_none(), problem.is_some());
    problem.map(|problem| (problem.code, problem.place.as_ref().unwrap().line))
}

#[test]
fn nested_html_is_refused_at_its_line() {
    for open in ["<div>", "<blockquote>", "<b>", "<ul><li>", "<table><tr><td>", "<i>\n"] {
        let body = format!("<p>un</p>\n\n{}", open.repeat(MANY));
        for syntax in [Syntax::Html, Syntax::Markdown] {
            let (code, line) = soon(syntax, &body).unwrap_or_else(|| panic!("{open} {syntax:?}"));
            assert_eq!(code, Code::HtmlTooDeep);
            let lines_inside = if open.contains('\n') { 300 } else { 0 };
            assert!((6..=6 + lines_inside).contains(&line), "{open} {line}");
        }
    }
}

#[test]
fn nested_markdown_is_refused_at_its_line() {
    for body in [format!("un\n\n{}", ">".repeat(MANY)), format!("un\n\n{}x", "- ".repeat(MANY))] {
        assert_eq!(soon(Syntax::Markdown, &body), Some((Code::HtmlTooDeep, 6)));
    }
}

#[test]
fn repeated_marks_are_composed_soon() {
    for mark in ["[", "![", "*", "_", "`", "<", "&", "[^", "|", "**a ", "<!--", "~~", "[a](", "<a "]
    {
        soon(Syntax::Markdown, &mark.repeat(MANY));
        soon(Syntax::Html, &mark.repeat(MANY));
    }
}

#[test]
fn formatting_elements_do_not_multiply() {
    let open = (0..3000).fold(String::new(), |open, n| open + &format!("<p><b id={n}></p>"));
    let body = format!("{open}{}", "<p>x".repeat(MANY));
    assert_eq!(soon(Syntax::Html, &body).unwrap().0, Code::HtmlTooDeep);
}

#[test]
fn what_people_nest_is_composed() {
    let body = format!("{}x", "<div>".repeat(200));
    assert_eq!(soon(Syntax::Html, &body), None);
}

#[test]
fn attributes_without_end_are_composed_soon() {
    // The tokenizer holds each against all before it.
    let attributes = (0..MANY / 5).fold(String::new(), |tag, n| tag + &format!(" a{n}"));
    soon(Syntax::Html, &format!("<p{attributes}>x"));
}
