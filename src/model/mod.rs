//! The types that stages hand to one another.

mod article;
mod article_record;
mod block;
mod change;
pub(crate) mod content_path;
mod entry;
mod expanded;
mod feed;
mod fingerprint;
mod inventory;
mod language;
mod ledger;
mod ledger_entry;
mod markup;
mod media;
mod node;
mod page;
mod podcast;
mod shard;
mod skipped_file;
mod slug;
mod span;
mod text;
mod timestamp;
mod words;
mod zone;

pub use article::{
    Article, BuiltPage, Draft, Heading, Id, IdOrigin, Origin, Person, Source, Syntax, Taxonomy,
    Term, is_email_address, is_of_the_web, web_address,
};
pub use article_record::{ArticleRecord, Common, RecordSpan, Shared};
pub use change::ChangeKind;
pub use entry::{Entry, MediaObject};
pub use expanded::{ATTRIBUTE_LIST, Expanded};
pub use feed::{
    Addresses, Content, Extent, Feed, FeedKey, FeedPlace, FeedPlan, FileNames, Format, Generator,
    Part, Relation, STYLESHEET, Schemes, below, extension, is_feed_name, way_up,
};
pub use fingerprint::{BodyFingerprint, Fingerprint, TitleFingerprint, digest};
pub use inventory::{Inventory, Reference, ReferenceKind};
pub use language::{is_right_to_left, language_tag};
pub use ledger::{Edition, Ledger, LedgerFeed};
pub use ledger_entry::{Known, LedgerEntries, LedgerEntry, State};
pub use markup::too_much_markup;
pub use media::{Attachment, FileFacts, Picture, Pixels, SiteFiles};
pub use node::{Key, Mapping, Node, Scalar, Value};
pub use page::{Card, Rhythm, Teaser};
pub use podcast::{Episode, Podcast, PodcastCategory};
pub use shard::Shard;
pub use skipped_file::{Reason, SkippedFile, Traits};
pub use slug::slug;
pub use span::{Span, TextFile};
pub use text::{legible, push_replacing, strip_non_xml};
pub use timestamp::Timestamp;
pub use zone::{Zone, ZoneOffset};
