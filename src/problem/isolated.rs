//! Panics, of a crate's arithmetic or a bug of ours, kept within the article that they come from.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use super::{Code, Place, Problem};

thread_local! {
    /// How much isolated work this thread is in the middle of.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// The source line of the last panic in such work.
    static LINE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work on the article whose file is `path`, relative to the site's folder.
///
/// # Errors
/// [`Code::Internal`] when the work panics. Nothing is printed then, by no hook.
pub fn isolated<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Box<Problem>> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| match DEPTH.get() {
            0 => before(panic),
            _ => LINE.set(panic_line(panic)),
        }));
    });
    DEPTH.set(DEPTH.get() + 1);
    // Whatever the work was about to change goes with it.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    done.map_err(|payload| {
        let problem = internal(path, &panic_message(&*payload), LINE.take().as_deref());
        Box::new(problem)
    })
}

fn internal(path: &str, message: &str, line: Option<&str>) -> Problem {
    let line = line.map(|line| format!(" ({line})")).unwrap_or_default();
    let message = format!("the program failed at this article: {message}{line}");
    Problem::new(Code::Internal, message).at(Place::of_file(path)).help(
        "report it with the article; until it is fixed, build with `--skip-broken`, \
         or move the article out of the content folder",
    )
}

/// A panic in no article, which ends the program.
#[must_use]
pub fn of_panic(panic: &PanicHookInfo<'_>) -> Problem {
    let line = panic_line(panic).map(|line| format!(" ({line})")).unwrap_or_default();
    let message = format!("the program failed: {}{line}", panic_message(panic.payload()));
    Problem::new(Code::Internal, message)
        .help("report it with what you ran; the published files are whole")
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

/// The source line, as `crate/src/file.rs:12`, without the folders of the machine that compiled it.
fn panic_line(panic: &PanicHookInfo<'_>) -> Option<String> {
    let location = panic.location()?;
    let file = location.file().replace('\\', "/");
    let file = match file.rsplit_once("/src/") {
        Some((before, after)) => {
            format!("{}/src/{after}", before.rsplit('/').next().unwrap_or_default())
        }
        None => file,
    };
    Some(format!("{file}:{}", location.line()))
}
