//! `feedmill adopt`: the ids that readers know from the feeds of another publisher.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use url::Url;

use super::{Failure, Publication, Request, prepare_with};
use crate::compare::{self, Feed, Item};
use crate::config::Config;
use crate::model::{
    BodyFingerprint, Format, Ledger, LedgerEntry, Part, State, Timestamp, TitleFingerprint,
};
use crate::problem::{Code, Place, Problem, Problems};
use crate::publish::{self, Publisher};
use crate::retrieve;

/// How many pages of one archive are read at most.
const MOST_PAGES: usize = 1000;

/// What an adoption took over.
#[derive(Debug, Clone, Default)]
pub struct Adoption {
    /// How many documents were read, archived pages among them.
    pub documents: usize,
    /// How many ids the ledger has learnt.
    pub adopted: usize,
    /// How many entries it knew already.
    pub known: usize,
    /// How many of the adopted are articles of the content; nothing if it has errors.
    pub found: Option<usize>,
    /// The entries that are no article of the content: their titles and addresses.
    pub missing: Vec<(String, String)>,
    /// The address of each feed, and the file of ours that it should lead to; nothing if a feed will be there.
    pub addresses: Vec<(String, Option<String>)>,
    /// What was noticed.
    pub problems: Problems,
}

/// Reads feeds, in files or at addresses, with their archived pages, and takes their ids over.
///
/// # Errors
/// A feed cannot be read, or the ledger not be written. Then nothing is taken over.
pub fn adopt(request: &Request, config: &Config, feeds: &[String]) -> Result<Adoption, Failure> {
    let (mut items, mut addresses) = (Vec::new(), Vec::new());
    let mut adoption = Adoption::default();
    for feed in feeds {
        let read = read_all(feed, &mut items).map_err(|problem| match problem.code {
            Code::FeedUnreadable => Failure::Content((*problem).into()),
            _ => Failure::Machine(problem),
        });
        let (documents, address) = read?;
        adoption.documents += documents;
        addresses.extend(address);
    }
    let mut publisher =
        Publisher::open(&request.site, &request.output, &|| {}).map_err(Failure::machine)?;
    let mut ledger = publish::ledger(&request.site).map_err(Failure::machine)?;
    let taken = take(&items, &mut ledger, &mut adoption);
    if let Ok(publication) = prepare_with(ledger.clone(), request, config) {
        let found: BTreeSet<&str> =
            publication.articles.iter().map(|article| &*article.id.value).collect();
        let missing = taken.iter().filter(|item| !found.contains(item.id.as_str()));
        adoption.missing =
            missing.map(|item| (item.title.clone(), address(item).to_owned())).collect();
        adoption.found = Some(taken.len() - adoption.missing.len());
        adoption.addresses = led(addresses, &publication, config);
    }
    publisher.publish_ledger(&ledger).map_err(Failure::machine)?;
    Ok(adoption)
}

