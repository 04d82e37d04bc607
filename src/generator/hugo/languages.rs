//! The languages of a Hugo site: the folder of each, and what its addresses are made of.

use std::path::Path;

use super::permalinks::sections;
use crate::config::file::{File, Language, OneOrMany};
use crate::config::same_language;
use crate::generator::settings::{entries, flag, items, text, unclear};
use crate::model::{Node, Scalar};
use crate::problem::Problem;

/// A folder of content, and the language of what is in there.
struct Root {
    tag: String,
    folder: String,
}

/// Puts the folders of the content into `file`, and the languages with their addresses. `default` is the
/// tag of the site's own language.
pub(super) fn read(
    site: &Path,
    tree: &Node,
    default: &str,
    file: &mut File,
    problems: &mut Vec<Problem>,
) {
    let off: Vec<&str> = items(tree, "disablelanguages").iter().filter_map(scalar).collect();
    let is_on =
        |tag: &str, language| flag(language, &["disabled"]) != Some(true) && !off.contains(&tag);
    let (languages, disabled): (Vec<_>, Vec<_>) =
        entries(tree, "languages").partition(|(tag, language)| is_on(tag, language));
    let (mut roots, is_mounted) = roots(site, tree, default, &languages, file, problems);
    let mut of_disabled = Vec::new();
    for (tag, language) in disabled {
        match text(language, &["contentdir"]).filter(|_| !is_mounted) {
            Some(folder) => of_disabled.push(format!("{}/**", plain(&folder))),
            None => of_disabled.push(format!("**/*.{tag}.*")),
        }
    }
    for (tag, _) in &languages {
        file.languages.insert((*tag).to_owned(), Language::default());
    }
    match roots.as_mut_slice() {
        [] => {}
        [only] => file.content = Some(std::mem::take(&mut only.folder)),
        several => {
            let mut parent = several.first().map(|root| above(&root.folder)).unwrap_or_default();
            while several.iter().any(|root| below(&root.folder, parent).is_none()) {
                parent = above(parent);
            }
            let parent = parent.to_owned();
            for root in several {
                let folder = below(&root.folder, &parent).unwrap_or_default().to_owned();
                if parent.is_empty() {
                    push(&mut file.include, format!("{folder}/**"));
                }
                file.languages.entry(root.tag.clone()).or_default().folder = folder;
            }
            file.content = Some(if parent.is_empty() { ".".to_owned() } else { parent });
            file.language.get_or_insert_with(|| default.to_owned());
        }
    }
    let content = file.content.as_deref().unwrap_or("content");
    let off = of_disabled.iter().map(|path| below(path, content).unwrap_or(path).to_owned());
    let off: Vec<String> = off.collect();
    for path in off {
        push(&mut file.exclude, path);
    }
    addresses(tree, default, &languages, file, problems);
}

/// What the addresses of each language are made of.
fn addresses(
    tree: &Node,
    default: &str,
    languages: &[(&str, &Node)],
    file: &mut File,
    problems: &mut Vec<Problem>,
) {
    let has_hosts = languages.iter().any(|(_, language)| text(language, &["baseurl"]).is_some());
    let in_folder = flag(tree, &["defaultcontentlanguageinsubdir"]) == Some(true) && !has_hosts;
    if in_folder {
        file.languages.entry(default.to_owned()).or_default();
    }
    let own = file.language.clone().unwrap_or_else(|| default.to_owned());
    for (tag, written) in &mut file.languages {
        let settings =
            languages.iter().find(|(other, _)| other == tag).map(|(_, language)| *language);
        let is_plain = has_hosts || (tag == default && !in_folder);
        let prefix = if is_plain { String::new() } else { tag.to_lowercase() };
        written.base_url = settings.and_then(|language| text(language, &["baseurl"]));
        let is_usual = is_plain == (written.base_url.is_some() || same_language(&own, tag));
        written.prefix = (!is_usual).then_some(prefix);
        written.sections = settings
            .filter(|language| language.get("permalinks").is_some())
            .map(|language| sections(language, problems));
    }
}

/// The folders of the content, and whether mounts say so. None where it is the usual one alone.
fn roots(
    site: &Path,
    tree: &Node,
    default: &str,
    languages: &[(&str, &Node)],
    file: &File,
    problems: &mut Vec<Problem>,
) -> (Vec<Root>, bool) {
    let mounts = tree.get("module").map(|module| items(module, "mounts")).unwrap_or_default();
    let part = |mount: &Node, key| mount.get_in_any_case(key).and_then(scalar).map(plain);
    let of_content = mounts.iter().filter_map(|mount| {
        let target = part(mount, "target")?;
        (target.split('/').next() == Some("content")).then_some((mount, target))
    });
    let mut roots: Vec<Root> = Vec::new();
    let mut is_mounted = false;
    for (mount, target) in of_content {
        is_mounted = true;
        let Some(folder) = part(mount, "source") else { continue };
        let tag = mount.get_in_any_case("lang").and_then(scalar).unwrap_or(default).to_lowercase();
        let is_known = tag == default || languages.iter().any(|(other, _)| *other == tag);
        // Hugo leaves out what is not there, and languages that the site has not.
        if !is_known || !site.join(&folder).is_dir() {
            continue;
        }
        let has_filter = ["files", "includeFiles", "excludeFiles"]
            .iter()
            .any(|key| mount.get_in_any_case(key).is_some_and(|node| !node.is_null()));
        let is_second = roots.iter().any(|root| root.tag == tag && root.folder != folder);
        if target != "content" || has_filter || is_second {
            let message = format!(
                "`module.mounts` puts `{folder}` into `{target}`, beside other content: Feedmill reads one folder for each language"
            );
            problems.push(unclear(mount, message));
        } else if roots.iter().all(|root| root.tag != tag) {
            roots.push(Root { tag, folder });
        }
    }
    if is_mounted {
        return (roots, true);
    }
    let folders = languages.iter().filter_map(|(tag, language)| {
        let folder = plain(&text(language, &["contentdir"])?);
        Some(Root { tag: (*tag).to_owned(), folder })
    });
    roots.extend(folders);
    if !roots.is_empty() && roots.iter().all(|root| root.tag != default) {
        let folder = file.content.as_deref().map_or_else(|| "content".to_owned(), plain);
        roots.push(Root { tag: default.to_owned(), folder });
    }
    let first = roots.first().map(|root| root.folder.clone());
    if roots.iter().all(|root| Some(&root.folder) == first.as_ref()) {
        // They are told apart by `name.fr.md`.
        roots.truncate(1);
    }
    (roots, false)
}

fn scalar(node: &Node) -> Option<&str> {
    node.as_scalar().filter(|scalar| !scalar.is_null()).map(|Scalar { text, .. }| text.trim())
}

/// A folder without `./` before and slashes behind.
fn plain(folder: impl AsRef<str>) -> String {
    folder.as_ref().trim_start_matches("./").trim_matches('/').to_owned()
}

fn above(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The part of a path below a folder; nothing if it is elsewhere.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    match folder {
        "" | "." => Some(path),
        _ => {
            path.strip_prefix(folder)?.strip_prefix('/').or_else(|| (path == folder).then_some(""))
        }
    }
}

fn push(list: &mut OneOrMany<String>, path: String) {
    let mut all = std::mem::take(list).into_vec();
    all.push(path);
    *list = OneOrMany::Many(all);
}
