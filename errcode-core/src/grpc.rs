//! The gRPC codes and the named profiles that map them to HTTP statuses and back.
//!
//! Both tables of this file are the only place where a mapping is written; every function reads them.
//! The mapping is not invertible (several codes share a status) and peers disagree, so it is a
//! *named profile*, and the business code travels beside the status.

use crate::retry_advice::RetryAdvice;
use crate::word::word_enum;

word_enum! {
    /// A canonical gRPC status code. `as_str` is its name in `google/rpc/code.proto`.
    pub enum GrpcCode ("gRPC code") {
        /// 0: success.
        Ok = "OK",
        /// 1: the caller cancelled.
        Cancelled = "CANCELLED",
        /// 2: unknown.
        Unknown = "UNKNOWN",
        /// 3: the client sent an invalid argument.
        InvalidArgument = "INVALID_ARGUMENT",
        /// 4: the deadline passed first.
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// 5: a requested entity does not exist.
        NotFound = "NOT_FOUND",
        /// 6: the entity to create exists.
        AlreadyExists = "ALREADY_EXISTS",
        /// 7: the caller may not do this.
        PermissionDenied = "PERMISSION_DENIED",
        /// 8: a quota or resource is used up.
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// 9: the system is not in the state that the operation needs.
        FailedPrecondition = "FAILED_PRECONDITION",
        /// 10: aborted, usually by a concurrent change.
        Aborted = "ABORTED",
        /// 11: past the valid range.
        OutOfRange = "OUT_OF_RANGE",
        /// 12: not implemented here.
        Unimplemented = "UNIMPLEMENTED",
        /// 13: an invariant is broken.
        Internal = "INTERNAL",
        /// 14: the service is not available now.
        Unavailable = "UNAVAILABLE",
        /// 15: data was lost or damaged.
        DataLoss = "DATA_LOSS",
        /// 16: no valid credentials.
        Unauthenticated = "UNAUTHENTICATED",
    }
}

word_enum! {
    /// A named HTTP ↔ gRPC mapping.
    pub enum GrpcProfile ("gRPC profile") {
        /// `google/rpc/code.proto`, the default.
        Google = "google",
        /// go-kratos: as google, but `FAILED_PRECONDITION` is 412 and 502 is unknown.
        Kratos = "kratos",
        /// gRPC core's client fallback for answers without a `grpc-status` (statuses to codes; the
        /// other way, which gRPC core does not define, is google's).
        GrpcCore = "grpc-core",
    }
}

/// One gRPC code: its HTTP status in each profile, and AIP-194's advice.
pub(crate) struct GrpcRow {
    google: u16,
    kratos: u16,
    pub(crate) retry: RetryAdvice,
}

const fn row(google: u16, kratos: u16, retry: RetryAdvice) -> GrpcRow {
    GrpcRow { google, kratos, retry }
}

use RetryAdvice::{AfterStateChange, Backoff, Never};

/// By gRPC number. Sources: googleapis `google/rpc/code.proto`, go-kratos
/// `transport/http/status/status.go`, AIP-194.
const BY_GRPC: [GrpcRow; 17] = [
    row(200, 200, Never),
    row(499, 499, Never),
    row(500, 500, Never),
    row(400, 400, Never),
    row(504, 504, Never),
    row(404, 404, AfterStateChange),
    row(409, 409, AfterStateChange),
    row(403, 403, AfterStateChange),
    row(429, 429, Never),
    row(400, 412, AfterStateChange),
    row(409, 409, Never),
    row(400, 400, AfterStateChange),
    row(501, 501, AfterStateChange),
    row(500, 500, Never),
    row(503, 503, Backoff),
    row(500, 500, Never),
    row(401, 401, AfterStateChange),
];

use GrpcCode as G;

/// HTTP status → (google, kratos, gRPC core). A status that is not here is `UNKNOWN` in all three.
/// Where `code.proto` gives one status to several codes, google's column has the one that says
/// least: 400 `INVALID_ARGUMENT`, 409 `ABORTED`, 500 `INTERNAL`. 412, 416 and 502 are the codes
/// whose definition they meet. Sources as above, and grpc `doc/http-grpc-status-mapping.md`.
const BY_HTTP: &[(u16, [GrpcCode; 3])] = &[
    (200, [G::Ok, G::Ok, G::Unknown]),
    (400, [G::InvalidArgument, G::InvalidArgument, G::Internal]),
    (401, [G::Unauthenticated, G::Unauthenticated, G::Unauthenticated]),
    (403, [G::PermissionDenied, G::PermissionDenied, G::PermissionDenied]),
    (404, [G::NotFound, G::NotFound, G::Unimplemented]),
    (409, [G::Aborted, G::Aborted, G::Unknown]),
    (412, [G::FailedPrecondition, G::FailedPrecondition, G::Unknown]),
    (416, [G::OutOfRange, G::Unknown, G::Unknown]),
    (429, [G::ResourceExhausted, G::ResourceExhausted, G::Unavailable]),
    (431, [G::Unknown, G::Unknown, G::Internal]),
    (499, [G::Cancelled, G::Cancelled, G::Unknown]),
    (500, [G::Internal, G::Internal, G::Unknown]),
    (501, [G::Unimplemented, G::Unimplemented, G::Unknown]),
    (502, [G::Unavailable, G::Unknown, G::Unavailable]),
    (503, [G::Unavailable, G::Unavailable, G::Unavailable]),
    (504, [G::DeadlineExceeded, G::DeadlineExceeded, G::Unavailable]),
];

impl GrpcCode {
    /// The number on the wire, 0 to 16.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The code of a number on the wire.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<GrpcCode> {
        GrpcCode::from_index(number)
    }

    pub(crate) const fn row(self) -> &'static GrpcRow {
        &BY_GRPC[self as usize]
    }
}

