//! From all articles to what each feed shows: which articles, in what order, in which feed.
//!
//! Pure. An article that is withheld leaves no trace: terms are counted after it is gone.

mod archive;
mod edition;
mod former;
mod matching;
mod newest;
mod sections;
mod terms;
mod unmatched;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::config::{Config, FeedPath, Filter, Window};
use crate::model::{ArticleRecord, FeedKey, FeedPlace, FeedPlan, Format, Ledger, Part};
use crate::problem::{Problem, Problems};
use newest::Newest;

pub use unmatched::unmatched;

/// Puts articles newest first; of two at one instant the one whose permalink sorts first.
pub fn order(articles: &mut [ArticleRecord]) {
    articles.sort_unstable_by(|left, right| {
        right.published.cmp(&left.published).then_with(|| left.permalink.cmp(&right.permalink))
    });
}

/// Takes out the articles dated after `now`, soonest first.
pub fn embargoed(articles: &mut Vec<ArticleRecord>, now: DateTime<Utc>) -> Vec<ArticleRecord> {
    let mut embargoed: Vec<ArticleRecord> =
        articles.extract_if(.., |article| article.published.utc() > now).collect();
    embargoed.sort_by(|left, right| {
        left.published.cmp(&right.published).then_with(|| left.permalink.cmp(&right.permalink))
    });
    embargoed
}

/// Takes out the articles that were to be seen until `now` or earlier.
pub fn expired(articles: &mut Vec<ArticleRecord>, now: DateTime<Utc>) -> Vec<ArticleRecord> {
    let is_expired =
        |article: &mut ArticleRecord| article.expires.is_some_and(|expires| expires.utc() <= now);
    articles.extract_if(.., is_expired).collect()
}

/// What feeds are made of.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The articles that feeds may show, in [`order`].
    pub articles: &'a [ArticleRecord],
    /// The publisher's decisions.
    pub config: &'a Config,
    /// What the last publication said.
    pub ledger: &'a Ledger,
    /// The instant that counts as now.
    pub now: DateTime<Utc>,
    /// Whether no article is broken. One that is may be mended, so a feed that lacks it has not ended.
    pub is_whole: bool,
}

impl World<'_> {
    /// The day in the site's zone.
    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.config.timezone).date_naive()
    }
}

/// Every feed of the site: the whole, each section, each category, each tag, each named filter, and
/// those whose term no article has any more. Terms whose spellings differ are told to `problems`.
///
/// # Errors
/// There are more terms than any site has.
pub fn plans(world: World<'_>, problems: &mut Problems) -> Result<Vec<FeedPlan>, Box<Problem>> {
    let config = world.config;
    let mut plans = vec![site(world)];
    plans.extend(sections::plans(world, problems));
    plans.extend(terms::plans(world, problems)?);
    plans.extend(config.named.iter().map(|named| {
        let described = Described {
            key: FeedKey::Named(named.name.clone()),
            label: without_site(&named.title, &config.site.title).to_owned(),
            title: named.title.clone(),
            description: named.description.clone().unwrap_or_else(|| named.title.clone()),
            place: named.path.with("", "", &config.feeds.names),
            home_page_url: named.home_page_url.clone(),
        };
        described.plan(matching(world, &named.filter, &named.window), &named.window, world)
    }));
    let ended = former::ended(&plans, world);
    plans.extend(ended);
    former::moved(&mut plans, config, problems);
    // What is published in no format is no feed.
    plans.retain(|plan| !plan.formats.is_empty() || plan.key == FeedKey::Site);
    meeting(&plans, config, problems);
    Ok(plans)
}

/// One feed for one occasion, of the articles that pass a filter. It is written to the output folder itself.
///
/// RFC 4287, section 4.2.6: its id is not that of the site's feed. If it is of one category or tag, it is that feed
/// again, and says where that is published; of another, nobody knows the address.
///
/// # Errors
/// Those of [`plans`].
pub fn once(world: World<'_>, filter: &Filter) -> Result<FeedPlan, Box<Problem>> {
    let config = world.config;
    let name = filter.name();
    let own = plans(world, &mut Problems::new())?.into_iter().find(|plan| plan.key.name() == name);
    let window = &Window { archive: None, ..config.feeds.window.clone() };
    let described = match &own {
        Some(FeedPlan { label, title, description, place, home_page_url, .. }) => Described {
            key: FeedKey::Site,
            label: label.clone(),
            title: title.clone(),
            description: description.clone(),
            place: place.clone(),
            home_page_url: home_page_url.clone(),
        },
        None => described_by(filter, name, config),
    };
    // It is not remembered, but what it is again may be.
    let nothing = Ledger::default();
    let alone = World { ledger: &nothing, ..world };
    let plan = described.plan(matching(world, filter, window), window, alone);
    let place = FeedPlace { names: Arc::clone(&config.feeds.names), ..FeedPlace::default() };
    let plan = FeedPlan { place, address: None, ..plan };
    let Some(own) = own else { return Ok(plan) };
    let is_published = plan.formats.iter().all(|format| own.formats.contains(format));
    let is_same = own.edition.digest == plan.edition.digest;
    Ok(FeedPlan {
        id: own.id,
        address: own.address.filter(|_| is_published),
        edition: if is_same { own.edition } else { plan.edition },
        ended: own.ended,
        ..plan
    })
}

