//! The pages for people, and what is published with them.

mod contents;
mod index;
mod opml;
mod settings;
mod stylesheet;
mod words;

use scraper::{ElementRef, Html, Selector};

use crate::support::Site;

/// A site of six articles with pages.
fn newsroom() -> Site {
    Site::with_pages()
        .configured(
            "language: fr\ndescription: Ce que nous faisons\nrights: Licence Ouverte 2.0\nnamed:\n  choix:\n    title: La Fabrique – Notre choix\n    description: Ce qu’il faut lire\n    filter: {tag: Cloud}\n",
        )
        .article("un", "2024-01-01 09:00:00 +01:00", "categories: [Actualité]\ntags: [Cloud]\n")
        .article("deux", "2024-02-01 09:00:00 +01:00", "tags: [Cloud]\n")
        .article("trois", "2024-02-29 09:00:00 +01:00", "tags: [Cloud]\nsummary: <b>En</b> bref & bien.\n")
        .article("four", "2024-03-31 23:30:00 +00:00", "tags: [R&D]\nlang: en\n")
}

/// The page at `path` of the output folder.
fn page(site: &Site, path: &str) -> Html {
    Html::parse_document(&site.text(&format!("feeds/{path}")))
}

/// The texts of the elements that `selector` finds, white space collapsed.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(text).collect()
}

fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// An attribute of the elements that `selector` finds.
fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| Some(element.attr(name)?.to_owned())).collect()
}
