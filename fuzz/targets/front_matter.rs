//! An article's file → front matter → article, for each family of sites. The first byte chooses
//! the family; what stands before a NUL is the path.
#![no_main]

use feedmill::model::Syntax;
use libfuzzer_sys::fuzz_target;

const SITES: [&str; 4] =
    ["", "generator: jekyll\n", "generator: hugo\n", "generator: zola\npermalink: /:slug/\n"];

fuzz_target!(|data: &[u8]| {
    let Some((family, rest)) = data.split_first() else { return };
    let (path, text) = match rest.iter().position(|byte| *byte == 0) {
        Some(at) => (String::from_utf8_lossy(&rest[..at]).into_owned(), &rest[at + 1..]),
        None => ("2024-06-27-un-article.md".to_owned(), rest),
    };
    let Ok(draft) = feedmill_fuzz::draft(&path, text, Syntax::Markdown) else { return };
    let text = std::str::from_utf8(text).expect("what is not UTF-8 is refused");
    assert!(text.is_char_boundary(draft.source.body_start));
    assert_eq!(draft.head, text[..draft.source.body_start]);
    let again = feedmill::read::front_matter(&draft.source, text);
    assert_eq!(again.as_ref(), Some(&draft.front_matter), "read again for the templates");
    let config = feedmill_fuzz::config(SITES[usize::from(*family) % SITES.len()]);
    if let Some(article) = feedmill_fuzz::article(&draft, &config) {
        assert!(!article.title.trim().is_empty() && !article.id.value.is_empty());
        let path = article.permalink.strip_prefix("https://example.org/").unwrap_or_default();
        let parts: Vec<_> = path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
        assert!(!parts.iter().any(|part| matches!(*part, "." | "..")), "{}", article.permalink);
        assert_eq!(article.terms.iter().filter(|term| term.slug.is_empty()).count(), 0);
        assert!(draft.head.get(article.permalink_span.clone()).is_some());
    }
});
