//! What is at an address.

use crate::problem::{Code, Problem};

/// The largest feed, in bytes.
#[cfg(feature = "network")]
const LARGEST: u64 = 64 * 1024 * 1024;

/// The bytes at an address; nothing if it is gone (404, 410).
#[cfg(feature = "network")]
pub(super) fn bytes(address: &str) -> Result<Option<Vec<u8>>, Problem> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(std::time::Duration::from_mins(1)))
        .user_agent(concat!("Feedmill/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let answer = agent
        .get(address)
        .call()
        .and_then(|mut response| response.body_mut().with_config().limit(LARGEST).read_to_vec());
    match answer {
        Ok(bytes) => Ok(Some(bytes)),
        Err(ureq::Error::StatusCode(404 | 410)) => Ok(None),
        Err(error) => {
            Err(Problem::new(Code::Unreachable, format!("`{address}` cannot be fetched: {error}"))
                .help("try again when the network is there, or save the feed and name the file"))
        }
    }
}

/// Without the network nothing is at an address.
#[cfg(not(feature = "network"))]
pub(super) fn bytes(address: &str) -> Result<Option<Vec<u8>>, Problem> {
    Err(Problem::new(
        Code::Unreachable,
        format!("`{address}` cannot be fetched: this Feedmill was built without the network"),
    )
    .help("save the feed and name the file"))
}
