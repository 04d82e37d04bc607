//! Sites that somebody made to do harm.
