//! How the program is linked.

#![expect(clippy::disallowed_methods, reason = "cargo tells it so")]

use std::env;
use std::process::Command;

/// Half of the relocations are addresses in the tables of time zones, entities and emoji: packed, the
/// program has 2 MB less. musl applies packed ones itself, and so does glibc since 2.36; an older one would
/// not start the program.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let said = |name| env::var(name).unwrap_or_default();
    let unpacks = match said("CARGO_CFG_TARGET_ENV").as_str() {
        "musl" => true,
        "gnu" => {
            said("HOST") == said("TARGET") && glibc().is_some_and(|version| version >= (2, 36))
        }
        _ => false,
    };
    if said("CARGO_CFG_TARGET_OS") == "linux" && unpacks {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version that this machine has.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let (major, minor) =
        str::from_utf8(&told).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
