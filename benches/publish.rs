//! Bytes → a folder, flushed to the disk: all new, and nothing changed.

use std::collections::BTreeSet;

use criterion::{BatchSize, Criterion, Throughput};
use feedmill::prepare;
use feedmill::publish::Publisher;

use crate::layout::Layout;
use crate::sample::Sample;

const ARTICLES: usize = 200;

pub(crate) fn bench(criterion: &mut Criterion) {
    let sample = Sample::new(ARTICLES, Layout::Feedmill);
    let publication = prepare(&sample.request(), &sample.config).unwrap();
    let publish = |site: &std::path::Path| {
        let output = site.join("feeds");
        let mut publisher = Publisher::open(site, &output, &|| {}).unwrap();
        let ledger = publication.ledger.as_ref();
        publisher.publish(&publication.files, &BTreeSet::new(), ledger).unwrap()
    };
    let mut group = criterion.benchmark_group("publish");
    group.throughput(Throughput::Bytes(
        publication.files.values().map(|file| file.len() as u64).sum(),
    ));
    group.sample_size(20);
    group.bench_function("all new", |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir().unwrap(),
            |site| {
                publish(site.path());
                site
            },
            BatchSize::PerIteration,
        );
    });
    let site = tempfile::tempdir().unwrap();
    publish(site.path());
    group.bench_function("nothing changed", |bencher| bencher.iter(|| publish(site.path())));
    group.finish();
}
