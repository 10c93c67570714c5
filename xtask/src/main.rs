//! The command line: every `cargo xtask …` starts here.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut console = xtask::console::Console::standard();
    xtask::cli::run(std::env::args_os(), &mut console).into()
}
