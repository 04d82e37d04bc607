//! How ids are made.

use chrono::NaiveDate;
use url::Url;

/// What an article is known by where nothing else decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdScheme {
    /// By its permalink.
    Permalink,
    /// By a tag URI (RFC 4151) of its permalink's path; here the part before the path, such as
    /// `tag:example.org,2024:`.
    Tag(String),
}

impl IdScheme {
    /// Reads `permalink`, or a tagging entity such as `tag:example.org,2024-06`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        if written == "permalink" {
            return Some(Self::Permalink);
        }
        let (authority, date) = written.strip_prefix("tag:")?.split_once(',')?;
        (is_authority(authority) && is_date(date)).then(|| Self::Tag(format!("{written}:")))
    }

    /// The id of what first stood at `url`.
    #[must_use]
    pub fn id_of(&self, url: &Url) -> String {
        match self {
            Self::Permalink => url.as_str().to_owned(),
            Self::Tag(entity) => match url.query() {
                Some(query) => format!("{entity}{}?{query}", url.path()),
                None => format!("{entity}{}", url.path()),
            },
        }
    }
}

/// RFC 4151, section 2.1: a domain name in small letters, or an e-mail address at one.
fn is_authority(text: &str) -> bool {
    let is_name_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_component = |component: &str| {
        component.bytes().all(|byte| is_name_byte(byte) || byte == b'-')
            && component.starts_with(|first: char| first.is_ascii_alphanumeric())
            && component.ends_with(|last: char| last.is_ascii_alphanumeric())
    };
    let (user, domain) = text.split_once('@').unwrap_or(("user", text));
    !user.is_empty()
        && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        && domain.split('.').all(is_component)
}

/// A year, a month or a day.
fn is_date(text: &str) -> bool {
    let day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return false,
    };
    NaiveDate::parse_from_str(&day, "%Y-%m-%d").is_ok()
}
