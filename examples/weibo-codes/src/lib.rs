//! The error codes of the Weibo open platform, laid out as level, module and sequence (1+2+2).
//!
//! One enum per level: [`SystemError`] for 1xxxx, [`ServiceError`] for 2xxxx. Numbers are the
//! platform's; names, statuses, retry advice and messages are ours.

#![forbid(unsafe_code)]

mod service;
mod system;

pub use service::ServiceError;
pub use system::SystemError;
