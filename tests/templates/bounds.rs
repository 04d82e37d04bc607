//! Templates are untrusted: they end, and soon.

use std::time::{Duration, Instant};

use super::{article, site};

/// A body that would take for ever, or all memory, is published or refused within seconds.
fn ends(configuration: &str, body: &str) -> String {
    let site = site(configuration, body);
    let start = Instant::now();
    let feeds = site.build().map(|_| site.text("feeds/feed.json")).unwrap_or_default();
    assert!(start.elapsed() < Duration::from_secs(10), "{:.80} took {:?}", body, start.elapsed());
    feeds
}

#[cfg(feature = "liquid")]
#[test]
fn liquid_ends() {
    let liquid = "templates: liquid\n";
    let nested = "{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% if a %}{% endif %}{% endfor %}{% endfor %}{% endfor %}";
    assert!(ends(liquid, nested).contains("[…]"));
    assert!(ends(liquid, "{% for a in (1..99999999999) %}{% endfor %}").contains("[…]"));
    let doubling =
        "{% assign a = \"0123456789\" %}".to_owned() + &"{% assign a = a | append: a %}".repeat(60);
    ends(liquid, &doubling);
    let captured = "{% capture a %}0123456789{% endcapture %}".to_owned()
        + &"{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(60);
    ends(liquid, &captured);
    let (html, told) = article(liquid, "{% include loop.html %}");
    assert!(html.contains("[…]"));
    assert_eq!(
        told,
        [
            "content/blog/un-article.md:6:1: template-failed: this cannot be carried out: includes include each other too often"
        ]
    );
    ends(liquid, &("{% if true %}".repeat(20_000) + &"{% endif %}".repeat(20_000)));
    ends(liquid, &format!("{{{{ {} }}}}", "a[".repeat(2000)));
    ends(liquid, "{{ page.date | date: \"%999999999d\" }}");
    ends(liquid, "{{ \"a\" | date: \"%\" }}");
}

#[test]
fn markup_without_end_is_read_in_linear_time() {
    for part in [
        "{% raw %}",
        "{{< highlight >}}",
        "{% a %}",
        "{{< a >}}{{< /b >}}",
        "{:",
        "{::comment}",
        "<pre>{",
        "<!--{",
        "{#a}",
        "@/",
        "](@/a) ",
        "`{",
        "{{ a(b) }}",
    ] {
        ends("", &part.repeat(4000));
    }
}
