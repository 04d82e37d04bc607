//! Every error and warning of the library: a stable code, a place, what to do about it.
//!
//! A [`Problem`] carries the lines it underlines, so that whoever prints it needs no file.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The article cannot be published as it is.
    Error,
    /// The article is published, with the reading that the message tells.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// The stable name of a kind of problem. Names never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that is printed and that a person can search for, such as `date-impossible`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The severity that the code has unless the configuration says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// The article is larger than the limit on a content file.
    FileTooLarge = "file-too-large", Error;
    /// The path is not an ordinary file, or leads out of the site.
    FileNotRegular = "file-not-regular", Error;
    /// The path of the file is not UTF-8.
    FileNameNotUtf8 = "file-name-not-utf8", Error;
    /// The file could not be read.
    FileUnreadable = "file-unreadable", Error;
    /// The file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// The file changed while it was being published.
    FileChanged = "file-changed", Error;
    /// The file does not begin with front matter.
    FrontMatterMissing = "front-matter-missing", Error;
    /// The front matter has no closing fence.
    FrontMatterOpen = "front-matter-open", Error;
    /// The front matter is larger than its limit.
    FrontMatterTooLarge = "front-matter-too-large", Error;
    /// The front matter or the configuration is not valid YAML.
    YamlInvalid = "yaml-invalid", Error;
    /// The front matter or the configuration is not valid TOML.
    TomlInvalid = "toml-invalid", Error;
    /// The front matter or the configuration is not valid JSON.
    JsonInvalid = "json-invalid", Error;
    /// Lists and mappings nest deeper than their limit.
    TooDeep = "too-deep", Error;
    /// There are more values than the limit, in YAML most often through aliases.
    TooManyValues = "too-many-values", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Warning;
    /// A field holds a value of a kind that it cannot take.
    FieldKind = "field-kind", Error;
    /// The article has no title.
    TitleMissing = "title-missing", Error;
    /// The article has no title, and the site's generator makes one of the file's name.
    TitleFromFileName = "title-from-file-name", Warning;
    /// The article has no date.
    DateMissing = "date-missing", Error;
    /// The date names a day or a time that does not exist.
    DateImpossible = "date-impossible", Error;
    /// The date is written in a form that has no one reading.
    DateUnknownForm = "date-unknown-form", Error;
    /// The date has more than one reading.
    DateAmbiguous = "date-ambiguous", Error;
    /// The offset is one that no zone has.
    OffsetImpossible = "offset-impossible", Error;
    /// The name of a zone has no meaning, or none at that date in the site's zone.
    ZoneUnknown = "zone-unknown", Error;
    /// The date is written with a slip that leaves one reading.
    DateSlip = "date-slip", Warning;
    /// The weekday is not that of the date.
    DateWeekday = "date-weekday", Warning;
    /// The offset repeats the time of day.
    OffsetRepeatsClock = "offset-repeats-clock", Warning;
    /// The site's own generator publishes another instant for the same date.
    DateReadOtherwise = "date-read-otherwise", Warning;
    /// The local time does not exist: clocks were put forward over it.
    DateInGap = "date-in-gap", Warning;
    /// The local time exists twice: clocks were put back over it.
    DateInFold = "date-in-fold", Warning;
    /// The offset is not the one that the site's zone has on that day.
    OffsetContradictsZone = "offset-contradicts-zone", Warning;
    /// The article says that it was updated before it was published.
    UpdatedBeforePublished = "updated-before-published", Warning;
    /// A character that XML 1.0 cannot carry was removed.
    ControlCharacter = "control-character", Warning;
    /// The slug or permalink would leave the site.
    PermalinkEscapes = "permalink-escapes", Error;
    /// The permalink is not a valid URL.
    PermalinkInvalid = "permalink-invalid", Error;
    /// Two articles have one permalink.
    PermalinkDuplicate = "permalink-duplicate", Error;
    /// Two articles have one id.
    IdDuplicate = "id-duplicate", Error;
    /// The article may be one that readers know, under another path.
    ArticleMaybeKnown = "article-maybe-known", Warning;
    /// The language is not a well-formed BCP 47 tag.
    LanguageInvalid = "language-invalid", Warning;
    /// A URL in front matter or body could not be understood.
    UrlInvalid = "url-invalid", Warning;
    /// A sound, a film or what is said of it could not be understood.
    MediaInvalid = "media-invalid", Warning;
    /// A file that the article names is not among those of the site.
    MediaMissing = "media-missing", Warning;
    /// A feed shows fewer articles than it might, to stay within its bytes.
    FeedShortened = "feed-shortened", Warning;
    /// Two spellings of a term meet on one slug.
    TermSpellings = "term-spellings", Warning;
    /// A tag or shortcode is used that nothing says the meaning of.
    TemplateUnknown = "template-unknown", Warning;
    /// Template markup could not be carried out.
    TemplateFailed = "template-failed", Warning;
    /// A reference leads to no article.
    ReferenceUnknown = "reference-unknown", Warning;
    /// The HTML of the body nests deeper than its limit.
    HtmlTooDeep = "html-too-deep", Error;
    /// The configuration file is missing.
    ConfigMissing = "config-missing", Error;
    /// The configuration has a key that Feedmill does not know.
    ConfigUnknownKey = "config-unknown-key", Error;
    /// A value of the configuration is not valid.
    ConfigInvalid = "config-invalid", Error;
    /// The ledger `feedmill.lock` cannot be understood.
    LedgerInvalid = "ledger-invalid", Error;
    /// The ledger would change, and the call forbids it.
    LedgerLocked = "ledger-locked", Error;
    /// Subscribers would see what the publisher denies.
    Denied = "denied", Error;
    /// A feed, a revision or an address is not there.
    Unreachable = "unreachable", Error;
    /// What was to be read as a feed is none.
    FeedUnreadable = "feed-unreadable", Error;
    /// Two adopted feeds know one address by two ids.
    AdoptedTwice = "adopted-twice", Warning;
    /// Nothing is known of what the call names.
    UnknownArticle = "unknown-article", Error;
    /// Two feeds would be written to one folder.
    FeedFolderTaken = "feed-folder-taken", Error;
    /// A feed is said to have moved to a folder where there is none.
    FeedMissing = "feed-missing", Error;
    /// The call is wrong.
    Usage = "usage", Error;
    /// The machine failed: disk, permissions.
    Io = "io", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Where in a file a problem lies, with the lines to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the site's folder, with `/` between folders.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// The whole line or lines, without the last line ending; empty when nothing can be shown.
    pub excerpt: String,
    /// The bytes of `excerpt` to underline.
    pub underline: Range<usize>,
}

