//! What may not come out. The cases are those of the OWASP XSS filter evasion sheet, of the
//! mutation attacks on cleaners in browsers, and of bodies that are broken without malice.

use super::oracle::assert_clean;
use super::{html, markdown};

/// OWASP XSS Filter Evasion Cheat Sheet, as bodies.
const OWASP: &[&str] = &[
    r"<SCRIPT SRC=https://cdn.jsdelivr.net/gh/Moksh45/host-xss.rocks/index.js></SCRIPT>",
    r#"javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/"`/+/onmouseover=1/+/[*/[]/+alert(42);//'>"#,
    r#"<IMG SRC="javascript:alert('XSS');">"#,
    r"<IMG SRC=javascript:alert('XSS')>",
    r"<IMG SRC=JaVaScRiPt:alert('XSS')>",
    r"<IMG SRC=javascript:alert(&quot;XSS&quot;)>",
    r#"<IMG SRC=`javascript:alert("RSnake says, 'XSS'")`>"#,
    r#"\<a onmouseover="alert(document.cookie)"\>xxs link\</a\>"#,
    r#"<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\>"#,
    r"<IMG SRC=javascript:alert(String.fromCharCode(88,83,83))>",
    r#"<IMG SRC=# onmouseover="alert('xxs')">"#,
    r#"<IMG SRC= onmouseover="alert('xxs')">"#,
    r#"<IMG onmouseover="alert('xxs')">"#,
    r#"<IMG SRC=/ onerror="alert(String.fromCharCode(88,83,83))"></img>"#,
    "<img src=x onerror=\"&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099&#0000114\">",
    "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;&#97;&#108;&#101;&#114;&#116;(1)\">x</a>",
    "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74(1)\">x</a>",
    "<IMG SRC=\"jav\tascript:alert('XSS');\">",
    "<a href=\"jav&#x09;ascript:alert('XSS');\">x</a>",
    "<a href=\"jav&#x0A;ascript:alert('XSS');\">x</a>",
    "<a href=\" &#14;  javascript:alert('XSS');\">x</a>",
    r#"<SCRIPT/XSS SRC="http://xss.rocks/xss.js"></SCRIPT>"#,
    r#"<BODY onload!#$%&()*~+-_.,:;?@[/|\]^`=alert("XSS")>"#,
    r#"<<SCRIPT>alert("XSS");//\<</SCRIPT>"#,
    r"<SCRIPT SRC=http://xss.rocks/xss.js?< B >",
    r#"<IMG SRC="('XSS')""#,
    r"<iframe src=http://xss.rocks/scriptlet.html <",
    r"</TITLE><SCRIPT>alert('XSS');</SCRIPT>",
    r#"<INPUT TYPE="IMAGE" SRC="javascript:alert('XSS');">"#,
    r#"<BODY BACKGROUND="javascript:alert('XSS')">"#,
    r#"<IMG DYNSRC="javascript:alert('XSS')">"#,
    r#"<IMG LOWSRC="javascript:alert('XSS')">"#,
    r#"<STYLE>li {list-style-image: url("javascript:alert('XSS')");}</STYLE><UL><LI>XSS</br>"#,
    r#"<IMG SRC='vbscript:msgbox("XSS")'>"#,
    r"<svg/onload=alert('XSS')>",
    r#"<BGSOUND SRC="javascript:alert('XSS');">"#,
    r#"<BR SIZE="&{alert('XSS')}">"#,
    r#"<LINK REL="stylesheet" HREF="javascript:alert('XSS');">"#,
    r"<STYLE>@import'http://xss.rocks/xss.css';</STYLE>",
    r#"<META HTTP-EQUIV="refresh" CONTENT="0;url=javascript:alert('XSS');">"#,
    r#"<META HTTP-EQUIV="refresh" CONTENT="0;url=data:text/html base64,PHNjcmlwdD4=">"#,
    r#"<IFRAME SRC="javascript:alert('XSS');"></IFRAME>"#,
    r#"<IFRAME SRC=# onmouseover="alert(document.cookie)"></IFRAME>"#,
    r#"<FRAMESET><FRAME SRC="javascript:alert('XSS');"></FRAMESET>"#,
    r#"<TABLE BACKGROUND="javascript:alert('XSS')"><TD BACKGROUND="javascript:alert('XSS')">"#,
    r#"<DIV STYLE="background-image: url(javascript:alert('XSS'))">"#,
    r#"<DIV STYLE="width: expression(alert('XSS'));">"#,
    r#"<XSS STYLE="behavior: url(xss.htc);">"#,
    r"<!--[if gte IE 4]><SCRIPT>alert('XSS');</SCRIPT><![endif]-->",
    r#"<BASE HREF="javascript:alert('XSS');//">"#,
    r#"<OBJECT TYPE="text/x-scriptlet" DATA="http://xss.rocks/scriptlet.html"></OBJECT>"#,
    r#"<EMBED SRC="data:image/svg+xml;base64,PHN2Zz4=" type="image/svg+xml" AllowScriptAccess="always"></EMBED>"#,
    r#"<a href="data:text/html,<script>alert(1)</script>">x</a>"#,
    r#"<img src="data:image/svg+xml,<svg onload=alert(1)>">"#,
    r#"<XML ID="xss"><I><B><IMG SRC="javas<!-- -->cript:alert('XSS')"></B></I></XML>"#,
    r#"<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>"#,
    r#"<video><source onerror="alert(1)"></video>"#,
    r#"<details open ontoggle="alert(1)">"#,
    r#"<a href="  vbscript:x">x</a>"#,
];

