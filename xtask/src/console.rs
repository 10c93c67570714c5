//! Where a command writes: data to standard output, everything said about it to standard error.
//!
//! A reader that goes away early (`cargo xtask generate --check | head`) is no failure of the
//! command: what it no longer wants to read is dropped, and the exit code stays the same.

use std::env;
use std::io::{self, IsTerminal, Write};

use codegen::diagnostic::HumanStyle;

/// The two streams of a command.
pub struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    style: HumanStyle,
}

impl Console {
    /// The streams of this process.
    #[must_use]
    pub fn standard() -> Self {
        let style = style(io::stderr().is_terminal());
        Self {
            style,
            ..Self::new(Box::new(io::stdout()), Box::new(io::stderr()))
        }
    }

    /// A console over any two streams, in plain text.
    #[must_use]
    pub fn new(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out,
            err,
            style: HumanStyle::default(),
        }
    }

    /// What the reader of standard error can be shown.
    #[must_use]
    pub fn style(&self) -> HumanStyle {
        self.style
    }

    /// Writes a piece of the command's result, with a line break after it where it has none.
    pub fn data(&mut self, text: &str) {
        write_line(&mut self.out, text);
    }

    /// Writes a sentence about the result, with a line break after it where it has none.
    pub fn note(&mut self, text: &str) {
        write_line(&mut self.err, text);
    }
}

/// Colours and drawn lines are for a terminal that can show them and a person who did not decline.
fn style(is_terminal: bool) -> HumanStyle {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| variable(name));
    let is_utf8 = locale.is_some_and(|locale| locale.to_lowercase().contains("utf"));
    HumanStyle {
        colour: is_terminal && variable("NO_COLOR").is_none(),
        unicode: is_terminal && is_utf8,
    }
}

/// Writes one text; a failure to write has nobody left to be told of.
fn write_line(stream: &mut Box<dyn Write>, text: &str) {
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.write_all(end.as_bytes()));
    let _ = stream.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_closed_pipe_does_not_panic() {
        let mut console = Console::new(Box::new(Closed), Box::new(Closed));
        console.data("text");
        console.note("text");
    }
}
