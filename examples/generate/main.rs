//! Writes a site of generated articles, the same for the same seed:
//! `cargo run --release --example generate -- DIR ARTICLES`.

mod article;
mod layout;

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Parser;
use rayon::prelude::*;

use article::Article;
use layout::Layout;

/// Writes a site of generated articles, the same for the same seed.
#[derive(Debug, Parser)]
struct Arguments {
    /// The site's folder
    site: PathBuf,
    /// How many articles it has
    articles: usize,
    /// Another seed, other articles
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many categories there are
    #[arg(long, default_value_t = 8)]
    categories: usize,
    /// How many tags there are; an article has one to three
    #[arg(long, default_value_t = 200)]
    tags: usize,
    /// For which program
    #[arg(long, value_enum, default_value_t = Layout::Feedmill)]
    layout: Layout,
}

fn main() -> io::Result<()> {
    let Arguments { site, articles, seed, categories, tags, layout } = Arguments::parse();
    fs::create_dir_all(&site)?;
    let (name, text) = layout.configuration();
    fs::write(site.join(name), text)?;
    (0..articles).into_par_iter().try_for_each(|number| {
        let (path, text) = layout.file(&Article::new(seed, number, categories, tags));
        let path = site.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)
    })
}