fn described_by(filter: &Filter, name: String, config: &Config) -> Described {
    let label = filter.title();
    let joined = |before: &str, after: &str| {
        let between = if label.is_empty() { "" } else { " – " };
        format!("{before}{between}{after}")
    };
    Described {
        key: FeedKey::Site,
        title: joined(&config.site.title, &label),
        description: joined(&label, &config.site.description),
        label,
        place: FeedPlace { folder: name, names: Arc::clone(&config.feeds.names), elsewhere: None },
        home_page_url: config.site.base_url.to_string(),
    }
}

/// The feed of the whole site.
fn site(world: World<'_>) -> FeedPlan {
    let config = world.config;
    let described = Described {
        key: FeedKey::Site,
        label: config.site.title.clone(),
        title: config.site.title.clone(),
        description: config.site.description.clone(),
        place: FeedPlace { names: Arc::clone(&config.feeds.names), ..FeedPlace::default() },
        home_page_url: config.site.base_url.to_string(),
    };
    let window = &config.feeds.window;
    described.plan(matching(world, &Filter::All(Vec::new()), window), window, world)
}

fn matching(world: World<'_>, filter: &Filter, window: &Window) -> Newest {
    let today = world.today();
    let mut newest = Newest::new(window);
    let numbered = world.articles.iter().enumerate();
    numbered
        .filter(|(_, article)| matching::matches(filter, article, world.config, today))
        .for_each(|(position, _)| newest.push(position));
    newest
}

/// The id of a feed that is published for the first time: by its address, unless another feed, which has
/// moved away from there, has that id for good.
fn new_id(place: &FeedPlace, config: &Config, ledger: &Ledger) -> String {
    let by_address = |format| {
        let file = place.file(Part::Subscription, format);
        config.ids.id_of(&config.feeds.address(&file))
    };
    let is_free = |id: &String| !ledger.feeds.values().any(|feed| feed.id == *id);
    let id = Format::ALL.into_iter().map(by_address).find(is_free);
    id.unwrap_or_else(|| by_address(Format::Atom))
}

/// Reports the feeds that would be written to the folder of another.
fn meeting(plans: &[FeedPlan], config: &Config, problems: &mut Problems) {
    let mut taken: BTreeMap<String, &FeedPlan> = BTreeMap::new();
    let mut paths = config.feeds.paths(&config.named);
    let has_files = paths.any(|path| path.file_elsewhere().is_some());
    for plan in plans {
        let folders = plan.parts().map(|part| plan.place.folder_of(part));
        let files = plan.formats.iter().map(|format| plan.place.file(Part::Subscription, *format));
        for place in folders.chain(files.filter(|_| has_files)) {
            let Some(other) = taken.insert(place.clone(), plan) else { continue };
            let message = format!(
                "the feeds “{}” and “{}” have one place, `{place}`",
                other.title, plan.title,
            );
            problems.push(path(&plan.key, config).taken(path(&other.key, config), message));
        }
    }
}

/// What decides where the feed of `key` is.
fn path<'a>(key: &FeedKey, config: &'a Config) -> &'a FeedPath {
    match key {
        FeedKey::Term(taxonomy, _) => &config.feeds.of(*taxonomy).path,
        FeedKey::Named(name)
            if let Some(feed) = config.named.iter().find(|feed| feed.name == *name) =>
        {
            &feed.path
        }
        FeedKey::Site | FeedKey::Section(_) | FeedKey::Named(_) => &config.feeds.sections,
    }
}

/// The title of a feed without the site's in front of it.
fn without_site<'a>(title: &'a str, site: &str) -> &'a str {
    let rest =
        title.strip_prefix(site).map(|rest| rest.trim_start_matches([' ', '–', '-', ':', '|']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// What a feed is of, before it is known what it shows.
struct Described {
    key: FeedKey,
    label: String,
    title: String,
    description: String,
    place: FeedPlace,
    home_page_url: String,
}

impl Described {
    /// The plan for a feed of these articles.
    fn plan(self, newest: Newest, window: &Window, world: World<'_>) -> FeedPlan {
        let Self { key, label, title, description, place, home_page_url } = self;
        let World { articles, config, ledger, .. } = world;
        let remembered = former::remembered(&key, &place, config, ledger);
        let total = newest.total();
        let pages = remembered.map_or(&[] as &[BTreeSet<Arc<str>>], |feed| &feed.pages);
        let (shown, archive) = archive::arrange(newest.into_positions(), articles, window, pages);
        let before = remembered.and_then(|feed| feed.edition);
        let edition = edition::of([&title, &description], &shown, before, None, world);
        FeedPlan {
            // RFC 4287, section 4.2.6: permanent, also when the site gets another address.
            id: remembered.map_or_else(|| new_id(&place, config, ledger), |feed| feed.id.clone()),
            key,
            label,
            title,
            description,
            address: Some(place.clone()),
            place,
            home_page_url,
            formats: window.formats.clone(),
            content: window.content,
            max_bytes: window.max_bytes,
            total,
            articles: shown,
            archive,
            edition,
            ended: None,
            moved_from: Vec::new(),
            former_files: Vec::new(),
        }
    }
}
