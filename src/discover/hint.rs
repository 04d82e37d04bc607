//! What the files of a site say of it, beside the configurations that Feedmill reads.

use std::path::Path;

use crate::disk;
use crate::generator::{Profile, assigned, text_at};

/// Something that a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it says.
    pub value: String,
    /// The file, or another way to know.
    pub from: String,
}

/// What was found, the most telling first.
#[derive(Debug, Default)]
pub(super) struct Hints {
    pub title: Option<Hint>,
    pub base_url: Option<Hint>,
    pub description: Option<Hint>,
    pub language: Option<Hint>,
}

/// The largest file that is looked into, in bytes.
const LARGEST: u64 = 256 * 1024;

/// Files with the host name of a site on GitHub's servers.
const HOST_FILES: [&str; 5] =
    ["CNAME", "static/CNAME", "public/CNAME", "source/CNAME", "content/extra/CNAME"];

impl Hints {
    /// Those of the site in `folder`, whose generator has this profile.
    pub(super) fn read(folder: &Path, profile: &Profile) -> Self {
        let mut hints = Self::default();
        let text = |name: &str| disk::read_text(&folder.join(name), LARGEST).ok();
        for name in profile.hint_files {
            if let Some(text) = text(name) {
                hints.data(name, &text);
            }
        }
        for name in HOST_FILES {
            let host =
                text(name).and_then(|text| text.lines().next().map(str::trim).map(str::to_owned));
            if let Some(host) = host.filter(|host| host.contains('.')) {
                fill(&mut hints.base_url, name, Some(format!("https://{host}")));
            }
        }
        if let Some(text) = text("package.json") {
            let homepage = text_at(&text, &["homepage"]).filter(|url| is_address(url));
            fill(&mut hints.base_url, "package.json", homepage.filter(|url| !is_forge(url)));
            fill(&mut hints.description, "package.json", text_at(&text, &["description"]));
        }
        hints
    }

    fn data(&mut self, name: &str, text: &str) {
        let said = |keys: &[&str]| {
            keys.iter().find_map(|key| text_at(text, &[key]).or_else(|| assigned(text, key)))
        };
        fill(&mut self.title, name, said(&["title", "SITE_TITLE", "siteTitle", "name"]));
        let keys = ["url", "site", "SITE_URL", "baseUrl", "siteUrl", "website", "origin"];
        fill(&mut self.base_url, name, said(&keys).filter(|url| is_address(url)));
        fill(&mut self.description, name, said(&["description", "SITE_DESCRIPTION", "desc"]));
        fill(&mut self.language, name, said(&["language", "lang", "SITE_LANG"]));
    }
}

/// Whether an address is that of a repository, where `homepage` often leads.
fn is_forge(address: &str) -> bool {
    const HOSTS: [&str; 6] =
        ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "www.npmjs.com", "npmjs.com"];
    let host = address.split("://").nth(1).and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| HOSTS.contains(&host))
}

fn fill(hint: &mut Option<Hint>, from: &str, value: Option<String>) {
    if hint.is_none() {
        *hint = value.map(|value| Hint { value, from: from.to_owned() });
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") && !text.contains("localhost")
}
