//! The server: who asks is answered from memory.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Request, Response, StatusCode};

use super::answer::{Answer, Asked, EVENTS, answer, plain};
use super::host::is_trusted;
use super::view::View;

/// How many pages may hear of changes at once.
const MOST_LISTENERS: usize = 64;

/// After how long of silence a page is told that the server is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A server of one view after another.
#[derive(Clone)]
pub struct Server {
    http: Arc<tiny_http::Server>,
    state: Arc<State>,
    address: SocketAddr,
}

struct State {
    view: Mutex<Arc<View>>,
    changed: Condvar,
    stopped: AtomicBool,
    listeners: AtomicUsize,
}

impl Server {
    /// Listens at `address`; at port 0 the machine chooses one.
    ///
    /// # Errors
    /// Those of the machine; [`io::ErrorKind::AddrInUse`] where another program listens.
    pub fn bind(address: SocketAddr, view: View) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let http = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        let state = State {
            view: Mutex::new(Arc::new(view)),
            changed: Condvar::new(),
            stopped: AtomicBool::new(false),
            listeners: AtomicUsize::new(0),
        };
        Ok(Self { http: Arc::new(http), state: Arc::new(state), address })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What is shown now.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.state.lock())
    }

    /// Shows another view, and has every open page load itself again.
    pub fn show(&self, view: View) {
        *self.state.lock() = Arc::new(view);
        self.state.changed.notify_all();
    }

    /// Whether [`Self::stop`] was called.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.state.stopped.load(Ordering::Relaxed)
    }

    /// Ends [`Self::run`].
    pub fn stop(&self) {
        self.state.stopped.store(true, Ordering::Relaxed);
        self.state.changed.notify_all();
        self.http.unblock();
    }

    /// Answers until it is stopped.
    pub fn run(&self) {
        while !self.is_stopped() {
            let Ok(request) = self.http.recv() else { continue };
            let state = Arc::clone(&self.state);
            // One that listens for changes keeps its thread.
            thread::spawn(move || {
                // A browser that went away needs no answer.
                let _ = respond(request, &state);
            });
        }
    }
}

impl State {
    /// What a thread that panicked was about to show is still a whole view.
    fn lock(&self) -> MutexGuard<'_, Arc<View>> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn respond(request: Request, state: &State) -> io::Result<()> {
    let value = |name: &'static str| {
        let header = request.headers().iter().find(|header| header.field.equiv(name));
        header.map(|header| header.value.as_str().to_owned())
    };
    if !value("Host").is_some_and(|host| is_trusted(&host)) {
        let text = "A preview answers to localhost and to addresses alone, so that no other site can read it.\n";
        return send(request, &plain(421, text));
    }
    if request.url() == EVENTS && *request.method() == tiny_http::Method::Get {
        return tell_changes(request, state);
    }
    let view = Arc::clone(&state.lock());
    let if_none_match = value("If-None-Match");
    let destination = value("Sec-Fetch-Dest");
    let asked = Asked {
        method: request.method().as_str(),
        target: request.url(),
        if_none_match: if_none_match.as_deref(),
        destination: destination.as_deref(),
    };
    let answer = answer(&view, asked);
    send(request, &answer)
}

fn send(request: Request, answer: &Answer) -> io::Result<()> {
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    let length = answer.body.len();
    let response = Response::new(
        StatusCode(answer.status),
        headers.collect(),
        answer.body.as_slice(),
        Some(length),
        None,
    );
    // The length is known, so every answer says it.
    request.respond(response.with_chunked_threshold(usize::MAX))
}

/// Server-sent events (HTML, section 9.2): the version of the view, now and whenever it changes.
fn tell_changes(request: Request, state: &State) -> io::Result<()> {
    if state.listeners.fetch_add(1, Ordering::Relaxed) >= MOST_LISTENERS {
        state.listeners.fetch_sub(1, Ordering::Relaxed);
        return send(request, &plain(503, "Too many pages are open.\n"));
    }
    let told = write_changes(&mut *request.into_writer(), state);
    state.listeners.fetch_sub(1, Ordering::Relaxed);
    told
}

fn write_changes(to: &mut dyn Write, state: &State) -> io::Result<()> {
    to.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
    )?;
    let mut view = state.lock();
    loop {
        let version = view.version;
        drop(view);
        write!(to, "data: {version}\n\n")?;
        to.flush()?;
        view = state.lock();
        while view.version == version {
            if state.stopped.load(Ordering::Relaxed) {
                return Ok(());
            }
            let waited = state.changed.wait_timeout(view, HEARTBEAT);
            let (next, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            view = next;
            if timeout.timed_out() {
                drop(view);
                to.write_all(b":\n\n")?;
                to.flush()?;
                view = state.lock();
            }
        }
    }
}
