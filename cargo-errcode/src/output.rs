//! The only place that prints: results to stdout, progress and errors to stderr.

use std::io::{self, BufWriter, IsTerminal, StderrLock, StdoutLock, Write};

use anstream::AutoStream;
use clap_cargo::style;

use crate::args::{Color, GlobalArgs};
use crate::error::Error;
use crate::render::{printable, printable_lines};

/// Where a command writes. As a [`Write`], it is stdout.
pub(crate) struct Output {
    stdout: BufWriter<AutoStream<StdoutLock<'static>>>,
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
            stdout: BufWriter::new(AutoStream::new(io::stdout().lock(), choice)),
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

    /// Somebody who has read enough (`| head`) is no error.
    fn unless_closed(&mut self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_stdout_closed = true;
                Ok(())
            }
            other => other,
        }
    }
}

impl Write for Output {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if !self.is_stdout_closed {
            let result = self.stdout.write_all(buffer);
            self.unless_closed(result)?;
        }
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_stdout_closed {
            return Ok(());
        }
        let result = self.stdout.flush();
        self.unless_closed(result)
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
