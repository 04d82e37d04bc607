//! How much markup a body may hold.

/// The most line ends and signs. Whatever reads markup keeps some hundred bytes for each; a
/// book of a thousand pages has fewer.
const MOST: usize = 500_000;

/// Where `body` has one more line end or sign than it may, in bytes.
#[must_use]
pub fn too_much_markup(body: &str) -> Option<usize> {
    if body.len() <= MOST {
        return None;
    }
    // Commas are no markup, and data written as Base64 is full of slashes.
    let is_sign =
        |byte: u8| byte == b'\n' || (byte.is_ascii_punctuation() && !b",/".contains(&byte));
    body.bytes().enumerate().filter(|(_, byte)| is_sign(*byte)).map(|(at, _)| at).nth(MOST)
}
