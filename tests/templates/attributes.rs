//! Attribute lists of kramdown (kramdown.gettalong.org/syntax.html#attribute-list-definitions) and
//! goldmark.

use super::html;

#[test]
fn of_a_span_goes_to_the_span() {
    assert_eq!(
        html("", "Un *mot*{: lang=\"en\" .loud} ici."),
        "<p>Un <em lang=\"en\">mot</em> ici.</p>"
    );
    assert_eq!(
        html("", "![Un chat](/chat.png){: width=\"300\" }"),
        "<p><img src=\"https://www.example.org/chat.png\" alt=\"Un chat\" width=\"300\"></p>"
    );
    assert_eq!(
        html("", "[Ici](/ici){:target=\"_blank\"} et [là](/la){.external}."),
        "<p><a href=\"https://www.example.org/ici\">Ici</a> et <a href=\"https://www.example.org/la\">là</a>.</p>"
    );
}

#[test]
fn of_a_block_goes_to_the_block() {
    assert_eq!(
        html("", "Hello.\n{: lang=\"en\"}\n\nSuite."),
        "<p lang=\"en\">Hello.\n</p>\n<p>Suite.</p>"
    );
    assert_eq!(
        html("", "## Titre\n{: .no_toc title=\"x\"}\n\nSuite."),
        "<h2 title=\"x\">Titre</h2>\n\n<p>Suite.</p>"
    );
    assert_eq!(html("", "{: lang=\"en\"}\nHello."), "<p lang=\"en\">\nHello.</p>");
}

#[test]
fn ids_are_what_links_lead_to() {
    let made = html("", "[Là](#la)\n\n## Titre {#la .x}\n\nSuite.\n{: #fin}\n\n[Fin](#fin)");
    assert!(made.contains("<h2 id=\"e"), "{made}");
    assert!(made.contains("-fin\">Suite.") && made.contains("-fin\">Fin</a>"), "{made}");
}

#[test]
fn a_table_of_contents_goes() {
    assert_eq!(html("", "* TOC\n{:toc}\n\n## Titre\n"), "<h2>Titre</h2>");
}

#[test]
fn a_table_of_contents_takes_nothing_but_a_list_with_it() {
    assert_eq!(
        html("", "Corps.\n\n<li>Point\n{: .toc}</li>\n\nSuite."),
        "<p>Corps.</p>\n<li>Point\n</li>\n<p>Suite.</p>"
    );
    assert_eq!(html("", "Corps.\n{: .toc}\n\nSuite."), "<p>Corps.\n</p>\n<p>Suite.</p>");
}

#[test]
fn kramdown_s_extensions_go() {
    assert_eq!(
        html("", "Un{::comment}secret{:/comment} mot.\n\n{::nomarkdown}\n<b>gras</b>\n{:/}\n"),
        "<p>Un mot.</p>\n<p><b>gras</b></p>"
    );
}

#[test]
fn what_is_no_list_is_text() {
    assert_eq!(
        html("templates: zola\n", "Rust écrit {:?} et {:#}."),
        "<p>Rust écrit {:?} et {:#}.</p>"
    );
    assert_eq!(html("", "En code `{: .x}`."), "<p>En code <code>{: .x}</code>.</p>");
}