/// Mutation attacks: harmless trees whose text, parsed again, is not.
const MUTATIONS: &[&str] = &[
    r#"<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">"#,
    r"<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    r#"<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">"#,
    r#"<svg><title><style><img src="</style><img src onerror=alert(1)>"></title></svg>"#,
    r#"<noscript><p title="</noscript><img src=x onerror=alert(1)>">"#,
    r#"<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>"#,
    r#"<table><td><svg><desc><td><title><a title="</title><img src onerror=alert(1)>">"#,
    r#"<xmp><p title="</xmp><img src=x onerror=alert(1)>">"#,
    r#"<textarea><img title="</textarea><img src onerror=alert(1)>">"#,
    r#"<select><template><style><!--</style><a rel="--></style></template></select><img id=x src onerror=alert(1)>">"#,
    r#"<a title="`onmouseover=alert(1) `">x</a>"#,
    "<img alt=\"`><script>alert(1)</script>\">",
    r#"<svg><foreignObject><p title="</foreignObject></svg><img src onerror=alert(1)>">"#,
    r"<listing>&lt;img src=1 onerror=alert(1)&gt;</listing>",
    r"<plaintext><img src=1 onerror=alert(1)>",
];

fn assert_harmless(body: &str, out: &str) {
    assert_clean(out);
    let tree = scraper::Html::parse_fragment(out);
    for element in tree.root_element().descendent_elements() {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{body}\n{out}");
            if matches!(name, "href" | "src" | "cite") {
                let known = ["http://", "https://", "data:image/gif"];
                assert!(known.iter().any(|start| value.starts_with(start)), "{body}\n{out}");
            }
            assert!(name != "style" || !value.contains(['(', '\\', '"']), "{body}\n{out}");
        }
    }
}

#[test]
fn owasp_evasions_do_nothing() {
    for body in OWASP {
        assert_harmless(body, &html(body));
        assert_harmless(body, &markdown(body));
    }
}

#[test]
fn mutations_do_nothing() {
    for body in MUTATIONS {
        assert_harmless(body, &html(body));
        assert_harmless(body, &markdown(body));
    }
}

