//! Bodies → entries. The same articles in Markdown and, for what cleaning alone costs, in HTML; beside
//! them, what the parser of Markdown costs alone.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use feedmill::model::Syntax;
use pulldown_cmark::{Options, Parser, html};

use crate::layout::Layout;
use crate::sample::{Sample, entry};

const ARTICLES: usize = 20;

pub(crate) fn bench(criterion: &mut Criterion) {
    let sample = Sample::new(ARTICLES, Layout::Feedmill);
    let articles = sample.articles();
    let mut group = criterion.benchmark_group("compose");
    group.throughput(Throughput::Bytes(sample.bytes()));
    group.bench_function("markdown and cleaning", |bencher| {
        bencher.iter(|| {
            for (article, text) in &articles {
                entry(article, text, &sample.config);
            }
        });
    });
    group.bench_function("markdown alone", |bencher| {
        bencher.iter(|| {
            for (article, text) in &articles {
                let body = &text[article.source.body_start..];
                let mut written = String::with_capacity(body.len());
                html::push_html(&mut written, Parser::new_ext(body, Options::all()));
                black_box(written);
            }
        });
    });
    let in_html: Vec<_> = articles
        .iter()
        .map(|(article, text)| {
            let mut article = article.clone();
            let mut body = String::new();
            let parser = Parser::new_ext(&text[article.source.body_start..], Options::empty());
            html::push_html(&mut body, parser);
            article.source.syntax = Syntax::Html;
            article.source.body_start = 0;
            (article, body)
        })
        .collect();
    group.throughput(Throughput::Bytes(in_html.iter().map(|(_, body)| body.len() as u64).sum()));
    group.bench_function("cleaning", |bencher| {
        bencher.iter(|| {
            for (article, body) in &in_html {
                entry(article, body, &sample.config);
            }
        });
    });
    group.finish();
}