/// The longest excerpt shown on either side of what is underlined, in bytes.
const EXCERPT_REACH: usize = 160;

impl Place {
    /// The place of the bytes `span` in `text`, the whole text of the file `path`.
    ///
    /// A span over several lines is cut at the end of its first line. A span outside the text is
    /// moved to its end.
    #[must_use]
    pub fn in_text(path: &str, text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let end = end.min(line_end).max(start);
        let from = text.ceil_char_boundary(line_start.max(start.saturating_sub(EXCERPT_REACH)));
        let to = text.floor_char_boundary(line_end.min(end + EXCERPT_REACH)).max(end);
        Self {
            path: path.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            excerpt: text[from..to].to_owned(),
            underline: start - from..end - from,
        }
    }

    /// The file as a whole.
    #[must_use]
    pub fn of_file(path: &str) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1, excerpt: String::new(), underline: 0..0 }
    }
}

/// One error or warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is; absent when it concerns no file.
    pub place: Option<Place>,
    /// What was expected, beside the underlined text; may be empty.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Another place that takes part, with what it is.
    pub related: Option<(Place, String)>,
}

impl Problem {
    /// A problem of the code's own severity.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: String::new(),
            help: None,
            related: None,
        }
    }

    /// Says where the problem is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what was expected at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names a second place that takes part.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn sort_key(&self) -> (Option<(&str, usize, usize)>, Code, &str) {
        let place = self.place.as_ref();
        (
            place.map(|place| (place.path.as_str(), place.line, place.column)),
            self.code,
            &self.message,
        )
    }
}

impl fmt::Display for Problem {
    /// `path:line:column: code: message`, on one line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{}:{}:{}: ", place.path, place.line, place.column)?;
        }
        write!(formatter, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Problem {}

/// Problems collected on the way, so that one run tells them all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds those of another collection.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Puts them in the order of path, line and column, so that no thread decides it.
    pub fn sort(&mut self) {
        self.0.sort_by(|left, right| -> Ordering { left.sort_key().cmp(&right.sort_key()) });
    }

    /// How many of them are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|problem| problem.is_error()).count()
    }

    /// How many of them are warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}
