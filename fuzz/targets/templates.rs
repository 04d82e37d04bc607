//! Template markup of each engine → what readers get. The first byte chooses the engine; of the others, those of
//! ASCII stand for themselves and the rest for words of templates, so that few bytes make a filter or a loop.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// What a site says, and the name of its article.
const SITES: [(&str, &str); 8] = [
    ("templates: liquid\n", "content/un-article.md"),
    ("generator: jekyll\n", "_posts/2024-06-27-un-article.md"),
    ("generator: eleventy\n", "posts/un-article.md"),
    ("templates: hugo\n", "content/un-article.md"),
    ("templates: zola\n", "content/un-article.md"),
    ("templates: any\n", "content/un-article.md"),
    ("generator: docusaurus\n", "blog/2024-06-27-un-article.mdx"),
    ("generator: pelican\n", "content/un-article.md"),
];

const WORDS: [&str; 104] = [
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{%- ",
    " -%}",
    "{{- ",
    "{{< ",
    " >}}",
    "{{% ",
    " %}}",
    "{{</* ",
    " */>}}",
    "{: ",
    "{#",
    "#}",
    ":::",
    "<A",
    "</A>",
    "{/* ",
    " */}",
    "@/",
    "{static}",
    "{filename}",
    " | ",
    ": ",
    ", ",
    "\"",
    "'",
    "..",
    "(1..3)",
    "\n",
    "assign x = ",
    "capture x",
    "endcapture",
    "case x",
    "when ",
    "endcase",
    "comment",
    "endcomment",
    "cycle ",
    "decrement x",
    "increment x",
    "for i in ",
    "endfor",
    "else",
    "elsif ",
    "limit:",
    "offset:",
    "reversed",
    "highlight rb",
    "endhighlight",
    "if ",
    "unless ",
    "endif",
    "endunless",
    "include a.html",
    "include_cached a.html",
    "link ",
    "post_url ",
    "raw",
    "endraw",
    "tablerow i in ",
    "endtablerow",
    "cols:",
    "break",
    "continue",
    "render 'a.html'",
    "liquid\n",
    "echo ",
    "site.data.a",
    "page.title",
    "page.tags",
    "site.posts",
    "forloop.index",
    "include.x",
    "nil",
    "true",
    "-1",
    "0",
    "9223372036854775807",
    "-9223372036854775808",
    "1.5",
    "x[0]",
    "x.size",
    "a b",
    "divided_by",
    "modulo",
    "times",
    "plus",
    "minus",
    "round",
    "slice",
    "split",
    "join",
    "sort",
    "uniq",
    "map",
    "where",
    "group_by",
    "date",
    "truncate",
    "replace",
    "jsonify",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let (site, name) = SITES[usize::from(*first) % SITES.len()];
    let mut body = String::from(
        "---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\ntags: [b, a]\n---\n",
    );
    for byte in rest {
        match byte.checked_sub(128) {
            None => body.push(char::from(*byte)),
            Some(word) => body.push_str(WORDS[usize::from(word) % WORDS.len()]),
        }
    }
    let config = feedmill_fuzz::config(site);
    feedmill_fuzz::in_folder(|folder| {
        feedmill_fuzz::write(folder, name, body.as_bytes());
        feedmill_fuzz::write(
            folder,
            "_includes/a.html",
            b"<p>{{ include.x }}{% include a.html x='y' %}</p>\n",
        );
        feedmill_fuzz::write(
            folder,
            "_data/a.json",
            b"[{\"a b\": 1}, {\"a b\": -2.5}, [3, null], \"x\"]",
        );
        if let Some(publication) = feedmill_fuzz::publication(folder, &config) {
            feedmill_fuzz::assert_feeds(&publication);
        }
    });
});
