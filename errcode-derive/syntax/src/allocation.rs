//! Whether a code may be used where it stands: layout, segment, owner, reserved bands, retired codes.

use std::cell::RefCell;
use std::collections::HashMap;

use errcode_core::{Layout, OwnedCode, Parts, Role, Segment, UnusedCodes};
use proc_macro2::Span;

use crate::attr::{EnumAttr, NameOrNumber, Spanned};
use crate::config::{Domain, Module, Service};
use crate::diag::Errors;
use crate::suggest::way_out;

/// The codes of one enum.
#[derive(Debug)]
pub(crate) struct Codes {
    /// Each with the place of its literal.
    pub(crate) all: Vec<(OwnedCode, Span)>,
    /// The next free code by segment. Where one code of an enum is wrong, all may be.
    next: RefCell<HashMap<String, Option<OwnedCode>>>,
}

impl Codes {
    pub(crate) fn new(all: Vec<(OwnedCode, Span)>) -> Codes {
        Codes { all, next: RefCell::default() }
    }
}

/// Where the codes of an enum live, as far as the enum says it.
#[derive(Debug, Default)]
pub(crate) struct Home<'d> {
    service: Option<&'d Service>,
    module: Option<&'d Module>,
    /// The names to record: of errcode.toml, else as written.
    pub(crate) service_name: Option<String>,
    pub(crate) module_name: Option<String>,
    /// Whom to ask.
    pub(crate) contact: Option<String>,
}

/// Where one code lives.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub(crate) service: Option<String>,
    pub(crate) module: Option<String>,
    /// Whom to ask, where errcode.toml knows the service.
    pub(crate) contact: Option<String>,
    /// Several packages may use the code's module, so only the linker can tell that it is unique.
    pub(crate) is_shared: bool,
}

/// Resolves `service` and `module` of `#[errcode(..)]`.
pub(crate) fn check_home<'d>(
    errors: &mut Errors,
    attr: &EnumAttr,
    domain: Option<&'d Domain>,
    package: &str,
) -> Option<Home<'d>> {
    if attr.is_partial {
        return None;
    }
    let written = |name: &Option<Spanned<NameOrNumber>>| match name {
        Some(Spanned { value: NameOrNumber::Name(name), .. }) => Some(name.clone()),
        Some(Spanned { value: NameOrNumber::Number(number), .. }) => Some(number.to_string()),
        None => None,
    };
    let mut home = Home {
        service: None,
        module: None,
        service_name: written(&attr.service),
        module_name: written(&attr.module),
        contact: domain.and_then(|domain| domain.contact.clone()),
    };
    if let (Some(module), None) = (&attr.module, &attr.service) {
        errors.push(module.span, "`module` needs `service` beside it: `service = 10, module = 1`");
        return None;
    }
    let Some(domain) = domain.filter(|domain| !domain.services.is_empty()) else {
        return Some(home);
    };
    let (Some(layout), Some(service)) = (&domain.layout, &attr.service) else { return Some(home) };
    let Some(found) =
        pick(&domain.services, |s| (&s.name, &s.part), &service.value, layout, Role::Service)
    else {
        let names: Vec<&str> = domain.services.iter().map(|s| s.name.as_str()).collect();
        let written = home.service_name.unwrap_or_default();
        let way_out = way_out(&written, &names);
        errors.push(service.span, format!("errcode.toml has no service `{written}`{way_out}"));
        return None;
    };
    home.service = Some(found);
    home.service_name = Some(found.name.clone());
    if let Some(module) = &attr.module
        && !found.modules.is_empty()
    {
        let Some(found_module) =
            pick(&found.modules, |m| (&m.name, &m.part), &module.value, layout, Role::Module)
        else {
            let names: Vec<&str> = found.modules.iter().map(|m| m.name.as_str()).collect();
            let written = home.module_name.unwrap_or_default();
            let way_out = way_out(&written, &names);
            errors.push(
                module.span,
                format!(
                    "service `{}` has no module `{written}` in errcode.toml{way_out}",
                    found.name
                ),
            );
            return None;
        };
        home.module = Some(found_module);
        home.module_name = Some(found_module.name.clone());
    }
    if let Some(contact) = found.contact(home.module) {
        home.contact = Some(contact.to_string());
    }
    let owners = found.owners(home.module);
    let is_owned_by_a_module = home.module.is_none()
        && found.modules.iter().any(|m| m.crates.iter().any(|c| c == package));
    if owners.is_empty() || owners.iter().any(|owner| owner == package) || is_owned_by_a_module {
        return Some(home);
    }
    let span = attr.module.as_ref().map_or(service.span, |module| module.span);
    errors.push(
        span,
        format!(
            "segment `{}` is owned by {}, not by package `{package}`; {}",
            segment_name(found, home.module),
            package_list(owners),
            owned_text(domain, package),
        ),
    );
    None
}