#[test]
fn what_is_dropped_goes_with_its_content() {
    assert_eq!(
        html("<p>a<script>b</script><style>c</style><svg><text>d</text></svg>e</p>"),
        "<p>ade</p>"
    );
    assert_eq!(
        html("<form><p>Courriel</p><input name=x><button>Envoyer</button></form>"),
        "<p>Courriel</p>Envoyer"
    );
    assert_eq!(
        html("<object data='javascript:f()'></object><embed src=file:x><p>g</p>"),
        "<p>g</p>"
    );
}

#[test]
fn an_unknown_element_leaves_its_content() {
    assert_eq!(html("<mon-encadré><p>texte</p></mon-encadré>"), "<p>texte</p>");
    assert_eq!(html("<font color=red>rouge</font>"), "rouge");
}

#[test]
fn an_unclosed_element_ends_with_the_entry() {
    assert_eq!(html("<div><p>un<b>deux"), "<div><p>un<b>deux</b></p></div>");
    assert_eq!(html("</div></article>reste"), "reste");
    assert_eq!(markdown("<div>\n\ntexte"), "<div>\n<p>texte</p>\n</div>");
}

#[test]
fn classes_and_handlers_go_while_language_and_direction_stay() {
    assert_eq!(
        html(r#"<p class="x" id="y" data-z="1" onclick="f()" lang="ar" dir="rtl">سلام</p>"#),
        r#"<p lang="ar" dir="rtl">سلام</p>"#
    );
}

#[test]
fn style_keeps_what_is_on_the_list() {
    assert_eq!(
        html(
            r#"<p style="TEXT-ALIGN: center; position:fixed; font-style:italic; color:red">x</p>"#
        ),
        r#"<p style="text-align: center; font-style: italic">x</p>"#
    );
    assert_eq!(html(r#"<p style="text-align:url(x)">x</p>"#), "<p>x</p>");
}

#[test]
fn pre_keeps_every_space_and_line_end() {
    let body = "<pre>\n\n  a\t b  \n</pre>";
    assert_eq!(html(body), "<pre>\n\n  a\t b  \n</pre>");
    assert_eq!(
        markdown("```rust\nfn main() {\n    x < y;\n}\n```"),
        "<pre><code>fn main() {\n    x &lt; y;\n}\n</code></pre>"
    );
}

#[test]
fn french_typography_is_kept_byte_for_byte() {
    let text =
        "«\u{a0}Quoi\u{202f}?\u{a0}» — l’été, œuvre, 30\u{202f}000\u{a0}€ ; e\u{301} 👩🏽‍💻 שלום";
    assert_eq!(markdown(text), format!("<p>{text}</p>"));
    assert_eq!(super::entry_of_markdown(text).content_text, text);
}

#[test]
fn former_elements_come_out_under_todays_names() {
    assert_eq!(
        html("<strike>a</strike> <tt>b</tt> <acronym title=C>c</acronym>"),
        r#"<s>a</s> <code>b</code> <abbr title="C">c</abbr>"#
    );
}

#[test]
fn characters_that_xml_cannot_carry_are_removed_and_told_with_their_line() {
    use super::{article, compose};
    use feedmill::model::Syntax;
    use feedmill::problem::Code;

    let (entry, problems) = compose(&article(Syntax::Markdown), "un\n\nde\u{b}ux");
    assert_eq!(entry.unwrap().content_text, "un\n\ndeux");
    let problem = problems.iter().next().unwrap();
    assert_eq!((problem.code, problem.place.as_ref().unwrap().line), (Code::ControlCharacter, 6));

    let (entry, problems) = compose(&article(Syntax::Markdown), "un&#33;\n\nde&#11;ux");
    assert_eq!(entry.unwrap().content_html, "<p>un!</p>\n<p>deux</p>");
    let problem = problems.iter().next().unwrap();
    assert_eq!((problem.code, problem.place.as_ref().unwrap().line), (Code::ControlCharacter, 6));
}
