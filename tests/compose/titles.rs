//! Titles, as their authors would expect them in a list.

use feedmill::compose::plain_title;

#[test]
fn titles_are_plain_text() {
    for (written, plain) in [
        ("Focus sur les succès du cloud public", "Focus sur les succès du cloud public"),
        (
            "L’accessibilité, c’est <em>dès la première maquette</em>",
            "L’accessibilité, c’est dès la première maquette",
        ),
        ("H<sub>2</sub>O &amp; CO<sub>2</sub>", "H2O & CO2"),
        ("Fish &#38; chips &eacute;", "Fish & chips é"),
        ("AT&T", "AT&T"),
        ("AT&notes & R&D", "AT&notes & R&D"),
        ("Why Vec<T> is not Vec<U>", "Why Vec<T> is not Vec<U>"),
        ("a < b", "a < b"),
        ("if a<b then c>d", "if a<b then c>d"),
        ("Why <em> matters", "Why <em> matters"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Un <b>gras", "Un <b>gras"),
        ("Ligne une<br>ligne deux", "Ligne une ligne deux"),
        ("  trop \n\t d’espaces  ", "trop d’espaces"),
        ("Quoi\u{202f}? «\u{a0}Rien\u{a0}»", "Quoi\u{202f}? «\u{a0}Rien\u{a0}»"),
        ("tab\u{b}ulation &#11;verticale", "tabulation verticale"),
        ("&lt;em&gt; expliqué", "<em> expliqué"),
        ("שלום 👩🏽‍💻 e\u{301}", "שלום 👩🏽‍💻 e\u{301}"),
        ("*étoiles* et `code`", "*étoiles* et `code`"),
        ("]]>", "]]>"),
    ] {
        assert_eq!(plain_title(written), plain, "{written}");
    }
}
