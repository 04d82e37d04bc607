//! One crate of tests: see CONTRIBUTING.md.

// `cfg(test)` tells clippy that helpers are tests too.
#[cfg(test)]
mod dates;
#[cfg(test)]
mod slugs;
