//! What each format says, to the byte and through the eyes of other parsers.

#![expect(clippy::unwrap_used, reason = "what a test helper cannot unwrap is a failed test")]

mod any_text;
mod exact;
mod read_back;
mod sample;
