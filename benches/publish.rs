//! Documents → a folder, flushed to the disk: all new, and nothing changed.

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
        let next = publication.next();
        publisher.publish(next, publisher.changes(next).unwrap()).unwrap()
    };
    let mut group = criterion.benchmark_group("publish");
    group.throughput(Throughput::Bytes(
        publication.lengths().map(|(_, length)| length as u64).sum(),
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
