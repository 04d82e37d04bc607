//! The head of a file: found, read, and decided about.

use criterion::{Criterion, Throughput};
use feedmill::problem::Problems;
use feedmill::syntax::{Fragment, Limits, toml, yaml};
use feedmill::{normalise, read};

use crate::layout::Layout;
use crate::sample::Sample;

const ARTICLES: usize = 100;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("front_matter");
    group.throughput(Throughput::Elements(ARTICLES as u64));
    let head = |text: &str, fence: &str| {
        let start = text.find(fence).unwrap() + fence.len();
        text[start..start + text[start..].find(fence).unwrap()].to_owned()
    };
    let sample = Sample::new(ARTICLES, Layout::Feedmill);
    let heads: Vec<String> = sample.texts.iter().map(|text| head(text, "---\n")).collect();
    group.bench_function("yaml", |bencher| {
        bencher.iter(|| {
            for head in &heads {
                let fragment = Fragment::whole("x.md", head);
                yaml::read(&fragment, Limits::default(), &mut Problems::new()).unwrap();
            }
        });
    });
    let zola = Sample::new(ARTICLES, Layout::Zola);
    let heads: Vec<String> = zola.texts.iter().map(|text| head(text, "+++\n")).collect();
    group.bench_function("toml", |bencher| {
        bencher.iter(|| {
            for head in &heads {
                toml::read(&Fragment::whole("x.md", head), Limits::default()).unwrap();
            }
        });
    });
    let files = sample.files();
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            for file in &files {
                read::draft(sample.folder.path(), file, &mut Vec::new(), &mut Problems::new())
                    .unwrap();
            }
        });
    });
    let drafts = sample.drafts();
    group.bench_function("normalise", |bencher| {
        bencher.iter(|| {
            for draft in &drafts {
                normalise::article(draft, &sample.config, &mut Problems::new()).unwrap();
            }
        });
    });
    group.finish();
}
