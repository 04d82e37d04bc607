//! Which front matter keys mean which field of an article.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::{Node, Scalar, Value};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, [$($alias:literal),* $(,)?];)*) => {
        /// A field of an article.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the configuration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The keys that mean it from the start, the most telling first.
            #[must_use]
            pub const fn aliases(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$($alias),*],)*
                }
            }
        }
    };
}

fields! {
    /// What the article is called.
    Title = "title", ["title", "titre"];
    /// When it was published.
    Date = "date", ["date", "publishDate", "published_at", "publishedDate", "pubDate", "date_published"];
    /// When Hugo publishes it, where that is not its date.
    Released = "released", ["publishDate"];
    /// When it was last changed.
    Updated = "updated", ["updated", "last_modified_at", "lastmod", "modified", "updated_at", "date_modified", "last_updated"];
    /// From when it is withheld again.
    Expires = "expires", ["expiryDate", "unpublishDate"];
    /// Its categories.
    Categories = "categories", ["categories", "category", "catégories", "taxonomies.categories"];
    /// Its tags.
    Tags = "tags", ["tags", "tag", "mots-cles", "taxonomies.tags"];
    /// Its lede.
    Summary = "summary", ["chapeau-text", "chapeau", "summary", "excerpt", "description", "lede", "lead"];
    /// Its lead picture.
    Picture = "picture", ["une-ou-diaporama[0].image", "image.path", "image.src", "image.url", "image", "picture", "cover.image", "cover", "featured_image", "thumbnail"];
    /// What the lead picture shows.
    PictureAlternative = "picture_alternative", ["une-ou-diaporama[0].texte-alternatif", "une-ou-diaporama[0].alt", "image.alt", "image_alt", "cover.alt"];
    /// The legend of the lead picture.
    PictureCaption = "picture_caption", ["une-ou-diaporama[0].legende", "une-ou-diaporama[0].légende", "une-ou-diaporama[0].caption", "image.caption", "image_caption", "cover.caption"];
    /// The picture that its page shows above all else.
    Banner = "banner", ["banner", "banner_image", "header.image", "hero", "hero_image"];
    /// Its sounds.
    Audio = "audio", ["audio", "podcast", "enclosure", "podcast_file", "audio_file", "audio_url"];
    /// Its films.
    Video = "video", ["video", "video_file", "video_url"];
    /// How long the sound or the film plays.
    Duration = "duration", ["duration", "podcast_duration", "itunes_duration", "durée", "duree"];
    /// The number of the episode of a podcast.
    Episode = "episode", ["episode", "podcast.episode", "episode_number", "itunes_episode", "épisode"];
    /// The number of its season.
    Season = "season", ["season", "podcast.season", "itunes_season", "saison"];
    /// Whether it is an ordinary episode, a trailer or a bonus.
    EpisodeType = "episode_type", ["episode_type", "podcast.episode_type", "itunes_episode_type"];
    /// `true` for an episode that is not for children.
    Explicit = "explicit", ["explicit", "podcast.explicit", "itunes_explicit"];
    /// Who wrote it.
    Authors = "authors", ["authors", "author", "auteur", "auteurs"];
    /// What subscribers know it by.
    Id = "id", ["id", "guid"];
    /// The last part of its permalink.
    Slug = "slug", ["slug"];
    /// Its permalink.
    Permalink = "permalink", ["permalink", "url", "path"];
    /// `false` withholds it.
    Published = "published", ["published", "publish"];
    /// `true` withholds it.
    Draft = "draft", ["draft", "brouillon"];
    /// `true` keeps it out of Eleventy's collections.
    Excluded = "excluded", ["eleventyExcludeFromCollections"];
    /// Its language.
    Language = "lang", ["lang", "language", "langue", "locale"];
    /// Who helped.
    Contributors = "contributors", ["contributors", "contributor", "contributeurs"];
    /// Who may do what with it.
    Rights = "rights", ["rights"];
    /// The page where it was published first, by somebody else.
    ExternalUrl = "external_url", ["external_url", "source.url"];
    /// The name of the feed it was taken from.
    SourceTitle = "source_title", ["source.title", "source.name"];
    /// The address of the feed it was taken from.
    SourceFeed = "source_feed", ["source.feed"];
    /// The page where it is discussed.
    Comments = "comments_url", ["comments_url"];
}

/// The way to a value: `une-ou-diaporama[0].image`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath(Vec<Step>);

/// A step of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a mapping.
    Key(String),
    /// Into a list, counted from 0.
    Item(usize),
}

impl FieldPath {
    /// Whether it is this one key.
    #[must_use]
    pub(crate) fn is_key(&self, name: &str) -> bool {
        matches!(&*self.0, [Step::Key(key)] if key == name)
    }

    /// The key that it begins with.
    fn key(&self) -> Option<&str> {
        match self.0.first()? {
            Step::Key(key) => Some(key),
            Step::Item(_) => None,
        }
    }

    /// Reads a path. Nothing if a bracket holds no number, or a key is empty.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in path.split('.') {
            let (key, items) =
                part.split_once('[').map_or((part, None), |(key, items)| (key, Some(items)));
            if key.is_empty() {
                return None;
            }
            steps.push(Step::Key(key.to_owned()));
            if let Some(items) = items {
                for item in items.strip_suffix(']')?.split("][") {
                    steps.push(Step::Item(item.parse().ok()?));
                }
            }
        }
        Some(Self(steps))
    }

    /// The value it leads to, if it is there and not null.
    #[must_use]
    pub fn find<'a>(&self, front_matter: &'a Node) -> Option<&'a Node> {
        self.0
            .iter()
            .try_fold(front_matter, |node, step| match step {
                Step::Key(key) => node.get(key).or_else(|| node.get_in_any_case(key)),
                Step::Item(index) => node.item(*index),
            })
            .filter(|node| !node.is_null())
    }
}

