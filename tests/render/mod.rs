//! What each format says, to the byte and through the eyes of other parsers.

mod any_text;
mod exact;
mod read_back;
pub(crate) mod sample;
