//! What the facts of one code say together.

use errcode_core::Fault;
use errcode_syntax::config::LintLevel;
use http::StatusCode;

use super::{Context, Hit, Lint, hit};
use crate::rules::Rule;

pub(super) static FAULT_AGAINST_STATUS: Lint = Lint {
    rule: Rule {
        id: "fault-against-status",
        summary: "the side that has to act is not the one that the HTTP status names",
        explanation: "\
A 4xx status tells the caller that the request is wrong, a 5xx that the server is. Where `fault` says
the other side, service levels and alerts count what the status does not show.

Ways out: another status, or no `fault`: it follows from the status.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404, fault = \"server\")]
    NoOrder,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404, fault = \"client\")]
    NoOrder,
}
",
    },
    level: LintLevel::Warn,
    check: fault_against_status,
};

pub(super) static UNUSUAL_STATUS: Lint = Lint {
    rule: Rule {
        id: "unusual-status",
        summary: "the HTTP status is one that nobody registered",
        explanation: "\
Proxies, clients and dashboards know the statuses of IANA's registry (RFC 9110, section 16.2). What is
not in it, such as 299, 499 and 509, they treat as the first of its class, or refuse: 499 is a 400 to
them. 306 and 418 are in it as not to be used.

Ways out: the registered status of the same class that comes nearest.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 599)]
    Overloaded,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 503)]
    Overloaded,
}
",
    },
    level: LintLevel::Warn,
    check: unusual_status,
};

pub(super) static INSECURE_REFERENCE: Lint = Lint {
    rule: Rule {
        id: "insecure-reference",
        summary: "a reference is not read over https",
        explanation: "\
Who opens the page in the middle of an incident should get the page of its author.

Ways out: write `https://`.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, reference = \"http://docs.example.com/100101\")]
    Overloaded,
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, reference = \"https://docs.example.com/100101\")]
    Overloaded,
}
",
    },
    level: LintLevel::Warn,
    check: insecure_reference,
};

fn fault_against_status(context: &Context<'_>) -> Vec<Hit> {
    let rule = &FAULT_AGAINST_STATUS.rule;
    let wrong = context.own_codes().filter_map(|entry| {
        let other = match (entry.http, entry.fault?) {
            (400..=499, Fault::Server | Fault::Dependency) => "the caller's",
            (500..=999, Fault::Client) => "the server's",
            (200..=299, _) => "nobody's: it is a success",
            _ => return None,
        };
        let fault = entry.fault?;
        let title = format!(
            "code {} is the fault of the {fault}, and its status {} says it is {other}",
            entry.text, entry.http
        );
        let help = "give it another status, or leave `fault` out: it follows from the status";
        Some(hit(rule, entry, title, "this code", help))
    });
    wrong.collect()
}

fn unusual_status(context: &Context<'_>) -> Vec<Hit> {
    let unusual = context.own_codes().filter(|entry| !is_registered(entry.http)).map(|entry| {
        let title = format!("code {} has the unregistered status {}", entry.text, entry.http);
        let help = match entry.http {
            100..=599 => format!(
                "take a registered status; clients treat this one as {}",
                entry.http / 100 * 100
            ),
            _ => "take a registered status, from 100 to 511".to_owned(),
        };
        hit(&UNUSUAL_STATUS.rule, entry, title, "this code", &help)
    });
    unusual.collect()
}

/// Whether IANA's registry of HTTP statuses has it.
fn is_registered(status: u16) -> bool {
    // `http` has the registry, and a joke where the registry says "(Unused)" (RFC 9110, section 15.5.19).
    let is_joke = status == StatusCode::IM_A_TEAPOT.as_u16();
    let status = StatusCode::from_u16(status).ok();
    !is_joke && status.is_some_and(|status| status.canonical_reason().is_some())
}

fn insecure_reference(context: &Context<'_>) -> Vec<Hit> {
    let is_insecure = |url: &&str| url.starts_with("http://");
    let insecure = context.own_codes().filter_map(|entry| {
        let url = entry.reference.as_deref().filter(is_insecure)?;
        let title = format!("the reference of code {} is not read over https: {url}", entry.text);
        Some(hit(&INSECURE_REFERENCE.rule, entry, title, "this code", "write `https://`"))
    });
    insecure.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// <https://www.iana.org/assignments/http-status-codes>, without "(Unused)" and what is temporary.
    #[test]
    fn the_registry() {
        let registry = (100..=103)
            .chain(200..=208)
            .chain([226])
            .chain(300..=305)
            .chain(307..=308)
            .chain(400..=417)
            .chain(421..=426)
            .chain([428, 429, 431, 451])
            .chain(500..=508)
            .chain(510..=511);
        let known: Vec<u16> = (0..=u16::MAX).filter(|status| is_registered(*status)).collect();
        assert_eq!(known, registry.collect::<Vec<u16>>());
    }
}
