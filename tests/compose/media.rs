//! Pictures that show without scripts, and links for what readers do not play.

use feedmill::model::{Picture, Syntax};

use super::{article, compose, compose_with, config, html, nowhere};

const IMG: &str = r#"<img src="https://example.org/a.jpg" alt="A">"#;

#[test]
fn a_lazy_picture_shows() {
    assert_eq!(html(r#"<img data-src="/a.jpg" alt="A" loading="lazy">"#), IMG);
    assert_eq!(html(r#"<img src="/blank.gif" data-lazy-src="/a.jpg" alt="A" class="lazy">"#), IMG);
    assert_eq!(
        html(r#"<img src="data:image/gif;base64,R0lGODlh" data-original="/a.jpg" alt="A">"#),
        IMG
    );
    assert_eq!(
        html(
            r#"<img src="data:image/gif;base64,R0lGODlh" data-srcset="/a.jpg 1x, /b.jpg 2x" alt="A">"#
        ),
        "<img src=\"https://example.org/a.jpg\" srcset=\"https://example.org/a.jpg 1x, \
         https://example.org/b.jpg 2x\" alt=\"A\">"
    );
}

#[test]
fn content_begins_with_the_lead_where_the_publisher_wants_it() {
    let mut config = config();
    config.body.lead = true;
    let mut article = article(Syntax::Markdown);
    article.summary = Some("Un *chapeau*.\n\nEt <suite>.".into());
    article.picture = Some(Picture {
        url: "https://example.org/a.jpg?w=900".into(),
        alternative: Some("Un arbre".into()),
        caption: Some("Le **vieux** chêne.".into()),
        span: nowhere(),
    });
    let figure = "<figure><img src=\"https://example.org/a.jpg?w=900\" alt=\"Un arbre\">\
                  <figcaption>Le vieux chêne.</figcaption></figure>\n";
    let lede = "<p>Un chapeau.</p>\n<p>Et &lt;suite&gt;.</p>\n";
    for (body, expected) in [
        ("Le texte.", [figure, lede, "<p>Le texte.</p>"].concat()),
        (
            "Un chapeau.\n\nEt <suite>. Le texte.",
            [figure, lede, "<p>Un chapeau.</p>\n<p>Et . Le texte.</p>"].concat(),
        ),
        (
            "Un **chapeau**.\n\nEt `<suite>`. Le texte.",
            [figure, "<p>Un <strong>chapeau</strong>.</p>\n<p>Et <code>&lt;suite&gt;</code>. Le texte.</p>"].concat(),
        ),
        (
            "Le texte.\n\n![](/a.jpg)",
            [lede, "<p>Le texte.</p>\n<p><img src=\"https://example.org/a.jpg\" alt=\"\"></p>"].concat(),
        ),
        ("", [figure, lede.trim_end()].concat()),
    ] {
        let entry = compose_with(&article, body, &config).0.unwrap();
        assert_eq!(entry.content_html, expected, "{body}");
        assert_eq!(entry.summary, "Un chapeau.\n\nEt <suite>.");
    }
    // No summary is made of what Feedmill put there.
    article.summary = None;
    let entry = compose_with(&article, "Le texte.", &config).0.unwrap();
    assert_eq!(entry.summary, "Le texte.");
    assert_eq!(entry.content_html, [figure, "<p>Le texte.</p>"].concat());
}

#[test]
fn a_picture_in_noscript_shows_once() {
    assert_eq!(html(r#"<noscript><img src="/a.jpg" alt="A"></noscript>"#), IMG);
    assert_eq!(
        html(r#"<img data-src="/a.jpg" alt="A"><noscript><img src="/a.jpg" alt="A"></noscript>"#),
        IMG
    );
    assert_eq!(html("<p>a<noscript>Activez JavaScript</noscript></p>"), "<p>a</p>");
}

#[test]
fn a_picture_element_becomes_its_img() {
    assert_eq!(
        html(
            r#"<picture><source srcset="/a.avif" type="image/avif"><img src="/a.jpg" alt="A"></picture>"#
        ),
        IMG
    );
    assert_eq!(
        html(r#"<picture><source srcset="/a.jpg 1x, /b.jpg 2x"><img alt="A"></picture>"#),
        IMG
    );
}

#[test]
fn an_img_without_picture_leaves_its_text() {
    assert_eq!(html(r#"<p><img alt="Le plan"></p>"#), "<p>Le plan</p>");
    assert_eq!(html("<p>a<img></p>"), "<p>a</p>");
}

#[test]
fn players_become_links_for_people() {
    for (embedded, link) in [
        (
            r#"<iframe src="https://www.youtube-nocookie.com/embed/abc?rel=0" title="Le film"></iframe>"#,
            r#"<p><a href="https://www.youtube.com/watch?v=abc">▶ Le film (youtube.com)</a></p>"#,
        ),
        (
            r#"<p><iframe data-src="//player.vimeo.com/video/12"></iframe></p>"#,
            r#"<p><a href="https://vimeo.com/12">▶ vimeo.com/12</a></p>"#,
        ),
        (
            r#"<iframe src="https://tube.example/videos/embed/x1"></iframe>"#,
            r#"<p><a href="https://tube.example/videos/watch/x1">▶ tube.example/videos/watch/x1</a></p>"#,
        ),
        (
            r#"<audio controls><source src="/son.mp3"></audio>"#,
            r#"<p><a href="https://example.org/son.mp3">♪ example.org/son.mp3</a></p>"#,
        ),
        (
            r#"<video src="/f.mp4" poster="/f.jpg" title="F">Non lu</video>"#,
            "<p><a href=\"https://example.org/f.mp4\"><img src=\"https://example.org/f.jpg\" \
             alt=\"\"><br>▶ F (example.org)</a></p>",
        ),
    ] {
        assert_eq!(html(embedded), link);
    }
}

#[test]
fn an_object_shows_what_it_holds_or_links_to_what_it_is() {
    for (embedded, link) in [
        (r#"<object data="/plan.svg"><p>Le plan</p></object>"#, "<p>Le plan</p>"),
        (
            r#"<object data="/rapport.pdf" type="application/pdf"><param name="a"> </object>"#,
            r#"<p><a href="https://example.org/rapport.pdf">example.org/rapport.pdf</a></p>"#,
        ),
        (
            r#"<p><embed src="/rapport.pdf" title="Le rapport"></p>"#,
            r#"<p><a href="https://example.org/rapport.pdf">Le rapport</a></p>"#,
        ),
    ] {
        assert_eq!(html(embedded), link);
    }
}

#[test]
fn what_counts_visitors_is_dropped() {
    assert_eq!(
        html(r#"a<iframe src="https://x.example/ns.html" height="0" width="0"></iframe>"#),
        "a"
    );
    assert_eq!(html(r#"a<iframe src="javascript:alert(1)"></iframe>"#), "a");
}

#[test]
fn the_lead_picture_has_its_media_type() {
    for (url, media_type) in [
        ("https://example.org/uploads/Design%20sans%20titre(1).png", "image/png"),
        ("https://example.org/a.webp?width=600", "image/webp"),
        ("https://example.org/photo", "image/jpeg"),
    ] {
        let mut article = article(Syntax::Markdown);
        article.picture = Some(Picture {
            url: url.into(),
            span: nowhere(),
            alternative: Some("A &amp; B".into()),
            caption: Some("Une **légende**.".into()),
        });
        let picture = compose(&article, "x").0.unwrap().picture.unwrap();
        assert_eq!((picture.url.as_str(), picture.media_type.as_str()), (url, media_type));
        assert_eq!(picture.alternative.as_deref(), Some("A & B"));
        assert_eq!(picture.caption.as_deref(), Some("Une légende."));
        assert_eq!(picture.length, None);
    }
}