impl Default for GrpcProfile {
    /// `google`.
    fn default() -> Self {
        GrpcProfile::Google
    }
}

impl GrpcProfile {
    /// The HTTP status of a gRPC code.
    #[must_use]
    pub const fn http_from_grpc(self, code: GrpcCode) -> u16 {
        match self {
            GrpcProfile::Google | GrpcProfile::GrpcCore => code.row().google,
            GrpcProfile::Kratos => code.row().kratos,
        }
    }

    /// The gRPC code of an HTTP status; [`GrpcCode::Unknown`] where the profile has none.
    #[must_use]
    pub fn grpc_from_http(self, status: u16) -> GrpcCode {
        match BY_HTTP.binary_search_by_key(&status, |row| row.0) {
            Ok(at) => BY_HTTP[at].1[self as usize],
            Err(_) => GrpcCode::Unknown,
        }
    }

    /// The gRPC code that a business code gets when only its HTTP status is written: as
    /// [`grpc_from_http`](Self::grpc_from_http), except that every 2xx is `OK` in every profile,
    /// since a success may not travel as a failing gRPC status.
    #[must_use]
    pub fn default_grpc(self, status: u16) -> GrpcCode {
        if matches!(status, 200..=299) { GrpcCode::Ok } else { self.grpc_from_http(status) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns: number, name, google.rpc, kratos, AIP-194 word.
    const FACTS: &str = "\
0 OK 200 200 never
1 CANCELLED 499 499 never
2 UNKNOWN 500 500 generally-not
3 INVALID_ARGUMENT 400 400 never
4 DEADLINE_EXCEEDED 504 504 never
5 NOT_FOUND 404 404 not-until-state-changes
6 ALREADY_EXISTS 409 409 not-until-state-changes
7 PERMISSION_DENIED 403 403 not-until-state-changes
8 RESOURCE_EXHAUSTED 429 429 generally-not
9 FAILED_PRECONDITION 400 412 not-until-state-changes
10 ABORTED 409 409 generally-not
11 OUT_OF_RANGE 400 400 not-until-state-changes
12 UNIMPLEMENTED 501 501 not-until-state-changes
13 INTERNAL 500 500 generally-not
14 UNAVAILABLE 503 503 retryable
15 DATA_LOSS 500 500 never
16 UNAUTHENTICATED 401 401 not-until-state-changes";

    #[test]
    fn grpc_table_matches_the_published_one() {
        assert_eq!(FACTS.lines().count(), GrpcCode::ALL.len());
        for line in FACTS.lines() {
            let [number, name, google, kratos, aip] =
                line.split(' ').collect::<alloc::vec::Vec<_>>().try_into().unwrap();
            let code = GrpcCode::from_number(number.parse().unwrap()).unwrap();
            assert_eq!(code.as_str(), name);
            assert_eq!(GrpcProfile::Google.http_from_grpc(code), google.parse::<u16>().unwrap());
            assert_eq!(GrpcProfile::GrpcCore.http_from_grpc(code), google.parse::<u16>().unwrap());
            assert_eq!(GrpcProfile::Kratos.http_from_grpc(code), kratos.parse::<u16>().unwrap());
            let advice = match aip {
                "retryable" => Backoff,
                "not-until-state-changes" => AfterStateChange,
                _ => Never,
            };
            assert_eq!(RetryAdvice::from_grpc(code), advice, "{name}");
        }
        assert_eq!(GrpcCode::from_number(17), None);
    }

    #[test]
    fn http_table_matches_the_published_one() {
        // Columns: status, gRPC core, kratos.
        let facts = "\
200 UNKNOWN OK
400 INTERNAL INVALID_ARGUMENT
401 UNAUTHENTICATED UNAUTHENTICATED
403 PERMISSION_DENIED PERMISSION_DENIED
404 UNIMPLEMENTED NOT_FOUND
409 UNKNOWN ABORTED
412 UNKNOWN FAILED_PRECONDITION
429 UNAVAILABLE RESOURCE_EXHAUSTED
431 INTERNAL UNKNOWN
499 UNKNOWN CANCELLED
500 UNKNOWN INTERNAL
501 UNKNOWN UNIMPLEMENTED
502 UNAVAILABLE UNKNOWN
503 UNAVAILABLE UNAVAILABLE
504 UNAVAILABLE DEADLINE_EXCEEDED
418 UNKNOWN UNKNOWN
999 UNKNOWN UNKNOWN";
        for line in facts.lines() {
            let [status, core, kratos] =
                line.split(' ').collect::<alloc::vec::Vec<_>>().try_into().unwrap();
            let status = status.parse().unwrap();
            assert_eq!(GrpcProfile::GrpcCore.grpc_from_http(status).as_str(), core, "{status}");
            assert_eq!(GrpcProfile::Kratos.grpc_from_http(status).as_str(), kratos, "{status}");
        }
    }

    #[test]
    fn google_statuses_map_back_to_a_code_of_the_same_status() {
        assert!(BY_HTTP.is_sorted_by_key(|row| row.0));
        for code in GrpcCode::ALL {
            let status = GrpcProfile::Google.http_from_grpc(*code);
            let back = GrpcProfile::Google.grpc_from_http(status);
            assert_eq!(GrpcProfile::Google.http_from_grpc(back), status, "{code}");
        }
    }

    #[test]
    fn a_success_is_ok_in_every_profile() {
        for profile in GrpcProfile::ALL {
            assert_eq!(profile.default_grpc(202), GrpcCode::Ok);
            assert_ne!(profile.default_grpc(500), GrpcCode::Ok);
        }
    }
}
