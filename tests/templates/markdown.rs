//! Markdown as the site's own renderer has it.

use super::html;

#[test]
fn extensions_are_chosen() {
    for (configuration, body, made) in [
        ("", "\"a\" -- b", "<p>\"a\" -- b</p>"),
        ("markdown: {smart_punctuation: true}\n", "\"a\" -- b", "<p>“a” – b</p>"),
        ("", "a\nb", "<p>a\nb</p>"),
        ("markdown: {hard_breaks: true}\n", "a\nb", "<p>a<br>\nb</p>"),
        ("", "~~a~~", "<p><del>a</del></p>"),
        ("markdown: {strikethrough: false}\n", "~~a~~", "<p>~~a~~</p>"),
        ("", "- [x] a", "<ul>\n<li>☑ \na</li>\n</ul>"),
        ("markdown: {task_lists: false}\n", "- [x] a", "<ul>\n<li>[x] a</li>\n</ul>"),
        ("", "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("markdown: {definition_lists: false}\n", "a\n: b", "<p>a\n: b</p>"),
        ("markdown: {tables: false}\n", "|a|\n|-|\n|b|", "<p>|a|\n|-|\n|b|</p>"),
        ("markdown: {footnotes: false}\n", "a[^1]\n\nb", "<p>a[^1]</p>\n<p>b</p>"),
    ] {
        assert_eq!(html(configuration, body), made, "{configuration}{body}");
    }
}
