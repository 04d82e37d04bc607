//! From the content folder to [`Draft`](crate::model::Draft)s. The only room that reads content from disk.

mod body;
mod file;
mod front_matter;
mod include;
mod media;
mod walk;

pub use body::body;
pub use front_matter::{draft, front_matter};
pub use include::includes;
pub use media::StaticFiles;
pub use walk::{ContentFile, ContentFiles, content_files};
