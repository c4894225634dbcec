//! How each value of a code came about. What follows from another value is worked out again, and told
//! only where it comes out the same: a catalog may be older than errcode.toml, or from elsewhere.

use errcode_core::section::Origin;
use errcode_core::{Fault, GrpcCode, GrpcProfile, Layout, RetryAdvice, Role, Severity};

use crate::catalog::CatalogEntry;

/// How the values came about, for people.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) message: String,
    pub(crate) name: String,
    pub(crate) http: String,
    pub(crate) grpc: String,
    pub(crate) retry: String,
    pub(crate) fault: String,
    pub(crate) severity: String,
    pub(crate) expected: String,
}

/// Tells how the values of an entry came about; `profile` is the one that its derive used.
pub(crate) fn origins(entry: &CatalogEntry, profile: Option<GrpcProfile>) -> Origins {
    let origins = &entry.origins;
    let message = match origins.message {
        Origin::Enum => "the first line of the doc comment".to_owned(),
        Origin::Derived => derived("from the variant's name"),
        Origin::Attribute | Origin::Config => plain(origins.message),
    };
    Origins {
        message,
        name: or(origins.name, || "from the variant's name".to_owned()),
        http: http(entry, profile),
        grpc: or(origins.grpc, || grpc(entry, profile)),
        retry: or(origins.retry, || {
            let is_so = RetryAdvice::from_grpc(entry.grpc) == entry.retry;
            if is_so { format!("from gRPC {} (AIP-194)", entry.grpc) } else { String::new() }
        }),
        fault: or(origins.fault, || {
            let is_so = Fault::from_http(entry.http) == entry.fault;
            if is_so { format!("from HTTP {}xx", entry.http / 100) } else { String::new() }
        }),
        severity: match (origins.severity, part(entry, Role::Family)) {
            (Origin::Config, Some(family)) => format!("errcode.toml: family {family}"),
            (Origin::Config, None) => plain(Origin::Config),
            (origin, _) => or(origin, || severity(entry)),
        },
        expected: or(origins.expected, || "the default".to_owned()),
    }
}

/// The word of an origin, with the way where the value follows from another.
fn or(origin: Origin, way: impl FnOnce() -> String) -> String {
    if origin == Origin::Derived { derived(&way()) } else { plain(origin) }
}

fn plain(origin: Origin) -> String {
    origin.as_str().to_owned()
}

fn derived(way: &str) -> String {
    if way.is_empty() { plain(Origin::Derived) } else { format!("{}: {way}", Origin::Derived) }
}

fn http(entry: &CatalogEntry, profile: Option<GrpcProfile>) -> String {
    let origins = &entry.origins;
    match origins.http {
        Origin::Config => match (part(entry, Role::Http), part(entry, Role::Family)) {
            (Some(part), _) => format!("errcode.toml: the HTTP part {part} of the code"),
            (None, Some(family)) => format!("errcode.toml: family {family}"),
            (None, None) => plain(Origin::Config),
        },
        // Where only gRPC is written, HTTP follows from it.
        Origin::Derived if origins.grpc != Origin::Derived => {
            let is_so = profile.is_none_or(|one| one.http_from_grpc(entry.grpc) == entry.http);
            let way = format!("from gRPC {}{}", entry.grpc, by(profile));
            derived(if is_so { &way } else { "" })
        }
        Origin::Derived if entry.http == 500 => derived("500 where nothing says otherwise"),
        origin => plain(origin),
    }
}

fn grpc(entry: &CatalogEntry, profile: Option<GrpcProfile>) -> String {
    let http = entry.http;
    let is_so = profile.is_none_or(|profile| profile.default_grpc(http) == entry.grpc);
    match (is_so, entry.grpc) {
        (false, _) => String::new(),
        (true, GrpcCode::Unknown) => match profile {
            Some(profile) => format!("the profile {profile} has none for HTTP {http}"),
            None => format!("none for HTTP {http}"),
        },
        (true, GrpcCode::Ok) => format!("HTTP {http} is a success"),
        (true, _) => format!("from HTTP {http}{}", by(profile)),
    }
}

fn severity(entry: &CatalogEntry) -> String {
    match entry.fault {
        fault if Severity::from_fault(fault) != entry.severity => String::new(),
        Some(fault) => format!("from fault {fault}"),
        None => "nobody's fault".to_owned(),
    }
}

fn by(profile: Option<GrpcProfile>) -> String {
    profile.map_or_else(String::new, |profile| format!(" by the profile {profile}"))
}

fn part(entry: &CatalogEntry, role: Role) -> Option<String> {
    let layout: Layout = entry.layout.as_deref()?.parse().ok()?;
    Some(layout.split(&entry.code).ok()?.get(role)?.to_owned())
}