fn pick<'a, T>(
    all: &'a [T],
    facts: impl Fn(&T) -> (&String, &String),
    written: &NameOrNumber,
    layout: &Layout,
    role: Role,
) -> Option<&'a T> {
    all.iter().find(|item| {
        let (name, part) = facts(item);
        match written {
            NameOrNumber::Name(written) => written == name,
            NameOrNumber::Number(number) => layout.part_text(role, *number) == *part,
        }
    })
}

/// Checks one code against errcode.toml. `None` if it may not be used, which is reported.
pub(crate) fn check_code(
    errors: &mut Errors,
    domain: &Domain,
    home: &Home<'_>,
    package: &str,
    code: &OwnedCode,
    span: Span,
    all: &Codes,
) -> Option<Place> {
    let parts = match readable(domain, code) {
        Ok(Some(parts)) => parts,
        Ok(None) => return Some(Place { is_shared: true, ..Place::default() }),
        Err(problem) => {
            let way_out = way_out_text(domain, home, code, all);
            errors.push(span, format!("{problem}{way_out}"));
            return None;
        }
    };
    if let Some(service) = home.service {
        let segment = domain.segment(service, home.module)?;
        if !segment.contains(code) {
            let name = segment_name(service, home.module);
            let message = outside(domain, &segment, &name, code, all);
            errors.push(span, message);
            return None;
        }
    }
    owned_place(domain, package, code, &parts).map_err(|problem| errors.push(span, problem)).ok()
}

/// Why errcode.toml does not let a package use a code; `None` if it does. For codes whose derive has
/// read another errcode.toml, or none.
#[must_use]
pub fn refusal(domain: &Domain, package: &str, code: &OwnedCode) -> Option<String> {
    match readable(domain, code) {
        Ok(Some(parts)) => owned_place(domain, package, code, &parts).err(),
        Ok(None) => None,
        Err(problem) => Some(problem),
    }
}

/// The parts of a code that somebody may use; `None` where the domain has no layout.
fn readable(domain: &Domain, code: &OwnedCode) -> Result<Option<Parts>, String> {
    if let Some(problem) = unusable(domain, code) {
        return Err(format!("code {} {problem}", shown(domain, code)));
    }
    match &domain.layout {
        Some(layout) if *code != OwnedCode::Int(0) => {
            layout.split(code).map(Some).map_err(|error| error.to_string())
        }
        _ => Ok(None),
    }
}

/// Where a code lives, if that belongs to the package.
fn owned_place(
    domain: &Domain,
    package: &str,
    code: &OwnedCode,
    parts: &Parts,
) -> Result<Place, String> {
    let shown = shown(domain, code);
    let of_part = |role| parts.get(role).map(str::to_string);
    let mut place = Place {
        service: of_part(Role::Service),
        module: of_part(Role::Module),
        contact: None,
        is_shared: true,
    };
    let service_part = match &place.service {
        Some(part) if !domain.services.is_empty() => part,
        _ => return Ok(place),
    };
    let Some(service) = domain.services.of_part(service_part) else {
        let declared: Vec<String> =
            domain.services.iter().map(|s| format!("{} ({})", s.name, s.part)).collect();
        return Err(format!(
            "code {shown} has service part {service_part}, which errcode.toml does not declare; \
             its services are {}",
            declared.join(", ")
        ));
    };
    place.service = Some(service.name.clone());
    let module_part = parts.get(Role::Module);
    let module = module_part.and_then(|part| service.modules.of_part(part));
    if let (None, false, Some(part)) = (module, service.modules.is_empty(), module_part) {
        let declared: Vec<String> =
            service.modules.iter().map(|m| format!("{} ({})", m.name, m.part)).collect();
        return Err(format!(
            "code {shown} has module part {part}, which service `{}` does not declare in \
             errcode.toml; its modules are {}",
            service.name,
            declared.join(", ")
        ));
    }
    if let Some(module) = module {
        place.module = Some(module.name.clone());
    }
    place.contact = service.contact(module).map(str::to_string);
    let owners = service.owners(module);
    if !owners.is_empty() && !owners.iter().any(|owner| owner == package) {
        return Err(format!(
            "code {shown} is in segment `{}`, owned by {}, not by package `{package}`; {}",
            segment_name(service, module),
            package_list(owners),
            owned_text(domain, package),
        ));
    }
    place.is_shared = owners.len() != 1;
    Ok(place)
}

