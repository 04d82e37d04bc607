//! A date in a path: `2024-06-27-slug.md`, `2024/06/27/slug.md`, `2024-06-27-slug/index.md`.

/// A date in the name of a file or of folders.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PathDate {
    /// As it is written, with hyphens: `2024-06-27`, or `18-02-27`.
    pub text: String,
    /// Whether the year has two digits.
    pub short_year: bool,
}

/// The date that a path tells: in the name, else in the last folders.
pub(crate) fn find(path: &str) -> Option<PathDate> {
    let (name, folders) = name_and_folders(path);
    if let Some((date, _)) = split_name(name) {
        return Some(date);
    }
    let mut parts = folders.rsplitn(4, '/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    in_segments([year, month, day])
}

/// The date in an address: Zola's `path = "2024/06/27/slug"`, whatever stands before it.
pub(crate) fn in_address(address: &str) -> Option<PathDate> {
    let parts: Vec<&str> = address.split('/').collect();
    parts.windows(3).find_map(|parts| in_segments(parts.try_into().ok()?))
}

/// The name of a file without its extension and its date; of a bundle, its folder's.
pub(crate) fn name_without_date(path: &str) -> &str {
    let (name, _) = name_and_folders(path);
    split_name(name).map_or(name, |(_, rest)| rest)
}

/// The name of a file without its extension, a bundle's `index` too.
pub(crate) fn stem(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit_once('/').map_or(stem, |(_, name)| name)
}

/// The same without its date.
pub(crate) fn stem_without_date(path: &str) -> &str {
    let stem = stem(path);
    split_name(stem).map_or(stem, |(_, rest)| rest)
}

/// The name of a file without its extension; of a bundle `cloud/index.md` its folder's.
pub(crate) fn name(path: &str) -> &str {
    name_and_folders(path).0
}

/// The folders around what [`name`] names, without a slash at either end.
pub(crate) fn folders(path: &str) -> &str {
    name_and_folders(path).1
}

/// The folders with a slash behind, the date as it is written, and the name of a path that tells a
/// date, as Docusaurus takes it apart: `old/2024-06-27-cloud`, `old/2024/06/27/cloud`.
pub(crate) fn split(path: &str) -> Option<(&str, &str, &str)> {
    let (name, folders) = name_and_folders(path);
    if let Some((date, rest)) = split_name(name).filter(|(date, _)| !date.short_year) {
        let folders = &path[..folders.len() + usize::from(!folders.is_empty())];
        return Some((folders, &name[..date.text.len()], if rest == name { "" } else { rest }));
    }
    let mut parts = folders.rsplitn(4, '/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    in_segments([year, month, day])?;
    let start = folders.len() - (year.len() + month.len() + day.len() + 2);
    Some((&folders[..start], &folders[start..], name))
}

fn name_and_folders(path: &str) -> (&str, &str) {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let bundle = stem.strip_suffix("/index").unwrap_or(stem);
    match bundle.rsplit_once('/') {
        Some((folders, name)) => (name, folders),
        None => (bundle, ""),
    }
}

fn in_segments([year, month, day]: [&str; 3]) -> Option<PathDate> {
    let numbers = [year, month, day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let lengths = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    (numbers && lengths)
        .then(|| PathDate { text: format!("{year}-{month}-{day}"), short_year: false })
}

/// The date that begins a name, and what follows it: two or four digits, then one or two twice.
fn split_name(name: &str) -> Option<(PathDate, &str)> {
    let (year, rest) = digits(name)?;
    let (month, rest) = digits(rest.strip_prefix('-')?)?;
    let (day, rest) = digits(rest.strip_prefix('-')?)?;
    if !matches!(year.len(), 2 | 4) || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let rest = match rest.chars().next() {
        None => name,
        Some('-' | '_' | ' ') if rest.len() > 1 => &rest[1..],
        Some(_) => return None,
    };
    let date = PathDate { text: format!("{year}-{month}-{day}"), short_year: year.len() == 2 };
    Some((date, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}
