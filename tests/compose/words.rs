//! No word is lost in silence: what looks like a tag, formulas, drawings, hidden text, old characters.

use feedmill::compose::plain_title;
use feedmill::model::Syntax;
use feedmill::problem::{Code, Problem};

use super::{
    article, compose, compose_with, config, entry_of_html, entry_of_markdown, html, markdown,
};

/// The problems of a body.
fn told(syntax: Syntax, body: &str) -> Vec<Problem> {
    compose(&article(syntax), body).1.iter().cloned().collect()
}

/// The messages about lost words of a body in Markdown, each with its line.
fn lost(body: &str) -> Vec<(usize, String)> {
    let problems = told(Syntax::Markdown, body).into_iter();
    problems
        .filter(|problem| problem.code == Code::TextLost)
        .map(|problem| (problem.place.unwrap().line, problem.message))
        .collect()
}

#[test]
fn what_is_no_complete_known_tag_is_text_in_a_title() {
    for (written, plain) in [
        ("Si a<b alors tout change", "Si a<b alors tout change"),
        ("Fil <i", "Fil <i"),
        ("Écrire à <ada@example.org>", "Écrire à <ada@example.org>"),
        ("Comprendre <tr> et <td>", "Comprendre <tr> et <td>"),
        ("<votre-nom> et <em>vous</em>", "<votre-nom> et vous"),
        ("Vec<String> en <b>Rust</b>", "Vec<String> en Rust"),
        ("<b><i>x</b></i>", "x"),
        ("<!-- rien --> x", "<!-- rien --> x"),
        ("Ligne<br/>deux <a href='x'>y</a>", "Ligne deux y"),
        ("L\u{92}été &#150; x", "L’été – x"),
        ("<big>Gros</big> <font color=red>titre</font>", "Gros titre"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
    ] {
        assert_eq!(plain_title(written), plain, "{written}");
    }
}

#[test]
fn what_is_no_complete_known_tag_is_text_in_a_summary() {
    for (written, plain) in [
        ("Les balises <iframe> et <title> : usage.", "Les balises <iframe> et <title> : usage."),
        ("Pour x<y et y>z, si a<b alors", "Pour x<y et y>z, si a<b alors"),
        ("<p>Un <strong>vrai</strong> résumé</p>", "Un vrai résumé"),
        ("Voir <https://example.org/> et `Vec<T>`", "Voir https://example.org/ et Vec<T>"),
        ("Un \\<b et *deux*", "Un <b et deux"),
    ] {
        let mut article = article(Syntax::Markdown);
        article.summary = Some(written.into());
        assert_eq!(compose(&article, "corps").0.unwrap().summary, plain, "{written}");
    }
}

#[test]
fn words_that_a_tag_swallows_are_reported_with_their_line() {
    for (body, line, message) in [
        (
            "Un.\n\nLa balise <script> suffit.\n\nDeux.",
            6,
            "2 words of the body are not in the feeds: “suffit Deux”",
        ),
        ("Remplacez <votre-nom> ici.", 4, "2 words of the body are not in the feeds: “votre nom”"),
        (
            "Le type Vec<Select> et la suite.",
            4,
            "4 words of the body are not in the feeds: “Select et la suite”",
        ),
        (
            "Mot.\n\nSi a<b alors c>d, fin.",
            6,
            "3 words of the body are not in the feeds: “b alors c”",
        ),
        ("Vec<I> et Map<S>.", 4, "2 words of the body are not in the feeds: “I S”"),
        ("Les <tr> et <head>.", 4, "2 words of the body are not in the feeds: “tr head”"),
        ("Utiliser <em> ici.", 4, "a word of the body is not in the feeds: “em”"),
        ("Un <![CDATA[ reste ]]> ici.", 4, "a word of the body is not in the feeds: “reste”"),
        (
            "Le <script> ouvre.\n\nSuite.\n\n<script>x()</script>\n\nFin.",
            4,
            "2 words of the body are not in the feeds: “ouvre Suite”",
        ),
        (
            "a\n\n<form><select><option>Oui</option></select></form>",
            6,
            "a word of the body is not in the feeds: “Oui”",
        ),
    ] {
        assert_eq!(lost(body), [(line, message.to_owned())], "{body}");
    }
}

#[test]
fn words_that_nobody_would_see_are_not_reported() {
    for body in [
        "`<script>` en tête.\n\n<script>alert(1)</script>\n\n<style>p {color: red}</style>\n\nSuite.",
        "<p hidden>Caché</p>\n\nVu.",
        "<!-- note -->\n\nVu &eacute;t&eacute; R&amp;D.",
        "<video src=/v.mp4>Votre navigateur est trop vieux</video>\n\nVu.",
        "<youtube-embed id=x></youtube-embed>\n\nVu <b>gras</b>.",
        "<noscript>Activez les scripts</noscript>\n\nVu.",
        "<noscript>a <noscript>b</noscript> c</noscript>\n\nVu.",
        "<p>un<li>deux<br clear=all>trois <input disabled>",
        "<table><tr><td>un<td>deux</table>",
        "<video controls autoplay><source src=/v.mp4></video>",
        "Vu[^1], revu[^1].\n\n[^1]: Note.\n[^2]: Autre note.",
    ] {
        assert_eq!(lost(body), [], "{body}");
    }
}

#[test]
fn hidden_text_is_neither_shown_nor_summarised() {
    for hidden in [
        "<p hidden>Caché</p>",
        "<p style=\"color: red; DISPLAY : none !important\">Caché</p>",
        "<div style=\"visibility:hidden\">Caché</div>",
    ] {
        let entry = entry_of_html(&format!("{hidden}<p>Vu.</p><p>Suite.</p>"));
        assert_eq!(entry.content_html, "<p>Vu.</p><p>Suite.</p>");
        assert_eq!(entry.summary, "Vu.");
    }
    assert_eq!(html("<p style=\"display:none; display:block\">Vu</p>"), "<p>Vu</p>");
    assert_eq!(html("<p hidden=until-found>Vu</p>"), "<p>Vu</p>");
}

#[test]
fn a_formula_stays_with_text_alone_in_it() {
    let entry = entry_of_html(
        "<p><math display=\"block\" onclick=x href=\"javascript:x\"><semantics><mrow><mi>E</mi><mo>=</mo>\
         <msup><mi>c</mi><mn>2</mn></msup><mtext><a href=x>si</a><script>x</script></mtext></mrow>\
         <annotation encoding=\"application/x-tex\">E=c^2</annotation></semantics></math></p>",
    );
    assert!(
        entry.content_html.starts_with(
            "<p><math display=\"block\"><mrow><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup>"
        ),
        "{}",
        entry.content_html
    );
    assert!(!entry.content_html.contains("<a ") && !entry.content_html.contains("script>"));
    assert!(entry.content_text.starts_with("E=c^2"), "{}", entry.content_text);
    assert_eq!(html("<p><math alttext=\"a+b\"></math></p>"), "<p>a+b</p>");
    assert_eq!(
        html(
            "<p><script type=\"math/tex\">x^2</script> <script type=\"math/tex; mode=display\">y</script></p>"
        ),
        "<p>\\(x^2\\) \\[y\\]</p>"
    );
    assert_eq!(
        html("<p><span><math><mi>x</mi></math></span><script type=\"math/tex\">x</script></p>"),
        "<p><span><math><mi>x</mi></math></span></p>"
    );
}

#[test]
fn a_formula_that_is_there_twice_is_shown_once() {
    let body = "<p><span class=\"katex\"><span class=\"katex-mathml\"><math><mfrac><mn>1</mn><mn>3</mn>\
                </mfrac></math></span><span class=\"katex-html\" aria-hidden=\"true\">31</span></span></p>";
    let entry = entry_of_html(body);
    assert_eq!(entry.content_text, "1/3");
    assert!(!entry.content_html.contains("31"), "{}", entry.content_html);
    assert!(told(Syntax::Html, body).is_empty());
}

#[test]
fn a_drawing_leaves_its_words_and_a_control_its_text() {
    assert_eq!(
        html("<svg><title>Courbe</title><path d=\"M0\"/><text>42 <tspan>%</tspan></text></svg>"),
        "<p>Courbe 42 %</p>"
    );
    assert_eq!(html("<svg aria-label=Courbe><title>Courbe</title></svg>"), "<p>Courbe</p>");
    assert_eq!(html("<p>a<svg aria-hidden=\"true\"><title>x</title></svg></p>"), "<p>a</p>");
    assert_eq!(
        html(
            "<p><marquee>un</marquee> <button>deux</button> <output>trois</output> <canvas>quatre</canvas></p>"
        ),
        "<p>un deux trois quatre</p>"
    );
}

/// A button may hold what a paragraph may not (HTML, section 13.2.4.2, "button scope").
#[test]
fn a_paragraph_holds_no_block() {
    assert_eq!(
        html("<p>un <button><p>deux</p><ul><li>trois</li></ul></button> quatre</p>"),
        "<p>un <br>deux<br><br><br>trois<br><br> quatre</p>"
    );
    assert_eq!(
        html("<form><fieldset><legend>Nom</legend><label>Ada</label></fieldset></form>"),
        "<div><div>Nom</div>Ada</div>"
    );
}

#[test]
fn a_link_holds_no_other_link() {
    assert_eq!(
        html("<p><a href=\"/x\"><object><a href=\"/y\">lien</a></object></a></p>"),
        "<p><a href=\"https://example.org/x\">lien</a></p>"
    );
}

#[test]
fn old_control_characters_are_those_of_windows_1252() {
    let entry = entry_of_markdown("L&#146;accent &#x80;uro `&#146;`");
    assert_eq!(entry.content_text, "L’accent €uro &#146;");
    let problems = told(Syntax::Markdown, "Un.\n\nL\u{92}accent");
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.message, "the control character U+0092 stands in the text");
    assert_eq!(problem.label, "read as `’`, as windows-1252 has it");
    assert_eq!(problem.place.as_ref().unwrap().line, 6);
    assert_eq!(markdown("L\u{92}accent"), "<p>L’accent</p>");
}

