//! Codes against errcode.toml, where their derive has not read it: codes of other repositories, and of
//! packages whose own errcode.toml is nearer.

use errcode_core::Role;
use errcode_syntax::config::{Domain, LintLevel};
use errcode_syntax::refusal;

use super::{Context, Hit, Lint, hit};
use crate::catalog::CatalogEntry;
use crate::rules::Rule;

pub(super) static MISPLACED_CODE: Lint = Lint {
    rule: Rule {
        id: "misplaced-code",
        summary: "a code lies where errcode.toml does not let its crate be",
        explanation: "\
A code that lies in another crate's segment, in a reserved band or on a retired number will clash with
the next code that its owner declares.

The derive refuses such a code. It cannot where it has read another errcode.toml: in a package that has
one of its own nearer by, in a dependency, in another repository (`check --catalog`).

Ways out: a code of a segment that the crate owns; or give the crate a segment in errcode.toml.
",
        fires: "\
//- errcode.toml
layout = { digits = \"SSMMNN\" }
services = { shop = { code = 10, crates = [\"shop\"] }, cart = { code = 11, crates = [\"cart\"] } }
//- cart/errcode.toml
layout = { digits = \"SSMMNN\" }
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(100101)]
    Empty,
}
//- shop/src/lib.rs
",
        silent: "\
//- errcode.toml
layout = { digits = \"SSMMNN\" }
services = { shop = { code = 10, crates = [\"shop\"] }, cart = { code = 11, crates = [\"cart\"] } }
//- cart/errcode.toml
layout = { digits = \"SSMMNN\" }
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(110101)]
    Empty,
}
//- shop/src/lib.rs
",
    },
    level: LintLevel::Deny,
    check: misplaced_code,
};

pub(super) static STATUS_OUTSIDE_PROFILE: Lint = Lint {
    rule: Rule {
        id: "status-outside-profile",
        summary: "a code has an HTTP status that errcode.toml does not allow",
        explanation: "\
errcode.toml lists the statuses that clients, proxies and dashboards are prepared for (`http`), or gives
those of a family (`families`), and a code has another one.

The derive refuses such a code. It cannot where it has read another errcode.toml: in a package that has
one of its own nearer by, in a dependency, in another repository (`check --catalog`).

Ways out: a status of the list; or add the status to it.
",
        fires: "\
//- errcode.toml
http = { profile = \"iam\" }
//- cart/errcode.toml
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(110101, http = 418)]
    Empty,
}
//- shop/src/lib.rs
",
        silent: "\
//- errcode.toml
http = { profile = \"iam\" }
//- cart/errcode.toml
//- cart/src/lib.rs
#[derive(Debug, ErrorCode)]
enum CartError {
    #[code(110101, http = 404)]
    Empty,
}
//- shop/src/lib.rs
",
    },
    level: LintLevel::Deny,
    check: status_outside_profile,
};

fn misplaced_code(context: &Context<'_>) -> Vec<Hit> {
    hits(context, |domain, entry| {
        let problem = refusal(domain, &entry.package, &entry.code)?;
        let help = "take a code of a segment that the crate owns";
        Some(hit(&MISPLACED_CODE.rule, entry, problem, "this code", help))
    })
}

fn status_outside_profile(context: &Context<'_>) -> Vec<Hit> {
    hits(context, |domain, entry| {
        let CatalogEntry { text, http, .. } = entry;
        let parts = domain.layout.as_ref().and_then(|layout| layout.split(&entry.code).ok());
        let family = parts.as_ref().and_then(|parts| parts.get(Role::Family));
        let problem = match (&domain.http, family.map(|part| (part, domain.family_http(part)))) {
            (Some(profile), _) if !profile.statuses.contains(http) => {
                let name = &profile.name;
                format!("code {text} has the status {http}, which `{name}` does not list")
            }
            (_, Some((part, wanted))) if !wanted.allows(*http) => {
                format!("code {text} has the status {http}, and family {part} has {wanted}")
            }
            _ => return None,
        };
        let help = "take a status that errcode.toml lists";
        Some(hit(&STATUS_OUTSIDE_PROFILE.rule, entry, problem, "this code", help))
    })
}

/// The hits of codes in the domains of every errcode.toml but the one that their derive has read.
fn hits(context: &Context<'_>, check: impl Fn(&Domain, &CatalogEntry) -> Option<Hit>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for entry in &context.everywhere.codes {
        let own = context.configs.domain_of(&entry.package);
        let others = context.configs.root_domains().filter(|domain| {
            let is_own = own.is_some_and(|own| std::ptr::eq(own, *domain));
            !is_own && domain.name == entry.domain
        });
        hits.extend(others.filter_map(|domain| check(domain, entry)));
    }
    hits
}
