//! The program: arguments in, exit code out.

use std::process::ExitCode;

/// That of musl keeps all threads waiting for one lock.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(feedmill::cli::run(std::env::args_os()) as u8)
}
