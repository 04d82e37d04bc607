//! The kinds of problem: a stable name, a severity and an explanation for each.

use std::fmt;

/// How bad a [`Problem`](super::Problem) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The article cannot be published as it is.
    Error,
    /// The article is published, with the reading that the message tells.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// The stable name of a kind of problem. Names never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])* $variant,)*
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

            /// What it means: one sentence, an empty line, then why it matters and how to fix it.
            ///
            /// It is the documentation of the variant.
            #[must_use]
            pub fn explanation(self) -> String {
                let documentation = match self {
                    $(Self::$variant => concat!($($doc, "\n"),*),)*
                };
                let lines: Vec<&str> = documentation.lines().map(str::trim).collect();
                let paragraphs: Vec<String> =
                    lines.split(|line| line.is_empty()).map(|lines| lines.join(" ")).collect();
                paragraphs.join("\n\n")
            }

            /// The code of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
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
    /// Nothing can listen at the address that `feedmill serve` was to serve at.
    ///
    /// Most often another program listens there already, such as a preview that was left running.
    /// Stop that one, or choose another port with `--port`.
    PortTaken = "port-taken", Error;
    /// The article is larger than the limit on a content file.
    ///
    /// Feedmill reads articles of up to 16 MiB, so that one file cannot take the machine. Move
    /// pictures and data that are written into the article to files beside it.
    FileTooLarge = "file-too-large", Error;
    /// The path is not an ordinary file, or leads out of the site.
    ///
    /// Pipes and devices could be read for ever, and links out of the site could publish what is
    /// not meant for it. Replace it by an ordinary file inside the site's folder.
    FileNotRegular = "file-not-regular", Error;
    /// The path of the file is not UTF-8.
    ///
    /// The path becomes part of addresses and messages, which are UTF-8. Rename the file.
    FileNameNotUtf8 = "file-name-not-utf8", Error;
    /// The file could not be read.
    ///
    /// Most often the permissions of the file or of a folder above it do not let the job in, or
    /// links lead in a circle.
    FileUnreadable = "file-unreadable", Error;
    /// The folder of the articles is not there.
    ///
    /// Without it, every feed would be empty. Write its name behind `content:` in `feedmill.yaml`, or name
    /// the site's folder with `--site DIR`.
    ContentMissing = "content-missing", Error;
    /// The file is not UTF-8.
    ///
    /// Bytes of another encoding would come out as other letters. Save the file in the encoding
    /// UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// The file changed while it was being published.
    ///
    /// Its front matter and its body may not belong together. Build again when nobody is saving.
    FileChanged = "file-changed", Error;
    /// The file does not begin with front matter.
    ///
    /// Without it nothing is known of the article. Begin the file with a line `---`, the fields,
    /// and another line `---`.
    FrontMatterMissing = "front-matter-missing", Error;
    /// The front matter has no closing fence.
    ///
    /// The whole article would be read as fields. Put a line `---` after the last field.
    FrontMatterOpen = "front-matter-open", Error;
    /// The front matter is larger than its limit.
    ///
    /// Fields are read for every article at every build, up to 64 KiB each. Move long texts into
    /// the body.
    FrontMatterTooLarge = "front-matter-too-large", Error;
    /// The front matter or the configuration is not valid YAML.
    ///
    /// Texts that hold `: ` or ` #`, or that begin with a sign such as `[`, `@` or `%`, want quotes
    /// around them. Tabs cannot indent.
    YamlInvalid = "yaml-invalid", Error;
    /// A part of what was written is taken for something else, and is in no feed.
    ///
    /// In YAML ` #1` begins a comment, `!Urgent` is the name of a type, and an item of a list that is
    /// indented more than the one above continues it. Put quotes around the text, or begin the item below
    /// the others. In a body a `<` that was meant as text most often begins a tag, as in `Vec<Select>`,
    /// `<your-name>` or a `<script>` without its end; forms and their fields are in no feed either. Write
    /// `&lt;`, or mark it as code. Text that the article itself hides is not counted.
    TextLost = "text-lost", Warning;
    /// The front matter or the configuration is not valid TOML.
    ///
    /// Texts want quotes, and a key stands once in its table.
    TomlInvalid = "toml-invalid", Error;
    /// The front matter or the configuration is not valid JSON.
    ///
    /// Keys and texts want double quotes, and no comma stands before a closing bracket.
    JsonInvalid = "json-invalid", Error;
    /// Lists and mappings nest deeper than their limit.
    ///
    /// No field needs so many levels; the limit keeps a hostile file from exhausting the machine.
    TooDeep = "too-deep", Error;
    /// There are more values than the limit, in YAML most often through aliases.
    ///
    /// A few lines of aliases can stand for millions of values. Write the values out, or fewer of
    /// them.
    TooManyValues = "too-many-values", Error;
    /// A key stands twice in one mapping.
    ///
    /// The last one counts, which may not be the one that was meant. Remove the other.
    DuplicateKey = "duplicate-key", Warning;
    /// A key in the front matter has no meaning, and differs by a letter or two from one that has.
    ///
    /// `tgas: [Cloud]` gives an article no tag. Correct the key; if your templates use it as it is,
    /// turn this warning off with `severity: {key-misspelled: off}`.
    KeyMisspelled = "key-misspelled", Warning;
    /// A field holds a value of a kind that it cannot take.
    ///
    /// For instance a list where one text is expected. If your site uses the key for something
    /// else, name another key for the field under `fields:` in `feedmill.yaml`.
    FieldKind = "field-kind", Error;
    /// The article has no title.
    ///
    /// Feeds cannot do without: RSS and Atom readers list articles by their titles. Write `title:
    /// …`.
    TitleMissing = "title-missing", Error;
    /// The article has no title, and the site's generator makes one of the file's name.
    ///
    /// Jekyll publishes such a post under the words of its file's name, and so do the feeds. Write a
    /// line `title: …` to choose the words.
    TitleFromFileName = "title-from-file-name", Warning;
    /// The article has no title, which its generator does not ask for.
    ///
    /// Feeds are lists of titles, so this one is left out, and the others are published. Write a line
    /// `title: …` to have it shown.
    TitleMissingLeftOut = "title-missing-left-out", Warning;
    /// The article has no date.
    ///
    /// Feeds are ordered by date, and Atom requires one; Feedmill never invents one. Write `date:
    /// …`.
    DateMissing = "date-missing", Error;
    /// The date names a day or a time that does not exist.
    ///
    /// There is no 31 June and no 25 o'clock. Feedmill does not guess which day was meant.
    DateImpossible = "date-impossible", Error;
    /// The date is written in a form that has no one reading.
    ///
    /// Write dates as `2024-06-27 13:49:00 +02:00`; docs/dates.md lists every form that is read.
    DateUnknownForm = "date-unknown-form", Error;
    /// The date has more than one reading.
    ///
    /// For instance `03/04/2024`, which is March or April. Write the year first.
    DateAmbiguous = "date-ambiguous", Error;
    /// The offset is one that no zone has.
    ///
    /// Offsets of real zones lie between -12:00 and +14:00. Check the sign and the digits.
    OffsetImpossible = "offset-impossible", Error;
    /// The name of a zone has no meaning, or none at that date in the site's zone.
    ///
    /// Write an offset such as `+02:00`, or a name of the IANA database such as `Europe/Paris`.
    ZoneUnknown = "zone-unknown", Error;
    /// The date is written with a slip that leaves one reading.
    ///
    /// For instance a doubled colon. Feedmill says how it read the date; write it in the common
    /// form to be sure.
    DateSlip = "date-slip", Warning;
    /// The weekday is not that of the date.
    ///
    /// The date counts. One of the two is a slip; correct it or leave the weekday out.
    DateWeekday = "date-weekday", Warning;
    /// The offset repeats the time of day.
    ///
    /// A template that formats the time twice writes this. The site's zone is taken instead;
    /// correct the template.
    OffsetRepeatsClock = "offset-repeats-clock", Warning;
    /// The site's own generator publishes another instant for the same date.
    ///
    /// Pages and feeds would tell different times. Write the offset, which leaves one reading.
    DateReadOtherwise = "date-read-otherwise", Warning;
    /// The local time does not exist: clocks were put forward over it.
    ///
    /// On the night when clocks are put forward one hour is missing. Feedmill says which instant it
    /// took; write another time or an offset.
    DateInGap = "date-in-gap", Warning;
    /// The local time exists twice: clocks were put back over it.
    ///
    /// On the night when clocks are put back one hour comes twice. Feedmill took the first; write
    /// an offset to choose.
    DateInFold = "date-in-fold", Warning;
    /// The offset is not the one that the site's zone has on that day.
    ///
    /// Most often summer time was written in winter or the other way round, so that the article is
    /// an hour off. The offset as written counts.
    OffsetContradictsZone = "offset-contradicts-zone", Warning;
    /// The article says that it was updated before it was published.
    ///
    /// The date of publication is taken for both. One of the two fields is wrong.
    UpdatedBeforePublished = "updated-before-published", Warning;
    /// The article says that it was updated at an instant that has not come.
    ///
    /// Readers that sort by it would show the article above all others until then. Most often the year is
    /// mistyped. Until that instant the date of publication is taken for both.
    UpdatedLater = "updated-later", Warning;
    /// A character that XML 1.0 cannot carry was removed.
    ///
    /// A feed that held it could not be read by anybody. It most often comes along when text is
    /// pasted from a PDF or a terminal; delete it.
    ControlCharacter = "control-character", Warning;
    /// The slug or permalink would leave the site.
    ///
    /// A name such as `../x` would give an address, or a file, outside of the site. Write small
    /// letters, digits and hyphens.
    PermalinkEscapes = "permalink-escapes", Error;
    /// The permalink is not a valid URL.
    ///
    /// Write a path such as `/actualites/cloud/`, or a whole address.
    PermalinkInvalid = "permalink-invalid", Error;
    /// Two articles have one permalink.
    ///
    /// Readers would take the two for one. Give one of them another `slug`.
    PermalinkDuplicate = "permalink-duplicate", Error;
    /// Two articles have one id.
    ///
    /// Readers show only one of the two. Most often an article was copied with its `id`; remove it
    /// from the copy.
    IdDuplicate = "id-duplicate", Error;
    /// The ledger knows no article, but feeds have been published whose entries have other ids.
    ///
    /// Readers know entries by the ids that only the ledger holds. Restore `feedmill.lock`; if it is lost,
    /// `feedmill adopt` takes the ids from the published feeds.
    LedgerLost = "ledger-lost", Error;
    /// The article may be one that readers know, under another path.
    ///
    /// It has the title, the instant or the body of an article that is gone. It is published as a
    /// new one, which readers see as unread; `feedmill id keep` says that it is the known one.
    ArticleMaybeKnown = "article-maybe-known", Warning;
    /// The file holds an article that readers know, or another one that was written over it.
    ///
    /// Its instant is another, and its text is only partly the same. It keeps the id, so that nobody
    /// sees an article twice; but if it is a new article, whoever has read the old one does not
    /// see it. Then give it an `id` of its own, or a file of its own.
    ArticleMaybeNew = "article-maybe-new", Warning;
    /// The language is not a well-formed BCP 47 tag.
    ///
    /// Write a tag of BCP 47, such as `fr` or `pt-BR`. The article is published without a language
    /// of its own.
    LanguageInvalid = "language-invalid", Warning;
    /// A URL in front matter or body could not be understood.
    ///
    /// It is left out of the feeds. Write a whole address, or a path that begins with a slash.
    UrlInvalid = "url-invalid", Warning;
    /// A sound, a film or what is said of it could not be understood.
    ///
    /// The article is published without it. Write the address of a file, or a mapping with `url` and,
    /// if you like, `type`, `length` and `duration`.
    MediaInvalid = "media-invalid", Warning;
    /// A file that the article names is not among those of the site.
    ///
    /// Readers would be sent to nothing, and nobody can say how long the file is. Put the file into the
    /// folder that `static` names, or correct its address.
    MediaMissing = "media-missing", Warning;
    /// A feed shows fewer articles than it might, to stay within its bytes.
    ///
    /// Some readers refuse large feeds. Raise `max_bytes`, or show summaries with `content: summary`.
    FeedShortened = "feed-shortened", Warning;
    /// Two spellings of a term meet on one slug.
    ///
    /// They share one feed, which has the more frequent name. Write them alike.
    TermSpellings = "term-spellings", Warning;
    /// No article passes a filter, or a part of it.
    ///
    /// A tag, category, author, language or path that no article has makes a feed empty, or lacks what it was to show.
    /// Most often it is mistyped, or was changed in the articles. Correct it in the filter.
    FilterEmpty = "filter-empty", Warning;
    /// Two sections have names of which one folder is made.
    ///
    /// They share one feed, which has the name that comes first. Rename one of them to give each its own.
    SectionNames = "section-names", Warning;
    /// A tag or shortcode is used that nothing says the meaning of.
    ///
    /// The sign is left out of the feeds. Name the engine of your site with `templates`, or the
    /// meaning of the shortcode under `shortcodes:`.
    TemplateUnknown = "template-unknown", Warning;
    /// Template markup could not be carried out.
    ///
    /// Most often an include is missing or a filter is not known. The message says what stopped it;
    /// the text around it is published.
    TemplateFailed = "template-failed", Warning;
    /// A reference leads to no article.
    ///
    /// Most often the article was renamed or has not been published. Correct the name in the
    /// reference.
    ReferenceUnknown = "reference-unknown", Warning;
    /// The HTML of the body nests deeper than its limit.
    ///
    /// Most often elements are opened again and again and never closed. Browsers stop at 512
    /// levels, many readers sooner.
    HtmlTooDeep = "html-too-deep", Error;
    /// The body holds more markup than its limit.
    ///
    /// Up to 500,000 line ends and signs are read, more than a book has, and 256 attributes of one tag, so
    /// that one article cannot take the machine. Divide it, or move data that is written into it to a
    /// file beside it. A tag with so many attributes most often lacks its `>`.
    TooMuchMarkup = "too-much-markup", Error;
    /// The article is dated more than two years ahead.
    ///
    /// It is withheld until then. Most often a digit of the year is wrong.
    DateFarFuture = "date-far-future", Warning;
    /// The article is dated before 1990.
    ///
    /// Most often a digit of the year is wrong, or the date is a placeholder such as 1970-01-01.
    /// Turn the rule off if your site publishes older texts.
    DateBefore1990 = "date-before-1990", Warning;
    /// The article was published under another date.
    ///
    /// Many readers show a redated article as new, or move it. To tell of a change, write `updated:
    /// …` and leave the date.
    DateRedated = "date-redated", Warning;
    /// Two articles were updated at the same instant.
    ///
    /// The W3C validator warns of it: readers that sort by that instant put the two in any order.
    /// Write a time of day.
    UpdatedDuplicate = "updated-duplicate", Warning;
    /// The title holds HTML or Markdown.
    ///
    /// Titles are plain text in JSON Feed and in most readers; elements are taken out, entities
    /// decoded. Write the characters themselves.
    TitleMarkup = "title-markup", Warning;
    /// The title is written in capitals.
    ///
    /// It is hard to read, and a screen reader may spell it. Capitals are for a style sheet to
    /// make.
    TitleCapitals = "title-capitals", Warning;
    /// The title is longer than 150 characters.
    ///
    /// Readers, inboxes and social networks cut it. Move what explains it into the summary.
    TitleLong = "title-long", Warning;
    /// Two articles have one title.
    ///
    /// In a list of headlines nobody can tell them apart.
    TitleDuplicate = "title-duplicate", Warning;
    /// Two terms are spelled almost alike.
    ///
    /// Each gets a feed of its own, and subscribers of one miss the articles of the other. Write
    /// them alike, or turn the rule off if they differ.
    TermNearDuplicate = "term-near-duplicate", Warning;
    /// What stands as an e-mail address is none.
    ///
    /// Validators refuse a feed with such an address, so feeds name the person without it.
    EmailInvalid = "email-invalid", Warning;
    /// The id is not in the form that an id should have.
    ///
    /// Readers compare ids letter by letter, and RFC 4287 asks for one spelling of each: a known
    /// scheme, small letters in the name of the host, no needless percent-encoding. Choose it before the
    /// article is published; from then on it must stay as it is, and the rule is silent.
    IdForm = "id-form", Warning;
    /// The logo is in a format that RSS does not know.
    ///
    /// RSS asks for a GIF, JPEG or PNG, so its feeds go without. Atom and JSON Feed take any.
    LogoFormat = "logo-format", Warning;
    /// Directories of podcasts want to know more.
    ///
    /// They ask for a language, a category, whether it is for children, and whom to write to, and may
    /// refuse a feed without. If it is none, turn the rule off.
    PodcastIncomplete = "podcast-incomplete", Warning;
    /// The article has no body.
    ///
    /// Subscribers get a title and nothing to read.
    BodyEmpty = "body-empty", Warning;
    /// The body is larger than 256 KiB.
    ///
    /// Every subscriber loads it again with every change of the feed. Move tables, data and
    /// pictures written as `data:` into files.
    BodyLarge = "body-large", Warning;
    /// A feed is larger than 1 MiB.
    ///
    /// Some readers stop at a megabyte, and every poll costs it. Lower `feeds.limit`, or shorten
    /// what the articles hold.
    FeedLarge = "feed-large", Warning;
    /// The body holds markup of a template that nothing has carried out.
    ///
    /// Subscribers read `{{ page.title }}` as it stands. To show such markup, write it as code.
    TemplateLeftover = "template-leftover", Warning;
    /// A link to the site itself is http where the site is https.
    ///
    /// Readers that allow no insecure content do not load it. Write a path, or `https://`.
    LinkInsecure = "link-insecure", Warning;
    /// A link leads to a page or file that the site does not have.
    ///
    /// Known are the articles and the files in the site's folder, its `static` and its `public`.
    LinkMissing = "link-missing", Warning;
    /// A picture is not among the files of the site.
    ///
    /// Readers show a hole. Files are looked for in the site's folder, its `static` and its
    /// `public`.
    PictureMissing = "picture-missing", Warning;
    /// An address depends on where the article lies.
    ///
    /// Feedmill makes it absolute against the permalink; it breaks when the article moves or its
    /// permalink changes. Begin it with a slash.
    LinkRelative = "link-relative", Warning;
    /// A picture has no alternative text.
    ///
    /// Those who cannot see it learn nothing, and neither do inboxes that load no pictures. In
    /// HTML, `alt=""` says that it is an ornament.
    PictureWithoutAlternative = "picture-without-alternative", Warning;
    /// The article, or the site, has more terms than its limit.
    ///
    /// Every term is a feed of its own, so that a list of thousands would fill the disk. An article
    /// has at most 250 categories and 250 tags, and a site 10,000 terms more than articles.
    TooManyTerms = "too-many-terms", Error;
    /// A WebSub hub did not take a ping.
    ///
    /// The feeds are published all the same; subscribers through the hub learn of it later. Run
    /// `feedmill notify` again, which does no harm; with `--pending FILE` the next run tells it.
    HubUnreachable = "hub-unreachable", Error;
    /// The configuration file is missing.
    ///
    /// Run Feedmill in the site's folder, or name that with `--site DIR`.
    ConfigMissing = "config-missing", Error;
    /// The configuration has a key that Feedmill does not know.
    ///
    /// It would have no effect, so it is most often misspelled; the message names the nearest known
    /// key. docs/configuration.md lists all.
    ConfigUnknownKey = "config-unknown-key", Error;
    /// A value of the configuration is not valid.
    ///
    /// The message says what is expected. docs/configuration.md explains every key.
    ConfigInvalid = "config-invalid", Error;
    /// The ledger `feedmill.lock` cannot be understood.
    ///
    /// It remembers under which id subscribers know each article, so Feedmill does not go on
    /// without it. After a merge keep the lines of both sides; else restore the last version.
    LedgerInvalid = "ledger-invalid", Error;
    /// The ledger would change, and the call forbids it.
    ///
    /// A build with `--locked` must find every article known already. Build once without it, and commit
    /// `feedmill.lock`.
    LedgerLocked = "ledger-locked", Error;
    /// A shard of the publication is not there, or not all that it wrote.
    ///
    /// Without it the publication would lack feeds. Build the shards that are named, with the `--now`
    /// and the content of the others, and bring what they wrote into the site's folder.
    ShardMissing = "shard-missing", Error;
    /// The shards of a publication decided differently.
    ///
    /// They were not built from the same content, configuration and ledger, or not with the same
    /// `--now`. Build them again from one state of the site.
    ShardsDiffer = "shards-differ", Error;
    /// Subscribers would see what the publisher denies.
    ///
    /// Nothing is written, so nobody sees it. Fix the articles that the message names, or let it happen
    /// this once with `--allow`.
    Denied = "denied", Error;
    /// A feed, a revision or an address is not there.
    ///
    /// Look whether the file, the revision or the address is spelled as it should be, and whether the
    /// network is there.
    Unreachable = "unreachable", Error;
    /// What was to be read as a feed is none.
    ///
    /// Atom, RSS and JSON Feed can be read. A page of a site is none; give the address of its feed.
    FeedUnreadable = "feed-unreadable", Error;
    /// Two adopted feeds know one address by two ids.
    ///
    /// Readers know an article by one id. Adopt only the feed that most of them follow, or correct
    /// the other.
    AdoptedTwice = "adopted-twice", Warning;
    /// An entry of an adopted feed has neither an id, nor an address, nor a title.
    ///
    /// Readers cannot know it again, and it is left out.
    AdoptedWithoutId = "adopted-without-id", Warning;
    /// Nothing is known of what the call names.
    ///
    /// Name an article by its file, its permalink or its id, as they stand in `feedmill.lock`.
    UnknownArticle = "unknown-article", Error;
    /// Two feeds would be written to one folder.
    ///
    /// One would overwrite the other. Give one of them another name or folder.
    FeedFolderTaken = "feed-folder-taken", Error;
    /// Two feeds, or two formats of one, would have one place.
    ///
    /// One would overwrite the other, so nothing is written. Give each a `path`, or a name under
    /// `feeds.files`, of its own; write two spellings of one term under `terms.aliases`.
    FeedsMeet = "feeds-meet", Error;
    /// A file that Feedmill did not write, and that is no feed, is where a feed would be.
    ///
    /// Feedmill takes the places of other feeds, and of nothing else. Give the feed another place with
    /// `feeds.files` or a `path`, or remove the file.
    FileTaken = "file-taken", Error;
    /// A feed is said to have moved to a folder where there is none.
    ///
    /// Subscribers would be sent to nothing. Correct the folder under `feeds.moved`, or give the
    /// feed that name.
    FeedMissing = "feed-missing", Error;
    /// The call is wrong.
    ///
    /// `feedmill help` lists the commands, `feedmill COMMAND --help` what each of them takes.
    Usage = "usage", Error;
    /// The built site holds few of the articles, or is not there.
    ///
    /// `built` names the folder that the site's generator wrote, and what has no page there is in no
    /// feed. If most articles have none, the folder is another one or the site was not built, so nothing is
    /// written. Build the site before its feeds, or correct the folder.
    SiteNotBuilt = "site-not-built", Error;
    /// The configuration of the site's generator decides an address, or what is published, in a way that
    /// Feedmill does not know.
    ///
    /// An address becomes an id, so none is guessed. Build the site first, and name the folder of its
    /// pages with `built:`: they tell the addresses.
    SettingsUnclear = "settings-unclear", Error;
    /// Several pages of the built site may be the page of one article, or several articles may have one page.
    ///
    /// Nothing tells them apart: neither their addresses, titles and dates nor their words. Give the
    /// article a `permalink`, or the page a canonical link.
    PageAmbiguous = "page-ambiguous", Error;
    /// A page of the built site does not show its article.
    ///
    /// No element of it is the one that `built.body` selects, or it nests too deep. Correct the selector, or
    /// leave it out so that the element is found.
    PageWithoutArticle = "page-without-article", Error;
    /// The machine failed: disk, permissions.
    ///
    /// Most often the disk is full or a folder may not be written to. Every published file is
    /// whole, old or new; once the cause is fixed, the next run does the rest.
    Io = "io", Error;
    /// The program failed: a bug of Feedmill, or of a crate that it uses.
    ///
    /// Report it, with the article and what the message says. Where it is one article, the others
    /// can go on: build with `--skip-broken`, or move the article out of the content folder.
    Internal = "internal", Error;
    /// A line of a message file is no message.
    ///
    /// Message files hold the words of the pages for people in the syntax of Project Fluent:
    /// `name = text`, longer texts on indented lines below.
    MessageInvalid = "message-invalid", Error;
    /// A message file lacks some of the messages.
    ///
    /// They are shown in English. Copy them from the English file of the documentation and
    /// translate them.
    MessageMissing = "message-missing", Warning;
    /// A file that the pages for people need cannot be read.
    ///
    /// The path stands under `pages` in the configuration and counts from the site's folder.
    /// Logos may be SVG, PNG, JPEG, WebP, AVIF or GIF, of up to 512 KiB.
    PageFile = "page-file", Error;
    /// A file of the site is where a page for people, or another file beside the feeds, would be.
    ///
    /// Feedmill never replaces a file that it did not write, other than a feed. Publish to another folder, set
    /// `pages.index: false` or `pages: false`, or remove that file.
    PageTaken = "page-taken", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
