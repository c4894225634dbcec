//! What holds in a workspace, and where that is said: every errcode.toml, with the defaults for what it
//! leaves out. `cargo errcode config` shows it.

use std::collections::{BTreeMap, HashMap};

use errcode_core::{GrpcProfile, Layout, Severity};
use errcode_syntax::any_code;
use errcode_syntax::config::{
    ChangePolicy, Domain, Exception, LintLevel, Module, Reserved, Service,
};
use serde::Serialize;

use crate::cargo::Workspace;
use crate::catalog::Place;
use crate::config_file::Configs;
use crate::config_places::Places;
use crate::lint::LINTS;
use crate::proto::PROTO_RULES;
use crate::source::shown;

/// The version of the JSON form.
const FORMAT: u32 = 1;

/// What holds in a workspace.
#[derive(Debug, Serialize)]
pub(crate) struct EffectiveConfig {
    format: u32,
    pub(crate) files: Vec<FileSettings>,
    /// The packages that no errcode.toml governs, and what holds for them.
    pub(crate) ungoverned: Option<Ungoverned>,
    pub(crate) lints: Vec<LintSettings>,
}

/// What one errcode.toml says.
#[derive(Debug, Serialize)]
pub(crate) struct FileSettings {
    pub(crate) file: String,
    pub(crate) domains: Vec<DomainSettings>,
}

/// Packages without an errcode.toml, or of no domain.
#[derive(Debug, Serialize)]
pub(crate) struct Ungoverned {
    pub(crate) packages: Vec<String>,
    pub(crate) settings: DomainSettings,
}

/// A value and the place that says it; no place for a default.
#[derive(Debug, Serialize)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) place: Option<Place>,
}

/// What holds in a number space.
#[derive(Debug, Serialize)]
pub(crate) struct DomainSettings {
    pub(crate) name: Option<String>,
    pub(crate) place: Option<Place>,
    /// The packages of the workspace that belong to it.
    pub(crate) packages: Vec<String>,
    /// The packages that it names.
    pub(crate) crates: Setting<Vec<String>>,
    pub(crate) layout: Setting<Option<String>>,
    pub(crate) http: Setting<Http>,
    pub(crate) grpc: Setting<Grpc>,
    /// Where to read more about codes that do not say it themselves.
    pub(crate) reference: Setting<Option<String>>,
    /// Whom to ask where a segment names nobody.
    pub(crate) contact: Setting<Option<String>>,
    pub(crate) segments: Vec<SegmentSettings>,
    pub(crate) reserved: Vec<Setting<Band>>,
    pub(crate) retired: Vec<Setting<Reason>>,
    pub(crate) families: Vec<Setting<FamilyFacts>>,
}

/// The statuses that codes may have.
#[derive(Debug, Serialize)]
pub(crate) struct Http {
    pub(crate) profile: Option<String>,
    /// `None` for all from 100 to 999.
    pub(crate) statuses: Option<Vec<u16>>,
}

/// How a gRPC code follows from a status.
#[derive(Debug, Serialize)]
pub(crate) struct Grpc {
    pub(crate) profile: &'static str,
    /// For each status that is allowed; empty where all are.
    pub(crate) by_http: BTreeMap<u16, &'static str>,
}

/// A service, or one of its modules.
#[derive(Debug, Serialize)]
pub(crate) struct SegmentSettings {
    pub(crate) service: String,
    pub(crate) module: Option<String>,
    /// Its part of the number, as printed.
    pub(crate) number: String,
    /// The lowest and the highest code, as printed; `None` where they are no range.
    pub(crate) range: Option<(String, String)>,
    /// The packages that may use it; none for any of the domain.
    pub(crate) owners: Setting<Vec<String>>,
    /// Whom to ask; a module has that of its service unless it names one.
    pub(crate) contact: Setting<Option<String>>,
    pub(crate) place: Option<Place>,
}

/// A range that no code may use.
#[derive(Debug, Serialize)]
pub(crate) struct Band {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) reason: String,
}

/// A code with the reason why it is left out.
#[derive(Debug, Serialize)]
pub(crate) struct Reason {
    pub(crate) code: String,
    pub(crate) reason: String,
}

/// What a value of the family part means.
#[derive(Debug, Serialize)]
pub(crate) struct FamilyFacts {
    pub(crate) family: String,
    pub(crate) meaning: String,
    pub(crate) http: String,
    pub(crate) severity: Option<&'static str>,
    pub(crate) policy: Option<&'static str>,
}