/// The address of a feed, and its format.
type Address = (String, &'static str);

/// Where the feeds at these addresses, each in a format, should lead to.
fn led(
    addresses: Vec<Address>,
    publication: &Publication,
    config: &Config,
) -> Vec<(String, Option<String>)> {
    let files = publication.plans.iter().flat_map(|plan| {
        plan.formats.iter().map(|format| plan.place.file(Part::Subscription, *format))
    });
    let ours: BTreeSet<String> = files.map(|file| config.feeds.address(&file).into()).collect();
    let led = |(address, format): Address| {
        let file = (!ours.contains(&address)).then(|| {
            let format =
                Format::ALL.into_iter().find(|ours| ours.title().eq_ignore_ascii_case(format));
            config.feeds.names.of(format.unwrap_or(Format::Rss)).to_owned()
        });
        (address, file)
    };
    addresses.into_iter().map(led).collect()
}

/// The entries of a feed and of the pages that it leads to: how many documents that were, and the address
/// of the feed with its format, if it is known.
fn read_all(named: &str, items: &mut Vec<Item>) -> Result<(usize, Option<Address>), Box<Problem>> {
    let mut seen = BTreeSet::from([named.to_owned()]);
    let mut feed = read_one(named, &retrieve::bytes(named)?)?;
    let of_call = retrieve::is_address(named).then(|| named.to_owned());
    let address = of_call.or_else(|| feed.url.clone()).map(|address| (address, feed.format));
    // A feed in a file leads nowhere: nobody has asked for the network.
    while retrieve::is_address(named) && seen.len() < MOST_PAGES {
        let Feed { items: read, older, is_paged, .. } = feed;
        items.extend(read);
        let by_number = || is_paged.then(|| numbered(named, seen.len() + 1)).flatten();
        let Some(next) = older.or_else(by_number).filter(|next| seen.insert(next.clone())) else {
            return Ok((seen.len(), address));
        };
        feed = match retrieve::page(&next)? {
            Some(bytes) => read_one(&next, &bytes)?,
            // After its last page WordPress has none.
            None if is_paged => return Ok((seen.len() - 1, address)),
            None => return Err(Box::new(retrieve::nothing_at(&next))),
        };
    }
    items.extend(feed.items);
    Ok((seen.len(), address))
}

fn read_one(named: &str, bytes: &[u8]) -> Result<Feed, Box<Problem>> {
    compare::read(bytes).map_err(|reason| {
        let problem = Problem::new(Code::FeedUnreadable, format!("this is not a feed: {reason}"))
            .at(Place::of_file(named))
            .help("name the address or the file of an Atom, RSS or JSON feed");
        Box::new(problem)
    })
}

/// The address of a page of WordPress's.
fn numbered(address: &str, page: usize) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    let mut query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    query.retain(|(key, _)| key != "paged");
    url.query_pairs_mut().clear().extend_pairs(query).append_pair("paged", &page.to_string());
    Some(url.into())
}

/// Puts the entries into the ledger; those that were taken.
fn take<'a>(items: &'a [Item], ledger: &mut Ledger, adoption: &mut Adoption) -> Vec<&'a Item> {
    let known = ledger.articles.iter();
    let mut ids: BTreeMap<Arc<str>, Arc<str>> =
        known.map(|(id, known)| (Arc::clone(&known.first_permalink), Arc::clone(id))).collect();
    let mut new: BTreeMap<Arc<str>, LedgerEntry> = BTreeMap::new();
    let mut taken = Vec::new();
    let nameless = items.iter().filter(|item| item.id.trim().is_empty()).count();
    if nameless > 0 {
        let message = format!("entries without an id, an address or a title: {nameless}");
        let problem = Problem::new(Code::AdoptedWithoutId, message);
        adoption.problems.push(problem.help("readers cannot recognise them; they are skipped"));
    }
    for item in items.iter().filter(|item| !item.id.trim().is_empty()) {
        let (id, permalink): (Arc<str>, Arc<str>) = (item.id.as_str().into(), address(item).into());
        if ledger.articles.get(&id).is_some() || new.contains_key(&id) {
            adoption.known += 1;
            continue;
        }
        if let Some(known) = ids.get(&permalink) {
            adoption.problems.push(
                Problem::new(
                    Code::AdoptedTwice,
                    format!("`{permalink}` has the id `{known}` and another, `{id}`"),
                )
                .help("the first is kept; name the feed that most people read first"),
            );
            continue;
        }
        ids.insert(Arc::clone(&permalink), Arc::clone(&id));
        let entry = LedgerEntry {
            state: State::Adopted,
            published: item
                .published
                .map_or_else(Timestamp::epoch, |at| Timestamp::new(at.fixed_offset())),
            path: "".into(),
            first_permalink: permalink,
            title: TitleFingerprint::of_title(&item.title),
            body: BodyFingerprint::of_body(&item.plain_text()),
        };
        new.insert(id, entry);
        taken.push(item);
    }
    ledger.articles.extend(new);
    adoption.adopted = taken.len();
    taken
}

fn address(item: &Item) -> &str {
    item.link.as_deref().unwrap_or(&item.id)
}
