//! Who has to act on an error.

use crate::word::word_enum;

word_enum! {
    /// The side that caused an error, and so the side that can mend it.
    pub enum Fault ("fault") {
        /// The caller: it sent something wrong, or may not do what it asked.
        Client = "client",
        /// This service: a defect or a lack of its own.
        Server = "server",
        /// Something that this service depends on.
        Dependency = "dependency",
    }
}

impl Fault {
    /// The fault that an HTTP status class names: 4xx the client, 5xx (and custom statuses from 600)
    /// the server. Success (2xx) is nobody's fault; 1xx and 3xx ask the client to go on elsewhere.
    #[must_use]
    pub const fn from_http(status: u16) -> Option<Fault> {
        match status {
            200..=299 => None,
            500.. => Some(Fault::Server),
            _ => Some(Fault::Client),
        }
    }
}
