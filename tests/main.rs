//! One crate of tests: see CONTRIBUTING.md.

#[cfg(test)]
mod compose;
