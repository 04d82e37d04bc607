//! The whole history of a feed, and feeds that end or move.

mod archive;
mod dates;
mod ended;
mod two_years;
mod upgrade;
mod walk;
