//! The nouns that travel between the rooms.

mod article;
mod entry;
mod expanded;
mod feed;
mod fingerprint;
mod inventory;
mod ledger;
mod node;
mod slug;
mod text;
mod timestamp;

pub use article::{
    Article, Draft, Id, IdOrigin, Origin, Person, Picture, Source, Syntax, Taxonomy, Term,
};
pub use entry::{Entry, MediaObject};
pub use expanded::{ATTRIBUTE_LIST, Expanded};
pub use feed::{
    Addresses, Extent, Feed, FeedKey, FeedPlan, Format, Generator, Part, Relation, Schemes,
    feed_file,
};
pub use fingerprint::{BodyFingerprint, Fingerprint, TitleFingerprint};
pub use inventory::{Inventory, Reference, ReferenceKind};
pub use ledger::{Ledger, Remembered, RememberedFeed, State};
pub use node::{Key, Mapping, Node, Scalar, Span, Value};
pub use slug::slug;
pub use text::carried_by_xml;
pub use timestamp::Timestamp;
