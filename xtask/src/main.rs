//! The command line: every `cargo xtask …` starts here.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Many small values are made and given back, by several threads; the system's allocator takes a third of a run for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut console = xtask::console::Console::standard();
    xtask::cli::run(std::env::args_os(), &mut console).into()
}
