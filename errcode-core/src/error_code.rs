//! The trait that every error with a code implements.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::error::Error;

use crate::code::Code;
use crate::entry::Entry;
use crate::fault::Fault;
use crate::grpc::GrpcCode;
use crate::retry_advice::RetryAdvice;
use crate::severity::Severity;

/// An error that has a code. Derive it with `#[derive(ErrorCode)]`.
///
/// Only [`entry`](Self::entry) is generated; everything else is read from the entry, so that an enum
/// costs the compiler one method. The trait is object safe.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no error code",
    label = "this type does not implement `ErrorCode`",
    note = "derive it: `#[derive(Debug, ErrorCode)]` on the enum, `#[code(100101, http = 500)]` on \
            each variant"
)]
pub trait ErrorCode: Error {
    /// The facts of this error's code.
    fn entry(&self) -> Entry;

    /// The code.
    fn code(&self) -> Code {
        self.entry().code()
    }

    /// The name, `USER_NOT_FOUND`.
    fn name(&self) -> &'static str {
        self.entry().name()
    }

    /// The external message; where it has placeholders, `Display` fills them in.
    fn message(&self) -> &'static str {
        self.entry().message()
    }

    /// The HTTP status as a number, 100 to 999.
    fn http(&self) -> u16 {
        self.entry().http()
    }

    /// The HTTP status.
    #[cfg(feature = "std")]
    fn http_status(&self) -> http::StatusCode {
        self.entry().http_status()
    }

    /// The gRPC code.
    fn grpc(&self) -> GrpcCode {
        self.entry().grpc()
    }

    /// What a client should do.
    fn retry(&self) -> RetryAdvice {
        self.entry().retry()
    }

    /// How loudly it is logged.
    fn severity(&self) -> Severity {
        self.entry().severity()
    }

    /// Who has to act; `None` for a success.
    fn fault(&self) -> Option<Fault> {
        self.entry().fault()
    }

    /// Whether it is part of normal work, so that alerts leave it out.
    fn is_expected(&self) -> bool {
        self.entry().is_expected()
    }
}

impl<E: ErrorCode> ErrorCode for Box<E> {
    fn entry(&self) -> Entry {
        E::entry(self)
    }
}

impl<E: ErrorCode> ErrorCode for Arc<E> {
    fn entry(&self) -> Entry {
        E::entry(self)
    }
}

impl<E: ErrorCode + ?Sized> ErrorCode for &E {
    fn entry(&self) -> Entry {
        E::entry(self)
    }
}
