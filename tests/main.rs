//! One crate of tests: see CONTRIBUTING.md.

mod compose;
