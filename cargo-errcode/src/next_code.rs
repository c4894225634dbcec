//! Which code an enum gets next: one that the derive accepts.

use std::fmt;

use errcode_core::{Layout, OwnedCode, Role, Segment, UnusedCodes};
use errcode_syntax::config::{Domain, Module, Service};
use errcode_syntax::{any_code, next_usable, segment_name};

use crate::modules::Modules;

/// Who asks for a code.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    /// The package of the enum.
    pub(crate) package: &'a str,
    /// What the enum says: a service's name in errcode.toml.
    pub(crate) service: Option<&'a str>,
    /// What the enum says: a module's name in errcode.toml.
    pub(crate) module: Option<&'a str>,
    /// A code that the enum has already.
    pub(crate) like: Option<&'a OwnedCode>,
}

/// Why there is no code to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum NoCode {
    /// errcode.toml does not say how codes divide.
    NoLayout,
    /// Neither the enum nor errcode.toml says where its codes lie.
    NoHome {
        /// The package of the enum.
        package: String,
        /// The segments that it may use, `shop/store`.
        segments: Vec<String>,
    },
    /// A part of the first code is not known: a family, a status, letters.
    NoFirst {
        /// The layout's pattern.
        pattern: String,
    },
    /// No code is left.
    Full {
        /// The segment, `shop/store`.
        segment: String,
        /// Its codes, `100100..=100199`.
        range: Option<String>,
    },
}

impl fmt::Display for NoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoCode::NoLayout => f.write_str(
                "errcode.toml has no layout, so nothing says which code is next; add one, such as \
                 `layout = { digits = \"SSMMNN\" }`",
            ),
            NoCode::NoHome { package, segments } if segments.is_empty() => write!(
                f,
                "nothing says where the codes of this enum lie: package `{package}` owns no segment; \
                 `cargo errcode new service {package}` gives it one"
            ),
            NoCode::NoHome { package, segments } => {
                let first = segments.first().map_or("", String::as_str);
                let (service, module) = first.split_once('/').unwrap_or((first, ""));
                let module = if module.is_empty() {
                    String::new()
                } else {
                    format!(", module = \"{module}\"")
                };
                write!(
                    f,
                    "nothing says where the codes of this enum lie: package `{package}` may use `{}`; \
                     choose one with `#[errcode(service = \"{service}\"{module})]`",
                    segments.join("`, `")
                )
            }
            NoCode::NoFirst { pattern } => write!(
                f,
                "layout `{pattern}` does not say what the first code of this enum is; write one by \
                 hand, and the others follow it"
            ),
            NoCode::Full { segment, .. } if segment.is_empty() => f.write_str(
                "all codes of the layout are used; `cargo errcode layout widen` makes room",
            ),
            NoCode::Full { segment, range } => {
                let range = range.as_ref().map(|range| format!(" ({range})")).unwrap_or_default();
                let service = segment.split('/').next().unwrap_or(segment);
                write!(
                    f,
                    "segment `{segment}`{range} is full; split the module: \
                     `cargo errcode new module {service}/NAME`"
                )
            }
        }
    }
}

impl std::error::Error for NoCode {}

/// A service and, where it divides, one of its modules.
type Home<'d> = (Option<&'d Service>, Option<&'d Module>);

/// Hands out the codes of a domain: neither used nor retired nor reserved, and none twice.
pub(crate) struct Allocator<'d> {
    domain: &'d Domain,
    modules: Modules,
}

