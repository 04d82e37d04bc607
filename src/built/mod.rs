//! The pages that the site's generator wrote: which page an article has, and what it shows. The only
//! module that reads the built folder.

mod body;
mod choice;
mod folder;
mod metadata;
mod page;
mod words;

pub use body::{NoBody, body, selector};
pub use choice::{Choice, Wanted};
pub use folder::Folder;
pub use words::Sequences;