/// What holds for a lint.
#[derive(Debug, Serialize)]
pub(crate) struct LintSettings {
    pub(crate) lint: &'static str,
    pub(crate) level: Setting<&'static str>,
    /// The codes that it leaves alone.
    pub(crate) exceptions: Vec<Setting<Reason>>,
}

impl EffectiveConfig {
    /// What holds in a workspace, whose errcode.toml files have been read.
    pub(crate) fn new(workspace: &Workspace, configs: &Configs) -> EffectiveConfig {
        let packages = |is_meant: &dyn Fn(&str) -> bool| {
            let names = workspace.members().map(|member| member.name.as_str());
            let mut meant: Vec<String> =
                names.filter(|name| is_meant(name)).map(str::to_owned).collect();
            meant.sort();
            meant
        };
        let files = configs.texts().filter_map(|(path, text)| {
            let config = configs.config_at(path)?;
            let file = shown(path, &workspace.root);
            let places = Places::of(file.clone(), text)?;
            let governed = packages(&|name| configs.file_of(name) == Some(path));
            let mut of_domain: HashMap<Option<&str>, Vec<String>> = HashMap::new();
            for package in governed {
                if let Some(domain) = config.domain_of(&package) {
                    of_domain.entry(domain.name.as_deref()).or_default().push(package);
                }
            }
            let domains = config.domains.iter().map(|domain| {
                let packages = of_domain.remove(&domain.name.as_deref()).unwrap_or_default();
                settings(domain, packages, Some(&places))
            });
            Some(FileSettings { file, domains: domains.collect() })
        });
        let files = files.collect();
        let ungoverned = packages(&|name| configs.domain_of(name).is_none());
        let ungoverned = (!ungoverned.is_empty()).then(|| Ungoverned {
            settings: settings(&Domain::default(), ungoverned.clone(), None),
            packages: ungoverned,
        });
        EffectiveConfig { format: FORMAT, files, ungoverned, lints: lints(workspace, configs) }
    }
}

/// Finds the places of a domain's values. Without a file everything is a default.
struct In<'a> {
    places: Option<&'a Places<'a>>,
    /// The path of the domain.
    domain: Vec<&'a str>,
}

