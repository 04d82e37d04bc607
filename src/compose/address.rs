//! Addresses that a URL parser would give back as they are: most of those that people write.

/// Whether `value` is an absolute URL at http or https that WHATWG URL has no way to write otherwise.
pub(super) fn is_absolute(value: &str) -> bool {
    let behind_scheme = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    behind_scheme
        .and_then(|rest| rest.find('/').map(|at| rest.split_at(at)))
        .is_some_and(|(host, path)| is_domain(host) && is_path(path))
}

/// Whether `value` is a path from the root, perhaps with query and fragment, that WHATWG URL has no
/// way to write otherwise.
pub(super) fn is_path(value: &str) -> bool {
    let mut before = 0;
    let mut has_fragment = false;
    value.starts_with('/')
        && value.bytes().all(|byte| {
            let plain = match byte {
                // Segments of dots go, and they may be written `%2e`.
                b'/' | b'.' | b'%' => before != b'/',
                b'#' => !std::mem::replace(&mut has_fragment, true),
                byte => PLAIN[usize::from(byte)],
            };
            before = byte;
            plain
        })
}

/// Bytes that stay as they are in paths, queries and fragments, wherever they stand.
const PLAIN: [bool; 256] = {
    let bytes = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&()*+,;=:@?";
    let mut plain = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        plain[bytes[at] as usize] = true;
        at += 1;
    }
    plain
};

/// Whether `host` is a domain in lower case that is no number and asks for no IDNA.
fn is_domain(host: &str) -> bool {
    let is_label = |label: &str| {
        let letters = label.bytes();
        let mut letters = letters.filter(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        !label.is_empty() && !label.starts_with("xn--") && letters.next().is_none()
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.split('.').all(is_label) && last.bytes().all(|byte| byte.is_ascii_lowercase())
}