impl<'d> Allocator<'d> {
    /// Of all codes but the used ones.
    pub(crate) fn new<'c>(
        domain: &'d Domain,
        used: impl Iterator<Item = &'c OwnedCode>,
    ) -> Allocator<'d> {
        let layout = domain.layout.as_ref();
        let modules = layout.map(|layout| Modules::new(layout, used)).unwrap_or_default();
        Allocator { domain, modules }
    }

    /// Hands out the next code for an enum.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn allocate(&mut self, wanted: Wanted<'_>) -> Result<OwnedCode, NoCode> {
        self.find(wanted, next_usable)
    }

    /// The code that an enum would get, which is not handed out.
    ///
    /// # Errors
    /// As [`allocate`](Self::allocate).
    pub(crate) fn next(&mut self, wanted: Wanted<'_>) -> Result<OwnedCode, NoCode> {
        self.find(wanted, |domain, unused| next_usable(domain, &mut unused.clone()))
    }

    fn find(
        &mut self,
        wanted: Wanted<'_>,
        next: fn(&Domain, &mut UnusedCodes) -> Option<OwnedCode>,
    ) -> Result<OwnedCode, NoCode> {
        let (segment, like) = segment(self.domain, wanted)?;
        let unused = self.modules.unused(&segment, &like);
        let found = unused.and_then(|unused| next(self.domain, unused));
        found.ok_or_else(|| full(self.domain, &like))
    }
}

/// The segment that an enum's next code lies in, and a code of its module.
///
/// # Errors
/// Why there is none.
fn segment(domain: &Domain, wanted: Wanted<'_>) -> Result<(Segment, OwnedCode), NoCode> {
    let layout = domain.layout.as_ref().ok_or(NoCode::NoLayout)?;
    let (service, module) = home(domain, layout, wanted)?;
    let segment = match service {
        Some(service) => domain.segment(service, module).ok_or(NoCode::NoLayout)?,
        None => Segment::new(layout.clone(), None, None),
    };
    let first = any_code(layout, service, module);
    let like = wanted.like.filter(|like| segment.contains(*like)).cloned().or(first);
    let no_first = || NoCode::NoFirst { pattern: layout.pattern().to_owned() };
    let like = like.ok_or_else(no_first)?;
    layout.capacity(Role::Sequence).ok_or_else(no_first)?;
    Ok((segment, like))
}

fn home<'d>(domain: &'d Domain, layout: &Layout, wanted: Wanted<'_>) -> Result<Home<'d>, NoCode> {
    let like = wanted.like.filter(|like| layout.split(*like).is_ok());
    let named =
        wanted.service.and_then(|name| domain.services.iter().find(|service| service.name == name));
    if let Some(service) = named {
        let module = wanted
            .module
            .and_then(|name| service.modules.iter().find(|module| module.name == name));
        let has_like = || {
            let segment = domain.segment(service, None);
            segment.zip(like).is_some_and(|(segment, like)| segment.contains(like))
        };
        if module.is_some() || service.modules.is_empty() || has_like() {
            return Ok((Some(service), module));
        }
    } else if like.is_some() || domain.services.is_empty() {
        return Ok((None, None));
    }
    // What only this package owns is meant before what all may use.
    let mut homes = homes(domain, wanted.package, named);
    let is_own = |(service, module): &Home<'_>| {
        service.is_some_and(|service| !service.owners(*module).is_empty())
    };
    if homes.iter().any(is_own) {
        homes.retain(is_own);
    }
    match homes.as_slice() {
        [home] => Ok(*home),
        several => Err(NoCode::NoHome {
            package: wanted.package.to_owned(),
            segments: several
                .iter()
                .filter_map(|(service, module)| {
                    service.map(|service| segment_name(service, *module))
                })
                .collect(),
        }),
    }
}

/// The segments that a package may use, of one service or of all.
fn homes<'d>(domain: &'d Domain, package: &str, only: Option<&Service>) -> Vec<Home<'d>> {
    let mut homes = Vec::new();
    let is_asked = |service: &&Service| only.is_none_or(|only| only.name == service.name);
    for service in domain.services.iter().filter(is_asked) {
        let modules: Vec<Option<&Module>> = if service.modules.is_empty() {
            vec![None]
        } else {
            service.modules.iter().map(Some).collect()
        };
        homes.extend(
            modules
                .into_iter()
                .filter(|module| {
                    let owners = service.owners(*module);
                    owners.is_empty() || owners.iter().any(|owner| owner == package)
                })
                .map(|module| (Some(service), module)),
        );
    }
    homes
}

