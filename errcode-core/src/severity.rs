//! How loudly an error is logged.

use crate::fault::Fault;
use crate::word::word_enum;

word_enum! {
    /// The severity of a code; it decides the log level.
    pub enum Severity ("severity") {
        /// Worth a line only while looking for something.
        Debug = "debug",
        /// Part of normal work: successes.
        Info = "info",
        /// Somebody else's mistake: client errors.
        Warning = "warning",
        /// This service failed a request.
        Error = "error",
        /// A person is needed at once.
        Critical = "critical",
    }
}

impl Severity {
    /// The severity that follows from a fault; `None` is a success.
    /// A client's mistake is no `error` of this service.
    #[must_use]
    pub const fn from_fault(fault: Option<Fault>) -> Severity {
        match fault {
            None => Severity::Info,
            Some(Fault::Client) => Severity::Warning,
            Some(Fault::Server | Fault::Dependency) => Severity::Error,
        }
    }
}
