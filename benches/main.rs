//! What each stage costs: `cargo bench`, or `cargo bench -- dates` for one of them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark that cannot run has nothing to tell"
)]

#[path = "../examples/generate/article.rs"]
mod article;
mod compose;
mod dates;
mod front_matter;
#[path = "../examples/generate/layout.rs"]
mod layout;
mod publish;
mod render;
mod sample;

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    front_matter::bench(&mut criterion);
    dates::bench(&mut criterion);
    compose::bench(&mut criterion);
    render::bench(&mut criterion);
    publish::bench(&mut criterion);
    criterion.final_summary();
}
