//! A date as it is written → its instant.

use criterion::{BenchmarkId, Criterion};
use feedmill::date::{self, Rules};

use crate::layout::Layout;
use crate::sample::Sample;

pub(crate) fn bench(criterion: &mut Criterion) {
    let config = Sample::new(0, Layout::Feedmill).config;
    let rules = Rules::from(&config);
    let mut group = criterion.benchmark_group("dates");
    for written in [
        "2024-06-27 13:49:00 +02:00",
        "2024-06-27T11:49:00Z",
        "2024-06-27",
        "2024-10-27 14:30 Europe/Paris",
        "27 juin 2024 à 13h49",
        "Thu, 27 Jun 2024 11:49:00 GMT",
    ] {
        date::read(written, &rules).unwrap();
        group.bench_with_input(
            BenchmarkId::from_parameter(written),
            written,
            |bencher, written| {
                bencher.iter(|| date::read(written, &rules));
            },
        );
    }
    group.finish();
}