/// Names the module of a code, which is full.
fn full(domain: &Domain, like: &OwnedCode) -> NoCode {
    let Some(layout) = &domain.layout else { return NoCode::NoLayout };
    let parts = layout.split(like).ok();
    let part = |role| parts.as_ref().and_then(|parts| parts.get(role)).map(str::to_owned);
    let (service_part, module_part) = (part(Role::Service), part(Role::Module));
    let service = domain.services.of_part(service_part.as_deref().unwrap_or_default());
    let module = service.zip(module_part.as_deref());
    let module = module.and_then(|(service, part)| service.modules.of_part(part));
    let segment = match service {
        Some(service) => segment_name(service, module),
        None => [&service_part, &module_part]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("/"),
    };
    let range = Segment::new(layout.clone(), service_part, module_part).range_text(like);
    NoCode::Full { segment, range }
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use errcode_syntax::config::Config;

    use super::*;

    const CONFIG: &str = "
        layout = { digits = \"SSMMNN\" }
        [services.shop]
        code = 10
        crates = [\"shop\"]
        modules = { general = 0 }
        [services.iam]
        code = 11
        crates = [\"iam\"]
        modules = { user = 1, role = { code = 2, crates = [\"roles\"] } }
        [services.common]
        code = 12
    ";

    #[track_caller]
    fn check(config: &str, wanted: Wanted<'_>, used: &[i64], expected: Result<i64, &str>) {
        let config = Config::parse(config).unwrap();
        let used: Vec<OwnedCode> = used.iter().copied().map(OwnedCode::Int).collect();
        let code = Allocator::new(&config.domains[0], used.iter()).allocate(wanted);
        let code = code.map_err(|error| error.to_string());
        match expected {
            Ok(expected) => assert_eq!(code, Ok(OwnedCode::Int(expected))),
            Err(expected) => {
                let error = code.unwrap_err();
                assert!(error.contains(expected), "{error}");
            }
        }
    }

    #[test]
    fn a_package_with_one_home_need_not_name_it() {
        let of = |package| Wanted { package, ..Wanted::default() };
        check(CONFIG, of("shop"), &[], Ok(100_001));
        check(CONFIG, of("shop"), &[100_001, 100_002], Ok(100_003));
        check(CONFIG, of("roles"), &[], Ok(110_201));
        check(CONFIG, of("iam"), &[], Ok(110_101));
        // Nobody owns it, so anybody may.
        check(CONFIG, of("other"), &[], Ok(120_001));
        check("layout.digits = \"NNNN\"", of("other"), &[], Ok(1_000));
        check("layout.digits = \"SSMMNN\"", of("other"), &[], Err("what the first code"));
        check("crates = []", of("other"), &[], Err("has no layout"));
    }

    #[test]
    fn a_package_with_several_names_one() {
        let config = CONFIG.replace("crates = [\"roles\"]", "crates = [\"iam\"]");
        let wanted = Wanted { package: "iam", ..Wanted::default() };
        let why = "may use `iam/user`, `iam/role`; choose one with \
                   `#[errcode(service = \"iam\", module = \"user\")]`";
        check(&config, wanted, &[], Err(why));
        check(&config, Wanted { service: Some("iam"), ..wanted }, &[], Err(why));
        let named = Wanted { service: Some("iam"), module: Some("role"), ..wanted };
        check(&config, named, &[], Ok(110_201));
        let like = OwnedCode::Int(110_204);
        check(&config, Wanted { like: Some(&like), ..wanted }, &[110_204], Ok(110_205));
        let nowhere = CONFIG.replace("[services.common]\n        code = 12", "");
        let wanted = Wanted { package: "other", ..wanted };
        check(&nowhere, wanted, &[], Err("`cargo errcode new service other` gives it one"));
    }

    #[test]
    fn the_hundredth_code_is_the_last() {
        let wanted = Wanted { package: "shop", ..Wanted::default() };
        let used: Vec<i64> = (100_001..=100_099).collect();
        check(CONFIG, wanted, &used, Ok(100_000));
        let used: Vec<i64> = (100_000..=100_099).collect();
        let why = "segment `shop/general` (100000..=100099) is full; split the module: \
                   `cargo errcode new module shop/NAME`";
        check(CONFIG, wanted, &used, Err(why));
    }
}