impl<'a> In<'a> {
    fn path(&self, path: &[&'a str]) -> Vec<&'a str> {
        [self.domain.as_slice(), path].concat()
    }

    fn key(&self, path: &[&'a str]) -> Option<Place> {
        self.places?.key(&self.path(path))
    }

    fn of<T>(&self, path: &[&'a str], value: T) -> Setting<T> {
        Setting { value, place: self.key(path) }
    }

    /// The rows of a table, which are in the order of the file.
    fn rows<T>(&self, key: &'a str, rows: impl Iterator<Item = T>) -> Vec<Setting<T>> {
        let keys = self.places.map(|places| places.keys(&self.path(&[key]))).unwrap_or_default();
        with_places(rows, keys)
    }

    /// The items of a list.
    fn items<T>(&self, key: &'a str, items: impl Iterator<Item = T>) -> Vec<Setting<T>> {
        let items_at = self.places.map(|places| places.items(&self.path(&[key])));
        with_places(items, items_at.unwrap_or_default())
    }
}

/// Each value with its place; values that the file does not say have none.
fn with_places<T>(values: impl Iterator<Item = T>, places: Vec<Place>) -> Vec<Setting<T>> {
    let places = places.into_iter().map(Some).chain(std::iter::repeat(None));
    values.zip(places).map(|(value, place)| Setting { value, place }).collect()
}

fn settings(domain: &Domain, packages: Vec<String>, places: Option<&Places<'_>>) -> DomainSettings {
    let path = domain.name.iter().flat_map(|name| ["domains", name.as_str()]).collect();
    let file = In { places, domain: path };
    let layout = domain.layout.as_ref();
    let printed = |code| layout.map_or_else(|| format!("{code}"), |layout| layout.format(code));
    let http = match &domain.http {
        Some(http) => {
            Http { profile: Some(http.name.clone()), statuses: Some(http.statuses.clone()) }
        }
        None => Http { profile: None, statuses: None },
    };
    let band = |band: &Reserved| Band {
        from: band.from.to_string(),
        to: band.to.to_string(),
        reason: band.reason.clone(),
    };
    DomainSettings {
        name: domain.name.clone(),
        place: if domain.name.is_some() { file.key(&[]) } else { None },
        packages,
        crates: file.of(&["crates"], domain.crates.clone()),
        layout: file.of(&["layout"], layout.map(ToString::to_string)),
        grpc: file.of(&["grpc"], grpc(domain.grpc, http.statuses.as_deref())),
        http: file.of(&["http"], http),
        reference: file.of(&["reference"], domain.reference.clone()),
        contact: file.of(&["contact"], domain.contact.clone()),
        segments: segments(domain, &file),
        reserved: file.items("reserved", domain.reserved.iter().map(band)),
        retired: file.rows(
            "retired",
            domain.retired.iter().map(|retired| Reason {
                code: printed(&retired.code),
                reason: retired.reason.clone(),
            }),
        ),
        families: file.rows(
            "families",
            domain.families.iter().map(|family| FamilyFacts {
                family: family.part.clone(),
                meaning: family.meaning.clone(),
                http: family.http.to_string(),
                severity: family.severity.map(Severity::as_str),
                policy: policy(family.policy),
            }),
        ),
    }
}

fn policy(policy: ChangePolicy) -> Option<&'static str> {
    match policy {
        ChangePolicy::Default => None,
        ChangePolicy::E1 => Some("E1"),
        ChangePolicy::E2 => Some("E2"),
        ChangePolicy::E3 => Some("E3"),
    }
}

fn grpc(profile: GrpcProfile, statuses: Option<&[u16]>) -> Grpc {
    let statuses = statuses.unwrap_or_default().iter();
    let by_http = statuses.map(|status| (*status, profile.default_grpc(*status).as_str()));
    Grpc { profile: profile.as_str(), by_http: by_http.collect() }
}

fn segments(domain: &Domain, file: &In<'_>) -> Vec<SegmentSettings> {
    let mut segments = Vec::new();
    for service in &domain.services {
        segments.push(segment(domain, file, service, None));
        let modules = service.modules.iter();
        segments.extend(modules.map(|module| segment(domain, file, service, Some(module))));
    }
    segments
}

fn segment<'a>(
    domain: &'a Domain,
    file: &In<'a>,
    service: &'a Service,
    module: Option<&'a Module>,
) -> SegmentSettings {
    let service_path = ["services", &service.name];
    let path: Vec<&str> = match module {
        Some(module) => [&service_path[..], &["modules", &module.name]].concat(),
        None => service_path.to_vec(),
    };
    // A module without owners of its own has those of its service.
    let owners_at = match module {
        Some(module) if !module.crates.is_empty() => path.clone(),
        _ => service_path.to_vec(),
    };
    let contact_at = match module {
        Some(module) if module.contact.is_some() => path.clone(),
        _ => service_path.to_vec(),
    };
    let range_of = |layout: &Layout| {
        let like = any_code(layout, Some(service), module)?;
        let (first, last) = domain.segment(service, module)?.range(&like)?;
        Some((layout.format(&first), layout.format(&last)))
    };
    SegmentSettings {
        service: service.name.clone(),
        module: module.map(|module| module.name.clone()),
        number: module.map_or(&service.part, |module| &module.part).clone(),
        range: domain.layout.as_ref().and_then(range_of),
        owners: file
            .of(&[owners_at.as_slice(), &["crates"]].concat(), service.owners(module).to_vec()),
        contact: file.of(
            &[contact_at.as_slice(), &["contact"]].concat(),
            service.contact(module).map(str::to_owned),
        ),
        place: file.key(&path),
    }
}

/// Every lint, in the order of its findings.
fn lints(workspace: &Workspace, configs: &Configs) -> Vec<LintSettings> {
    let lints = LINTS.iter().map(|lint| (lint.rule.id, lint.level));
    let proto = PROTO_RULES.iter().map(|proto| (proto.rule.id, proto.level));
    lints
        .chain(proto)
        .map(|(lint, default)| lint_settings(workspace, configs, lint, default))
        .collect()
}

fn lint_settings(
    workspace: &Workspace,
    configs: &Configs,
    lint: &'static str,
    default: LintLevel,
) -> LintSettings {
    let given = configs.level(lint);
    let mut level = Setting { value: given.unwrap_or(default).as_str(), place: None };
    let mut exceptions = Vec::new();
    for (path, _) in configs.texts() {
        let file = shown(path, &workspace.root);
        let place = |line: usize, column: usize| {
            Some(Place { file: file.clone(), line: line as u32, column: column as u32 })
        };
        let settings = configs.config_at(path).into_iter().flat_map(|config| &config.lints);
        for setting in settings.filter(|setting| setting.id == lint) {
            if setting.level.is_some() && setting.level == given && level.place.is_none() {
                level.place = place(setting.line, setting.column);
            }
            exceptions.extend(setting.allowed.iter().map(
                |Exception { code, reason, line, column }| Setting {
                    value: Reason { code: code.to_string(), reason: reason.clone() },
                    place: place(*line, *column),
                },
            ));
        }
    }
    LintSettings { lint, level, exceptions }
}
