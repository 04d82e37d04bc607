//! The nouns that travel between the rooms.

mod article;
mod entry;
mod feed;
mod inventory;
mod ledger;
mod node;
mod slug;
mod text;
mod timestamp;

pub use article::{Article, Draft, Id, IdOrigin, Person, Picture, Source, Syntax, Taxonomy, Term};
pub use entry::{Entry, MediaObject};
pub use feed::{Feed, FeedKey, FeedPlan, Format, Generator, Schemes};
pub use inventory::{Inventory, Reference, ReferenceKind};
pub use ledger::{Ledger, Remembered};
pub use node::{Key, Mapping, Node, Scalar, Span, Value};
pub use slug::slug;
pub use text::carried_by_xml;
pub use timestamp::Timestamp;