/// Why no package may use a code.
pub(crate) fn unusable(domain: &Domain, code: &OwnedCode) -> Option<String> {
    if let Some(retired) = domain.retired.iter().find(|retired| retired.code == *code) {
        let reason = in_parentheses(&retired.reason);
        return Some(format!("is retired{reason}; retired codes are never used again"));
    }
    let band = domain.reserved.iter().find(|band| band.contains(code))?;
    let reason = in_parentheses(&band.reason);
    Some(format!("is in the reserved band {}..={}{reason}", band.from, band.to))
}

/// ` (the reason)`, if there is one.
fn in_parentheses(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// The name of a segment: `common/database`.
#[must_use]
pub fn segment_name(service: &Service, module: Option<&Module>) -> String {
    match module {
        Some(module) => format!("{}/{}", service.name, module.name),
        None => service.name.clone(),
    }
}

fn package_list(packages: &[String]) -> String {
    packages.iter().map(|package| format!("`{package}`")).collect::<Vec<_>>().join(", ")
}

/// Which segments a package owns, for the way out.
fn owned_text(domain: &Domain, package: &str) -> String {
    let owns = |owners: &[String]| owners.is_empty() || owners.iter().any(|owner| owner == package);
    let mut owned = Vec::new();
    for service in &domain.services {
        let modules: Vec<Option<&Module>> = if service.modules.is_empty() {
            vec![None]
        } else {
            service.modules.iter().map(Some).collect()
        };
        for module in modules {
            if !owns(service.owners(module)) {
                continue;
            }
            let range = domain.segment(service, module).and_then(|segment| {
                let like = domain.layout.as_ref()?;
                any_code(like, Some(service), module).and_then(|like| segment.range_text(&like))
            });
            let name = segment_name(service, module);
            owned.push(match range {
                Some(range) => format!("`{name}` ({range})"),
                None => format!("`{name}`"),
            });
        }
    }
    if owned.is_empty() {
        format!("`{package}` owns no segment; give it one in errcode.toml")
    } else {
        format!("`{package}` owns {}", owned.join(", "))
    }
}

/// Some code of a segment, to ask for its range; `None` in layouts with a family or HTTP part, and where
/// a part of letters is not known.
#[must_use]
pub fn any_code(
    layout: &Layout,
    service: Option<&Service>,
    module: Option<&Module>,
) -> Option<OwnedCode> {
    let zeros = |role| layout.capacity(role).map(|_| layout.part_text(role, 0));
    let part = |role| match role {
        Role::Family | Role::Http => None,
        Role::Service => service.map(|service| service.part.clone()),
        Role::Module => module.map_or_else(|| zeros(role), |module| Some(module.part.clone())),
        Role::Sequence => zeros(role),
    };
    let parts: Parts =
        layout.roles().map(|role| Some((role, part(role)?))).collect::<Option<_>>()?;
    layout.join(&parts).ok()
}

fn outside(
    domain: &Domain,
    segment: &Segment,
    name: &str,
    code: &OwnedCode,
    all: &Codes,
) -> String {
    let shown = shown(domain, code);
    let range = segment.range_text(code).map(|range| format!(" ({range})")).unwrap_or_default();
    let next = match next_in_enum(domain, segment, code, all, None) {
        Some(next) => format!("the next free code that this enum shows is {next}"),
        None => "all its codes are used here: split the module".to_string(),
    };
    format!("code {shown} is outside segment `{name}`{range}; {next}")
}

/// A code in the domain's layout.
fn shown(domain: &Domain, code: &OwnedCode) -> String {
    domain.layout.as_ref().map_or(code.to_string(), |layout| layout.format(code))
}

/// The next code to hand out in a segment, beside `like`: not 0, and none that is used, retired or
/// reserved. `None` if there is no more room, if letters count in the layout, or if `like` does not
/// have it.
#[must_use]
pub fn next_free<'c>(
    domain: &Domain,
    segment: &Segment,
    like: &OwnedCode,
    used: impl Iterator<Item = &'c OwnedCode>,
) -> Option<OwnedCode> {
    next_usable(domain, &mut segment.unused_codes(like, used)?)
}

