//! Whom a preview answers.

use std::net::IpAddr;

/// Whether a request for this host, as in its header `Host`, can only come from a page that this
/// server made or from the address bar.
///
/// A page of another site can have its own name lead to this machine and then read what is here;
/// only names can be made to do so. Addresses are therefore trusted, and `localhost`, which browsers
/// keep (the Internet-Draft “Let localhost be localhost”).
#[must_use]
pub fn is_trusted(host: &str) -> bool {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((address, rest)) => {
            let is_whole = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
            return is_whole && address.parse::<IpAddr>().is_ok();
        }
        None => match host.rsplit_once(':') {
            Some((name, port)) if is_port(port) => name,
            Some(_) => return false,
            None => host,
        },
    };
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok()
}
