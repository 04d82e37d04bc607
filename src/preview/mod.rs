//! What a publication would be, shown in a browser while it is written. Nothing is published.
//!
//! [`View`] is what one build gives, `answer` what is said to a request: both without a network.
//! [`Server`] listens, and [`Watcher`] tells when something changed.

mod answer;
mod host;
mod inputs;
mod page;
mod server;
mod view;
mod watch;

pub use answer::{Answer, Asked, answer};
pub use host::is_trusted;
pub use server::Server;
pub use view::{Shown, View};
pub use watch::Watcher;