#[test]
fn a_summary_is_made_of_the_authors_words() {
    let summary = |body: &str| entry_of_markdown(body).summary;
    for before in [
        "<iframe src=\"https://cartes.example.org/carte\"></iframe>",
        "<video src=\"/v.mp4\"></video>",
        "<a href=\"https://example.org/actualites/un-article/\">[…]</a>",
        "<p><a href=\"https://gist.github.com/a/b\">gist.github.com/a/b</a></p>",
    ] {
        assert_eq!(summary(&format!("{before}\n\nLe texte.\n\nSuite.")), "Le texte.", "{before}");
    }
    assert_eq!(summary("<a href=\"/x\">[…]</a>"), "");
    assert_eq!(summary("# Titre[^1]\n\n[^1]: Note."), "Titre");
}

/// What kramdown 2.5 makes of these, without its classes.
#[test]
fn kramdowns_markdown_is_read_where_the_site_has_it() {
    let mut config = config();
    config.markdown.kramdown = true;
    for (body, expected) in [
        (
            "<div>\n\n    <p>Bonjour <b>à tous</b></p>\n\n</div>",
            "<div>\n    <p>Bonjour <b>à tous</b></p>\n</div>",
        ),
        ("<div markdown=\"1\">\nUn *accent*.\n</div>", "<div>\n<p>Un <em>accent</em>.</p>\n</div>"),
        (
            "<div><p markdown=\"1\">Un *accent*.</p></div>",
            "<div>\n<p>Un <em>accent</em>.</p>\n</div>",
        ),
        (
            "<section>x</section>\n**Gras** suite",
            "<section>x</section>\n<p><strong>Gras</strong> suite</p>",
        ),
        ("Une **(note)**suite", "<p>Une <strong>(note)</strong>suite</p>"),
        ("Un **gras** et *(un)*e", "<p>Un <strong>gras</strong> et <em>(un)</em>e</p>"),
        (
            "[rapport](/a b.pdf \"Le titre\")",
            "<p><a href=\"https://example.org/a%20b.pdf\" title=\"Le titre\">rapport</a></p>",
        ),
        (
            "| a | b |\n| c | d |",
            "<table><tbody>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</tbody></table>",
        ),
        ("<< ici >>", "<p>«\u{a0}ici\u{a0}»</p>"),
        (
            "> cité\n>> encore",
            "<blockquote>\n<p>cité</p>\n<blockquote>\n<p>encore</p>\n</blockquote>\n</blockquote>",
        ),
        ("Si $$x*y*z$$ et `$$a*b*c$$`", "<p>Si $$x*y*z$$ et <code>$$a*b*c$$</code></p>"),
        ("    <div>code</div>", "<pre><code>&lt;div&gt;code&lt;/div&gt;</code></pre>"),
        ("```\n<div>\n\n\nx\n```", "<pre><code>&lt;div&gt;\n\n\nx\n</code></pre>"),
    ] {
        let entry = compose_with(&article(Syntax::Markdown), body, &config).0.unwrap();
        assert_eq!(entry.content_html, expected, "{body}");
    }
    let body = "Un.\n\n[^b]: Jamais citée.";
    let (entry, problems) = compose_with(&article(Syntax::Markdown), body, &config);
    assert_eq!(entry.unwrap().content_html, "<p>Un.</p>");
    let [problem] = problems.iter().collect::<Vec<_>>()[..] else { panic!("{problems:?}") };
    assert_eq!(problem.message, "2 words of the body are not in the feeds: “Jamais citée”");
    assert_eq!(problem.place.as_ref().unwrap().line, 6);
}
