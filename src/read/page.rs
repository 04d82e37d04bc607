//! The publisher's own files for the pages: a logo, and the words of another language.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::disk;
use crate::problem::{Code, Place, Problem};

/// The largest logo, in bytes. Every visitor loads it.
const LARGEST_LOGO: u64 = 512 * 1024;

/// The largest message file, in bytes.
const LARGEST_MESSAGES: u64 = 256 * 1024;

/// The pictures that browsers show.
const PICTURES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "avif", "gif"];

/// The extension and the bytes of a picture, by its path relative to the site's folder.
///
/// # Errors
/// It is no picture that browsers show, too large, not there, or leads out of the site.
pub fn logo(site: &Path, path: &str) -> Result<(String, Vec<u8>), Problem> {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    if !PICTURES.contains(&&*extension) {
        let help = format!("name a file that ends in `.{}`", PICTURES.join("`, `."));
        return Err(problem(path, "browsers show no such picture").help(help));
    }
    let bytes = inside(site, path)
        .and_then(|place| disk::read(&place, LARGEST_LOGO))
        .map_err(|error| problem(path, &error.to_string()))?;
    Ok((extension, bytes))
}

/// The path and the text of the message file for `language`, a BCP 47 tag, or for the language
/// without what it says of a place: for `de-AT` also `de.ftl`. Nothing where there is none.
///
/// # Errors
/// It is too large, not UTF-8, or leads out of the site.
pub fn message_file(
    site: &Path,
    folder: &str,
    language: &str,
) -> Result<Option<(String, String)>, Problem> {
    let is_tag = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let primary = language.split('-').next().unwrap_or_default();
    for name in [language, primary].iter().filter(|name| is_tag && !name.is_empty()) {
        let path = format!("{folder}/{name}.ftl");
        match inside(site, &path).and_then(|place| disk::read_text(&place, LARGEST_MESSAGES)) {
            Ok(text) => return Ok(Some((path, text))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(problem(&path, &error.to_string())),
        }
    }
    Ok(None)
}

fn inside(site: &Path, path: &str) -> io::Result<std::path::PathBuf> {
    let (site, place) = (site.canonicalize()?, site.join(path).canonicalize()?);
    if place.starts_with(site) {
        Ok(place)
    } else {
        Err(io::Error::new(ErrorKind::InvalidInput, "it leads out of the site"))
    }
}

fn problem(path: &str, reason: &str) -> Problem {
    Problem::new(Code::PageFile, format!("the pages need this file: {reason}"))
        .at(Place::of_file(path))
        .help("fix it, or remove it from `pages` in feedmill.yaml")
}
