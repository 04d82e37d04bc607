//! The pages that the site's generator wrote: which page an article has, and what it shows. The only
//! room that reads the built folder.

mod body;
mod folder;
mod page;
mod words;

pub use body::{NoBody, body};
pub use folder::Folder;
pub use page::{Choice, Wanted};
pub use words::Sequences;
