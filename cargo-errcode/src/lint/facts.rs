//! What the facts of one code say together.

use errcode_core::Fault;
use errcode_syntax::config::LintLevel;

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
Proxies, clients and dashboards know the statuses of IANA's registry. Statuses from 512 on, and 470 to
479, are not in it: what comes between treats them as any 5xx or 4xx, or refuses them.

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
    let is_unusual = |status: u16| matches!(status, 470..=479 | 512..=999);
    let unusual = context.own_codes().filter(|entry| is_unusual(entry.http)).map(|entry| {
        let title = format!("code {} has the unregistered status {}", entry.text, entry.http);
        let help = "take a registered status of the same class";
        hit(&UNUSUAL_STATUS.rule, entry, title, "this code", help)
    });
    unusual.collect()
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
