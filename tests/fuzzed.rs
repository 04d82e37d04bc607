//! What the fuzz targets of `fuzz/` found, each as the smallest case that a person could cut out.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use feedmill::compare::{Redirects, compare, snapshot};
use feedmill::date::{Rules, read};

use crate::support::Site;

#[test]
fn a_date_that_is_refused_says_how_to_write_it() {
    let time_of_day = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let zone = feedmill::model::Zone::named("Europe/Paris").unwrap();
    let rules = Rules { zone, time_of_day, show_site_offset: false };
    let refusal = read("2023-01-29 18:30:22 -0 -00", &rules).unwrap_err();
    assert_eq!(refusal.message, "a second offset follows the first");
    assert_eq!(refusal.label, "the date has its offset already");
    assert_eq!(refusal.help.as_deref(), Some("take one of the two out"));
}

#[test]
fn a_feed_whose_entries_share_an_id_is_like_itself() {
    let item = |title: &str| {
        format!(
            "<item><guid>1</guid><title>{title}</title><link>https://example.org/</link></item>"
        )
    };
    let feed = |items: String| {
        let rss = format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>");
        snapshot(&BTreeMap::from([("rss.xml".to_owned(), rss.into_bytes())]))
    };
    let twice = feed(item("One") + &item("Two"));
    assert_eq!(twice["rss.xml"].items.len(), 2);
    assert_eq!(compare(&twice, &twice, &Redirects::default()), []);
}

#[test]
fn a_ledger_puts_nothing_into_a_feed_that_xml_cannot_carry() {
    let site = Site::new().article("a", "2024-06-27", "tags: [Cloud]\n");
    site.build().unwrap();
    let ledger = site.text("feedmill.lock").replace("/tags/cloud/", "/tags/cl\u{2}oud/");
    assert!(ledger.contains('\u{2}'));
    site.write("feedmill.lock", ledger);
    site.build().unwrap();
    let atom = site.text("feeds/tags/cloud/atom.xml");
    let document = roxmltree::Document::parse(&atom).unwrap();
    let is_id =
        |node: &roxmltree::Node<'_, '_>| node.has_tag_name(("http://www.w3.org/2005/Atom", "id"));
    let id = document.root_element().children().find(is_id).unwrap();
    assert_eq!(id.text(), Some("https://www.example.org/feeds/tags/cloud/atom.xml"));
}

#[test]
fn a_folder_that_no_feed_can_have_is_told_as_the_ledgers_fault() {
    let site = Site::new().article("a", "2024-06-27", "tags: [Cloud]\n");
    site.build().unwrap();
    let before = site.text("feeds/atom.xml");
    let ledger = site.text("feedmill.lock");
    for folder in ["tags/cl\0oud", "tags//cloud", "tags/./cloud", "tags/cloud/"] {
        let damaged = ledger.replace("feed\ttags/cloud\t", &format!("feed\t{folder}\t"));
        assert_ne!(damaged, ledger);
        site.write("feedmill.lock", damaged);
        let run = site.run(&[]);
        assert_eq!(run.exit, 3, "{folder}");
        assert!(run.messages.starts_with("error[ledger-invalid]"), "{}", run.messages);
        assert_eq!(site.text("feeds/atom.xml"), before);
    }
}
