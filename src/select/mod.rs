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

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::config::{Config, FeedPath, Filter, Window};
use crate::model::{ArticleRecord, FeedKey, FeedPlace, FeedPlan, Format, Ledger, Part};
use crate::problem::{Problem, Problems};
use newest::Newest;

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

/// Every feed of the site: the whole, each section, each category, each tag, each named filter, and
/// those whose term no article has any more. Terms whose spellings differ are told to `problems`.
///
/// # Errors
/// There are more terms than any site has.
pub fn plans(world: World<'_>, problems: &mut Problems) -> Result<Vec<FeedPlan>, Box<Problem>> {
    let config = world.config;
    let mut plans = vec![site(world, &Filter::All(Vec::new()))];
    plans.extend(sections::plans(world, problems));
    plans.extend(terms::plans(world, problems)?);
    plans.extend(config.named.iter().map(|named| {
        let described = Described {
            key: FeedKey::Named(named.name.clone()),
            label: without_site(&named.title, &config.site.title).to_owned(),
            title: named.title.clone(),
            description: named.description.clone().unwrap_or_else(|| named.title.clone()),
            place: named.path.with("", &config.feeds.names),
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

/// The feed of the whole site, narrowed to a filter.
#[must_use]
pub fn site(world: World<'_>, filter: &Filter) -> FeedPlan {
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
    described.plan(matching(world, filter, window), window, world)
}

fn matching(world: World<'_>, filter: &Filter, window: &Window) -> Newest {
    let today = world.now.with_timezone(&world.config.timezone).date_naive();
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
    for plan in plans {
        for part in plan.parts() {
            let folder = plan.place.folder_of(part);
            let Some(other) = taken.insert(folder, plan) else { continue };
            let message = format!(
                "the feeds “{}” and “{}” have one place, `{}`",
                other.title,
                plan.title,
                plan.place.folder_of(part)
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
        let remembered = ledger.feeds.get(&key.name());
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
