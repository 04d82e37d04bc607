//! Articles in MDX, and containers.

use feedmill::Build;

use crate::support::{Site, told};

/// The HTML of an article in MDX with this body, and what is told.
fn article(body: &str) -> (String, Vec<String>) {
    let text = format!("---\ntitle: T\ndate: 2024-06-27\ncolour: blue\n---\n{body}");
    let site = Site::new().file("content/a.mdx", text);
    let build: Build = site.build().unwrap();
    (super::published(&site).replace('\n', ""), told(&build))
}

fn html(body: &str) -> String {
    let (html, told) = article(body);
    assert_eq!(told, [""; 0], "{body}");
    html
}

#[test]
fn programs_and_comments_go() {
    let body = "import Chart from '../chart'\nimport { a, b } from 'c'\n\nexport const rows = [\n  { a: '}' },\n\n  { a: 2 },\n]\n\nimport duties rise {/* why? */}and fall.\n\nexport const one = 1\nNo text.\n";
    assert_eq!(html(body), "<p>import duties rise and fall.</p>");
}

#[test]
fn code_is_left_alone() {
    let body = "```jsx\nimport A from 'a'\n<A b={c} />\n```\n\n`{d}` and `<E />`\n";
    assert_eq!(
        html(body),
        "<pre><code>import A from 'a'&lt;A b={c} /&gt;</code></pre><p><code>{d}</code> and <code>&lt;E /&gt;</code></p>"
    );
}

#[test]
fn what_an_expression_says_outright_is_said() {
    assert_eq!(html("A{' '}b {`c`} {12} {frontmatter.colour}.\n"), "<p>A b c 12 blue.</p>");
}

#[test]
fn elements_lose_what_only_programs_know() {
    assert_eq!(
        html(
            "<div className=\"x\" style={{color: 'red'}} onClick={() => a > b}>\n\nUn *mot*.\n\n</div>\n\n<img src={\"/a.png\"} alt='A' width={300} />\n"
        ),
        "<div><p>Un <em>mot</em>.</p></div><img src=\"https://www.example.org/a.png\" alt=\"A\" width=\"300\">"
    );
}

#[test]
fn components_are_shown_as_shortcodes_are() {
    assert_eq!(
        html(
            "<Callout title=\"Note\">\n    Un *mot*.\n</Callout>\n\nVoir <Link to=\"/a/\">la page</Link>.\n\n<Tweet id={20} />\n"
        ),
        "<aside><p><strong>Note</strong></p><p>Un <em>mot</em>.</p></aside><p>Voir <a href=\"https://www.example.org/a/\">la page</a>.</p><p><a href=\"https://x.com/i/status/20\">x.com/i/status/20</a></p>"
    );
}

#[test]
fn what_nothing_here_can_show_is_told_and_never_published() {
    let (html, told) = article(
        "<Tabs items={['a', '>']}>\n  <Tab>\n\n  Un.\n\n  </Tab>\n</Tabs>\n\n<Chart data={rows} />\n\n{rows.map((row) => <b>{row}</b>)}\n",
    );
    for leak in ["{", "Tabs", "Chart", "rows", "=>"] {
        assert!(!html.contains(leak), "{leak}: {html}");
    }
    assert!(html.contains("<p>Un.</p>"), "{html}");
    assert_eq!(
        told,
        [
            "content/a.mdx:6:1: template-unknown: there is no rule for `Tabs`",
            "content/a.mdx:7:3: template-unknown: there is no rule for `Tab`",
            "content/a.mdx:14:1: template-unknown: there is no rule for `Chart`",
            "content/a.mdx:16:1: template-failed: this cannot be carried out: nothing here runs programs",
        ]
    );
}

#[test]
fn containers_are_asides() {
    let body =
        ":::note[Un titre]\n\nUn *mot*.\n\n:::\n\n::: tip Autre\nDeux.\n:::\n\n```\n:::note\n```\n";
    assert_eq!(
        super::html("", body).replace('\n', ""),
        "<aside><p><strong>Un titre</strong></p><p>Un <em>mot</em>.</p></aside><aside><p><strong>Autre</strong></p><p>Deux.</p></aside><pre><code>:::note</code></pre>"
    );
}
