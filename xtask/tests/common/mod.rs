//! Calls the command line inside the test process and keeps what it writes.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use xtask::console::Console;
use xtask::exit::Exit;

/// How a command ended, and what it wrote.
pub struct Captured {
    /// The exit code.
    pub code: u8,
    /// What stands on standard output.
    pub out: String,
    /// What stands on standard error.
    pub err: String,
}

/// Calls `cargo xtask` with these arguments.
pub fn call(arguments: &[&str]) -> Captured {
    let (out, err) = (Kept::default(), Kept::default());
    let mut console = Console::new(Box::new(out.clone()), Box::new(err.clone()));
    let all = ["xtask"].iter().chain(arguments);
    let code = match xtask::cli::run(all, &mut console) {
        Exit::Done => 0,
        Exit::Problems => 1,
        Exit::Unusable => 2,
    };
    Captured {
        code,
        out: out.text(),
        err: err.text(),
    }
}

/// A stream that keeps what is written to it.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Kept {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
