//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(feedmill::cli::run(std::env::args_os()) as u8)
}
