//! The values that every code has: what is written, what follows, and whether they agree.

use errcode_core::section::{Origin, Origins};
use errcode_core::{Fault, GrpcCode, OwnedCode, RetryAdvice, Role, Severity};
use proc_macro2::Span;

use crate::attr::{Keys, Spanned};
use crate::config::{Domain, Family, FamilyHttp};
use crate::diag::Errors;

/// The values that every code has, after all defaults.
pub(crate) struct Values {
    pub(crate) http: u16,
    pub(crate) grpc: GrpcCode,
    pub(crate) retry: RetryAdvice,
    pub(crate) severity: Severity,
    pub(crate) fault: Option<Fault>,
    pub(crate) is_expected: bool,
    pub(crate) origins: Origins,
}

/// Settles every value: written on the variant, else on the enum, else derived.
pub(crate) fn settle_values(
    domain: Option<&Domain>,
    defaults: &Keys,
    code: &OwnedCode,
    keys: &Keys,
) -> Values {
    let profile = domain.map(|domain| domain.grpc).unwrap_or_default();
    let mut origins = Origins::default();
    let family = family_of(domain, code);

    let grpc_written = pick(keys.grpc.as_ref(), defaults.grpc.as_ref(), &mut origins.grpc);
    let http_written = pick(keys.http.as_ref(), defaults.http.as_ref(), &mut origins.http);
    let http = http_written.unwrap_or_else(|| {
        // What the code's own digits say comes first, then the gRPC code, then 500.
        match http_of(domain, code) {
            Some(http) => {
                origins.http = Origin::Config;
                http
            }
            None => grpc_written.map_or(500, |grpc| profile.http_from_grpc(grpc)),
        }
    });
    let grpc = grpc_written.unwrap_or_else(|| profile.default_grpc(http));
    let retry = pick(keys.retry.as_ref(), defaults.retry.as_ref(), &mut origins.retry)
        .unwrap_or_else(|| RetryAdvice::from_grpc(grpc));
    let fault = pick(keys.fault.as_ref(), defaults.fault.as_ref(), &mut origins.fault)
        .or_else(|| Fault::from_http(http));
    let severity = pick(keys.severity.as_ref(), defaults.severity.as_ref(), &mut origins.severity)
        .unwrap_or_else(|| match family.and_then(|family| family.severity) {
            Some(severity) => {
                origins.severity = Origin::Config;
                severity
            }
            None => Severity::from_fault(fault),
        });
    let is_expected =
        pick(keys.expected.as_ref(), defaults.expected.as_ref(), &mut origins.expected)
            .unwrap_or(false);
    Values { http, grpc, retry, severity, fault, is_expected, origins }
}

/// The value on the variant, else the enum's default; `origin` is set accordingly.
fn pick<T: Copy>(
    own: Option<&Spanned<T>>,
    default: Option<&Spanned<T>>,
    origin: &mut Origin,
) -> Option<T> {
    let (value, from) = match (own, default) {
        (Some(own), _) => (own, Origin::Attribute),
        (None, Some(default)) => (default, Origin::Enum),
        (None, None) => return None,
    };
    *origin = from;
    Some(value.value)
}

fn family_of<'d>(domain: Option<&'d Domain>, code: &OwnedCode) -> Option<&'d Family> {
    let domain = domain?;
    let parts = domain.layout.as_ref()?.split(code).ok()?;
    domain.family(parts.get(Role::Family)?)
}

/// The HTTP status that a code's digits or its family's row name.
fn http_of(domain: Option<&Domain>, code: &OwnedCode) -> Option<u16> {
    let parts = domain?.layout.as_ref()?.split(code).ok()?;
    if let Some(http) = parts.get(Role::Http) {
        return http.parse().ok().filter(|status| (100..=999).contains(status));
    }
    match family_of(domain, code)?.http {
        FamilyHttp::Status(status) => Some(status),
        FamilyHttp::Any | FamilyHttp::Class(_) => None,
    }
}

/// Checks that code, HTTP status and gRPC code agree with each other and with errcode.toml.
pub(crate) fn check_status(
    errors: &mut Errors,
    domain: Option<&Domain>,
    defaults: &Keys,
    code: &Spanned<OwnedCode>,
    keys: &Keys,
    values: &Values,
) {
    let http_span =
        keys.http.as_ref().or(defaults.http.as_ref()).map_or(code.span, |http| http.span);
    let grpc_span =
        keys.grpc.as_ref().or(defaults.grpc.as_ref()).map_or(code.span, |grpc| grpc.span);
    let http = values.http;
    let is_success = matches!(http, 200..=299);
    if code.value == OwnedCode::Int(0) && !is_success {
        errors.push(
            code.span,
            "code 0 means success; give the error another code, or the success `http = 200`",
        );
        return;
    }
    if let Some(profile) = domain.and_then(|domain| domain.http.as_ref())
        && !profile.statuses.contains(&http)
    {
        let statuses: Vec<String> = profile.statuses.iter().map(ToString::to_string).collect();
        errors.push(
            http_span,
            format!(
                "`http = {http}` is not one of {} (HTTP profile `{}` of errcode.toml)",
                statuses.join(", "),
                profile.name
            ),
        );
        return;
    }
    if is_success != (values.grpc == GrpcCode::Ok) {
        let (span, way_out) = if keys.grpc.is_some() || keys.http.is_none() {
            (grpc_span, "change one of them, or leave `grpc` out to have it follow from `http`")
        } else {
            (http_span, "change one of them")
        };
        let (success, failure) = if is_success { ("HTTP", "gRPC") } else { ("gRPC", "HTTP") };
        errors.push(
            span,
            format!(
                "HTTP {http} beside gRPC {}: success in {success} cannot be failure in {failure}; {way_out}",
                values.grpc
            ),
        );
        return;
    }
    check_family(errors, domain, code, http, http_span);
}

/// Where the layout has a family or an HTTP part, the status agrees with it.
fn check_family(
    errors: &mut Errors,
    domain: Option<&Domain>,
    code: &Spanned<OwnedCode>,
    http: u16,
    span: Span,
) {
    let parts =
        domain.and_then(|domain| Some((domain, domain.layout.as_ref()?.split(&code.value).ok()?)));
    let Some((domain, parts)) = parts else { return };
    let (wanted, part) = match (parts.get(Role::Http), parts.get(Role::Family)) {
        (Some(part), _) => match part.parse().ok().filter(|status| (100..=999).contains(status)) {
            Some(status) => (FamilyHttp::Status(status), part),
            None => {
                errors
                    .push(code.span, format!("the HTTP part {part} of the code is no HTTP status"));
                return;
            }
        },
        (None, Some(part)) => (domain.family_http(part), part),
        (None, None) => return,
    };
    if !wanted.allows(http) {
        errors.push(
            span,
            format!("HTTP {http} does not fit the code: its part {part} stands for {wanted}"),
        );
    }
}
