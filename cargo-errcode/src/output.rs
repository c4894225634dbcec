//! The only place that prints: results to stdout, progress and errors to stderr.

use std::io::{self, IsTerminal, StderrLock, StdoutLock, Write};

use anstream::AutoStream;
use clap_cargo::style;
use memchr::{memchr, memrchr};

use crate::args::{Color, GlobalArgs};
use crate::error::Error;
use crate::render::{printable, printable_lines};

/// How many bytes are written at once.
const AT_ONCE: usize = 64 * 1024;

/// Where a command writes. As a [`Write`], it is stdout.
pub(crate) struct Output {
    /// Takes colours out where nobody sees them, byte by byte.
    styled: AutoStream<StdoutLock<'static>>,
    /// The same stream, for lines without colours: a listing has megabytes of them.
    plain: StdoutLock<'static>,
    /// What is not written yet.
    buffer: Vec<u8>,
    is_stdout_closed: bool,
    stderr: AutoStream<StderrLock<'static>>,
    has_progress: bool,
}

impl Output {
    /// The process's own streams.
    pub(crate) fn new(global: GlobalArgs) -> Output {
        let choice = match global.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Output {
            styled: AutoStream::new(io::stdout().lock(), choice),
            plain: io::stdout().lock(),
            buffer: Vec::with_capacity(AT_ONCE),
            is_stdout_closed: false,
            stderr: AutoStream::new(io::stderr().lock(), choice),
            has_progress: io::stderr().is_terminal() && !global.quiet,
        }
    }

    /// How many columns a line may have; `None` where nobody looks at it on a terminal.
    pub(crate) fn width() -> Option<u16> {
        let width = terminal_size::terminal_size_of(io::stdout())?.0.0;
        io::stdout().is_terminal().then_some(width)
    }

    /// What is going on, in cargo's form. It is a courtesy: that it cannot be shown is no error.
    pub(crate) fn status(&mut self, verb: &str, object: &str) {
        if self.has_progress {
            let good = style::GOOD;
            drop(writeln!(self.stderr, "{good}{verb:>12}{good:#} {}", printable(object)));
        }
    }

    /// What is worth knowing about what was done.
    pub(crate) fn note(&mut self, note: &str) {
        let cyan = style::TRANSIENT;
        // It may quote a file.
        let note = note.lines().map(printable).collect::<Vec<_>>().join("\n");
        drop(writeln!(self.stderr, "{cyan}note{cyan:#}: {note}"));
    }

    /// Why a command failed, and the way out.
    pub(crate) fn error(&mut self, error: &Error) {
        let (red, cyan) = (style::ERROR, style::TRANSIENT);
        // Names of files and words of the command line are in it.
        let text = shortened(&printable_lines(&error.to_string()));
        drop(writeln!(self.stderr, "{red}error{red:#}: {text}"));
        if let Some(help) = error.help() {
            drop(writeln!(self.stderr, "{cyan}help{cyan:#}: {}", printable_lines(&help)));
        }
    }

    /// Writes the lines of the buffer, if one ends behind what was there `before`.
    fn write_lines(&mut self, before: usize) -> io::Result<()> {
        if self.is_stdout_closed {
            self.buffer.clear();
        } else if let Some(end) = memrchr(b'\n', &self.buffer[before..]) {
            self.write_first(before + end + 1)?;
        }
        Ok(())
    }

    /// Writes the first bytes of the buffer, which end where no escape sequence goes on.
    fn write_first(&mut self, length: usize) -> io::Result<()> {
        const ESCAPE: u8 = 0x1B;

        let bytes = &self.buffer[..length];
        let result = match memchr(ESCAPE, bytes) {
            Some(_) => self.styled.write_all(bytes),
            None => self.plain.write_all(bytes),
        };
        self.buffer.drain(..length);
        match result {
            // Somebody who has read enough (`| head`) is no error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_stdout_closed = true;
                self.buffer.clear();
                Ok(())
            }
            other => other,
        }
    }
}

impl Write for Output {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.write_all(buffer).map(|()| buffer.len())
    }

    // Called for each quotation mark of a listing in JSON, so what is rare is elsewhere.
    #[inline]
    fn write_all(&mut self, buffer: &[u8]) -> io::Result<()> {
        let before = self.buffer.len();
        self.buffer.extend_from_slice(buffer);
        if self.buffer.len() < AT_ONCE { Ok(()) } else { self.write_lines(before) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_first(self.buffer.len())?;
        if self.is_stdout_closed { Ok(()) } else { self.plain.flush() }
    }
}

/// A text in which no line goes on for ever: a token of a foreign file may be the whole file.
fn shortened(text: &str) -> String {
    /// In characters.
    const LONGEST: usize = 1_000;

    let shorten = |line: &str| match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    };
    text.split('\n').map(shorten).collect::<Vec<_>>().join("\n")
}
