//! The filters of a listing: a code is listed if every kind of filter that is given accepts it.

use clap::Args;
use errcode_core::{Fault, GrpcCode, RetryAdvice, Severity};

use super::words::{grpc_parser, optional_word_parser, word_parser};

/// Values of one flag are alternatives; they may be repeated or separated by commas.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Only codes of these crates
    #[arg(long = "crate", value_name = "NAME", value_delimiter = ',')]
    pub(crate) krate: Vec<String>,

    /// Only codes of these services, by name or by part of the code
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) service: Vec<String>,

    /// Only codes of these modules, by name or by part of the code
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) module: Vec<String>,

    /// Only codes of these number spaces
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) domain: Vec<String>,

    /// Only codes with these HTTP statuses or classes: 404, 4xx
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = parse_http)]
    pub(crate) http: Vec<HttpFilter>,

    /// Only codes with these gRPC codes: UNAVAILABLE, 14
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = grpc_parser)]
    pub(crate) grpc: Vec<GrpcCode>,

    /// Only codes with this retry advice
    #[arg(long, value_name = "ADVICE", value_delimiter = ',')]
    #[arg(value_parser = word_parser(RetryAdvice::ALL, RetryAdvice::as_str))]
    pub(crate) retry: Vec<RetryAdvice>,

    /// Only codes of this severity
    #[arg(long, value_name = "SEVERITY", value_delimiter = ',')]
    #[arg(value_parser = word_parser(Severity::ALL, Severity::as_str))]
    pub(crate) severity: Vec<Severity>,

    /// Only codes that are the fault of this side; `none` for successes
    #[arg(long, value_name = "SIDE", value_delimiter = ',')]
    #[arg(value_parser = optional_word_parser(Fault::ALL, Fault::as_str))]
    pub(crate) fault: Vec<FaultFilter>,
}

/// A fault, or none.
pub(crate) type FaultFilter = super::words::OptionalWord<Fault>;

/// An HTTP status, or all of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HttpFilter {
    /// One status.
    Status(u16),
    /// `4xx` is class 4.
    Class(u16),
}

impl HttpFilter {
    /// Whether a status is meant.
    pub(crate) fn accepts(self, status: u16) -> bool {
        match self {
            HttpFilter::Status(wanted) => wanted == status,
            HttpFilter::Class(class) => class == status / 100,
        }
    }
}

fn parse_http(written: &str) -> Result<HttpFilter, String> {
    let digits = written.strip_suffix("xx").or_else(|| written.strip_suffix("XX"));
    let filter = if let Some(class) = digits {
        class.parse().ok().filter(|class| (1..=9).contains(class)).map(HttpFilter::Class)
    } else {
        let status = written.parse().ok().filter(|status| (100..=999).contains(status));
        status.map(HttpFilter::Status)
    };
    filter.ok_or_else(|| "write a status such as 404 or a class such as 4xx".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_statuses_and_classes() {
        assert_eq!(parse_http("404"), Ok(HttpFilter::Status(404)));
        assert_eq!(parse_http("4xx"), Ok(HttpFilter::Class(4)));
        assert_eq!(parse_http("5XX"), Ok(HttpFilter::Class(5)));
        for wrong in ["", "xx", "0xx", "44xx", "99", "1000", "4x4", "-404"] {
            assert!(parse_http(wrong).is_err(), "{wrong}");
        }
        assert!(HttpFilter::Class(4).accepts(499));
        assert!(!HttpFilter::Class(4).accepts(500));
    }
}