/// The next code to hand out of those that are not used, as [`next_free`].
#[must_use]
pub fn next_usable(domain: &Domain, unused: &mut UnusedCodes) -> Option<OwnedCode> {
    unused.next_usable(|code| {
        let is_alone = *code == OwnedCode::Int(0)
            || domain.retired.iter().any(|retired| retired.code == *code);
        let alone = || code.clone()..=code.clone();
        let band = || domain.reserved.iter().find(|band| band.contains(code));
        is_alone.then(alone).or_else(|| band().map(|band| band.from.clone()..=band.to.clone()))
    })
}

/// The next code of a segment, as far as the enum shows, printed. `of_segment` is a code that lies in it,
/// for an enum in which none has the layout.
fn next_in_enum(
    domain: &Domain,
    segment: &Segment,
    code: &OwnedCode,
    all: &Codes,
    of_segment: Option<&OwnedCode>,
) -> Option<String> {
    let layout = domain.layout.as_ref()?;
    let used = || all.all.iter().map(|(code, _)| code);
    let like = std::iter::once(code)
        .chain(used())
        .chain(of_segment)
        .find(|code| layout.split(*code).is_ok())?;
    let parts = layout.split(like).ok()?;
    let beside: Vec<_> = parts.iter().filter(|(role, _)| *role != Role::Sequence).collect();
    let mut memory = all.next.borrow_mut();
    let next = memory
        .entry(format!("{segment:?} {beside:?}"))
        .or_insert_with(|| next_free(domain, segment, like, used()));
    next.as_ref().map(|next| layout.format(next))
}

/// As [`next_free_text`], with the enum's segment and its range where it says them.
fn way_out_text(domain: &Domain, home: &Home<'_>, code: &OwnedCode, all: &Codes) -> String {
    let next = next_free_text(domain, home, code, all);
    let range = || {
        let (layout, service) = (domain.layout.as_ref()?, home.service?);
        let segment = domain.segment(service, home.module)?;
        let mut codes = std::iter::once(code).chain(all.all.iter().map(|(code, _)| code));
        let range = codes.find_map(|like| segment.range_text(like)).or_else(|| {
            any_code(layout, Some(service), home.module).and_then(|like| segment.range_text(&like))
        })?;
        Some(format!("; segment `{}` is {range}", segment_name(service, home.module)))
    };
    range().unwrap_or_default() + &next
}

/// `; the next free code … is 100102`: in the enum's segment, else in the code's own module.
pub(crate) fn next_free_text(
    domain: &Domain,
    home: &Home<'_>,
    code: &OwnedCode,
    all: &Codes,
) -> String {
    let segment = match home.service {
        Some(service) => domain.segment(service, home.module),
        None => domain.layout.clone().map(|layout| Segment::new(layout, None, None)),
    };
    let of_segment = domain
        .layout
        .as_ref()
        .zip(home.service)
        .and_then(|(layout, service)| any_code(layout, Some(service), home.module));
    segment
        .and_then(|segment| next_in_enum(domain, &segment, code, all, of_segment.as_ref()))
        .map(|next| format!("; the next free code that this enum shows is {next}"))
        .unwrap_or_default()
}
