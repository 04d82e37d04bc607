//! Entries → bytes, for each writer.

use criterion::{Criterion, Throughput};
use feedmill::model::{Format, Part, Schemes};
use feedmill::{compose, prepare, render};

use crate::layout::Layout;
use crate::sample::Sample;

/// As many as a feed shows.
const ARTICLES: usize = 20;

pub(crate) fn bench(criterion: &mut Criterion) {
    let sample = Sample::new(ARTICLES, Layout::Feedmill);
    let entries = sample.entries();
    let schemes = Schemes::below(sample.config.feeds.url.as_str());
    let publication = prepare(&sample.request(), &sample.config).unwrap();
    let feed = compose::feed(
        &publication.plans[0],
        Part::Subscription,
        &publication.articles,
        &sample.config,
    );
    let mut group = criterion.benchmark_group("render");
    for format in Format::ALL {
        let rendered: Vec<_> =
            entries.iter().map(|entry| render::entry(format, entry, &schemes)).collect();
        let rendered: Vec<_> = rendered.iter().collect();
        let document = render::document(format, &feed, &rendered);
        group.throughput(Throughput::Bytes(document.len() as u64));
        group.bench_function(format!("{format:?}/entries"), |bencher| {
            bencher.iter(|| {
                for entry in &entries {
                    std::hint::black_box(render::entry(format, entry, &schemes));
                }
            });
        });
        group.bench_function(format!("{format:?}/document"), |bencher| {
            bencher.iter(|| render::document(format, &feed, &rendered));
        });
    }
    group.finish();
}