/// The keys by which a generator calls a field, in place of those known from the start.
pub(crate) type Keys = &'static [(Field, &'static [&'static str])];

/// The keys of every field: the publisher's own first, then those of the site's generator, or those
/// known from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    paths: BTreeMap<Field, Vec<FieldPath>>,
    /// How many of the paths are the publisher's own.
    own: BTreeMap<Field, usize>,
    /// The fields whose paths begin with a key, which is in small letters.
    by_key: BTreeMap<String, FieldSet>,
    /// Whether `published` is a flag only if it is true or false, as the generator has it.
    published_may_be_date: bool,
}

impl Fields {
    /// Puts the publisher's paths before the known ones, which are those in `keys` where a field has
    /// some there.
    #[must_use]
    pub(crate) fn with(own: BTreeMap<Field, Vec<FieldPath>>, keys: Keys) -> Self {
        let (mut paths, mut by_key) = (own, BTreeMap::<String, FieldSet>::new());
        let own = paths.iter().map(|(field, paths)| (*field, paths.len())).collect();
        for &field in Field::ALL {
            let of_generator = keys.iter().find(|(named, _)| *named == field);
            let known = of_generator.map_or_else(|| field.aliases(), |(_, keys)| *keys);
            let known = known.iter().filter_map(|alias| FieldPath::parse(alias));
            let paths = paths.entry(field).or_default();
            paths.extend(known);
            for key in paths.iter().filter_map(FieldPath::key) {
                by_key.entry(key.to_ascii_lowercase()).or_default().add(field);
            }
        }
        let published_may_be_date = keys.iter().any(|(field, _)| *field == Field::Published);
        Self { paths, own, by_key, published_may_be_date }
    }

    /// The value of `field`: the first of its keys that is there and not null.
    #[must_use]
    pub fn find<'a>(&self, field: Field, front_matter: &'a Node) -> Option<&'a Node> {
        let mut found = self.paths(field).iter().filter_map(|path| path.find(front_matter));
        found.find(|node| match field {
            Field::Published => !self.published_may_be_date || is_flag(node),
            Field::Date | Field::Released => !self.published_may_be_date || !is_flag(node),
            _ => true,
        })
    }

    /// The ways to the value of `field`, the most telling first.
    #[must_use]
    pub fn paths(&self, field: Field) -> &[FieldPath] {
        self.paths.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The field that the key most likely means, and its name for it, where the key is no name of any
    /// but differs from one by a letter or two.
    #[must_use]
    pub fn resembling(&self, key: &str) -> Option<(Field, &'static str)> {
        let folded = folded(key);
        if self.by_key.contains_key(&key.to_lowercase())
            || folded.chars().count() < 3
            || OWN_KEYS.contains(&folded.as_str())
        {
            return None;
        }
        let names = TYPED_FIELDS.iter().flat_map(|field| {
            let names = field.aliases().iter().filter(|name| name.len() > 3 && !name.contains('.'));
            names.map(|name| (*field, *name))
        });
        let distance = |name: &str| strsim::osa_distance(&self::folded(name), &folded);
        let (field, name) = names.min_by_key(|(_, name)| distance(name))?;
        let most = if name.chars().count() < 8 { 1 } else { 2 };
        (distance(name) <= most).then_some((field, name))
    }

    /// Whether the publisher named keys for `field`, and `front_matter` has none of them: what stands
    /// under a known key may then mean something else.
    #[must_use]
    pub fn is_elsewhere(&self, field: Field, front_matter: &Node) -> bool {
        let own = self.own.get(&field).copied().unwrap_or(0);
        let mut paths = self.paths.get(&field).into_iter().flatten().take(own);
        own > 0 && !paths.any(|path| path.find(front_matter).is_some())
    }

    /// The fields that may be in `front_matter`: no other can be found there.
    #[must_use]
    pub fn hinted(&self, front_matter: &Node) -> FieldSet {
        let Value::Mapping(mapping) = &front_matter.value else { return FieldSet::default() };
        let sets = mapping.iter().filter_map(|(key, _)| {
            let as_written = self.by_key.get(&key.name);
            as_written.or_else(|| self.by_key.get(&key.name.to_ascii_lowercase())).copied()
        });
        sets.fold(FieldSet::default(), |all, set| FieldSet(all.0 | set.0))
    }
}

/// The fields whose keys people type in each article.
const TYPED_FIELDS: &[Field] = &[
    Field::Title,
    Field::Date,
    Field::Updated,
    Field::Categories,
    Field::Tags,
    Field::Summary,
    Field::Authors,
    Field::Draft,
    Field::Published,
];

/// Keys of sites' own that are a letter away from a field's.
const OWN_KEYS: &[&str] =
    &["data", "gate", "rate", "tabs", "leads", "lean", "load", "title_en", "titles"];

/// A key in small letters, without accents.
fn folded(key: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    key.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// Some of all fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSet(u64);

impl FieldSet {
    const fn add(&mut self, field: Field) {
        self.0 |= 1 << field as u8;
    }

    /// Whether `field` is one of them.
    #[must_use]
    pub const fn has(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self::with(BTreeMap::new(), &[])
    }
}

fn is_flag(node: &Node) -> bool {
    node.as_scalar().and_then(Scalar::as_bool).is_some()
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
