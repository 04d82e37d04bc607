//! From the content folder to [`Draft`](crate::model::Draft)s. The only module that reads content from disk.

mod body;
mod data;
mod file;
mod front_matter;
mod include;
mod media;
mod page;
mod walk;

pub use body::body;
pub use data::DataFiles;
pub use front_matter::{again, draft};
pub use include::includes;
pub use media::{StaticFiles, no_static_folder};
pub use page::{logo, message_file};
pub use walk::{ContentFile, ContentFiles, content_files};
