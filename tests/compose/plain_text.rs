//! Plain text, as a person would send it: the expected texts were written by hand.

use super::{entry_of_html, entry_of_markdown};

#[test]
fn an_article_reads_well() {
    let body = "\
Le cloud de l’État, **en bref**. Lire [le dossier](/dossier/) ou <https://example.org/x>.

#### Assurer la sécurité

* Le SI-SAMU : permet aux SAMU de répondre
  plus efficacement ;
* le SICAP :
  1. un
  2. deux

> Une citation
> sur deux lignes.
>
> — Quelqu’un

![Schéma](/a.png)

| Nom | Appels |
|-----|-------:|
| SAMU | 30 |
| SICAP, centre | 400 000 |

```sh
cargo build \\
    --release
```

Fin[^n].<br>Vraiment.

[^n]: Une note.
";
    let expected = "\
Le cloud de l’État, en bref. Lire le dossier (https://example.org/dossier/) ou https://example.org/x.

Assurer la sécurité

- Le SI-SAMU : permet aux SAMU de répondre plus efficacement ;
- le SICAP :
  1. un
  2. deux

> Une citation sur deux lignes.
>
> — Quelqu’un

[Schéma]

Nom           | Appels
--------------|--------
SAMU          | 30
SICAP, centre | 400 000

cargo build \\
    --release

Fin[1].
Vraiment.

---

1. Une note.";
    assert_eq!(entry_of_markdown(body).content_text, expected);
}

#[test]
fn nested_quotations_and_loose_lists_keep_their_marks() {
    let text = entry_of_markdown("> a\n>\n> > b\n>\n> - c\n>\n>   d\n\ne").content_text;
    assert_eq!(text, "> a\n>\n> > b\n>\n> - c\n>\n>   d\n\ne");
}

#[test]
fn addresses_are_not_told_twice() {
    for (html, text) in [
        ("<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example"),
        ("<a href='https://example.org/'>example.org</a>", "example.org"),
        ("<a href='/x'>ici</a>, là", "ici (https://example.org/x), là"),
        ("<a href='/x'><img src='/a.png' alt='Plan'></a>", "[Plan] (https://example.org/x)"),
        ("<a href='/x'><img src='/a.png' alt=''></a>", "https://example.org/x"),
    ] {
        assert_eq!(entry_of_html(html).content_text, text);
    }
}

#[test]
fn white_space_collapses_outside_pre_alone() {
    assert_eq!(
        entry_of_html("<p>a \n  <b> b</b>\t c</p><pre>a \n   b</pre>").content_text,
        "a b c\n\na \n   b"
    );
}

#[test]
fn definitions_and_details_stand_on_lines() {
    let html =
        "<dl><dt>Mot</dt><dd>Sens</dd></dl><details><summary>Plus</summary><p>Texte</p></details>";
    assert_eq!(entry_of_html(html).content_text, "Mot\n  Sens\n\nPlus\n\nTexte");
}

#[test]
fn an_alert_is_a_quotation_with_a_sign() {
    let entry = entry_of_markdown("> [!WARNING]\n> Fermé *lundi*.\n\n> [!TIP]\n> - Un\n");
    assert_eq!(
        entry.content_html,
        "<blockquote>\n<p>⚠️ Fermé <em>lundi</em>.</p>\n</blockquote>\n<blockquote>\n<p>💡</p>\n<ul>\n<li>Un</li>\n</ul>\n</blockquote>"
    );
    assert!(entry.content_text.starts_with("> ⚠️ Fermé lundi."), "{}", entry.content_text);
}
