//! What a client should do after an error.

use crate::grpc::GrpcCode;
use crate::word::word_enum;

word_enum! {
    /// Whether and how a failed call may be sent again.
    pub enum RetryAdvice ("retry advice") {
        /// Do not send it again.
        Never = "never",
        /// Send it again at once.
        Immediate = "immediate",
        /// Send it again with growing pauses.
        Backoff = "backoff",
        /// Send it again more slowly, after the time that the server names.
        Throttle = "throttle",
        /// Send it again only when the state that refused it has changed.
        AfterStateChange = "after-state-change",
    }
}

impl RetryAdvice {
    /// The advice that [AIP-194](https://google.aip.dev/194) gives for a gRPC code: only
    /// `UNAVAILABLE` is retried automatically; what AIP-194 calls "generally not" is `Never` here.
    #[must_use]
    pub const fn from_grpc(code: GrpcCode) -> RetryAdvice {
        code.row().retry
    }
}
