//! errcode.toml: who may use which codes.
//!
//! `raw` reads the file with positions; this module holds what is valid.

mod by_part;
mod raw;

use std::path::{Path, PathBuf};

use errcode_core::{GrpcProfile, Layout, OwnedCode, Segment, Severity};

pub use by_part::{ByPart, HasPart};
pub use raw::{ConfigError, HTTP_PROFILES, KEYS, NESTED_KEYS, ROOT_KEYS};

/// A valid errcode.toml.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The number spaces; the unnamed one, if the file declares it, is first.
    pub domains: Vec<Domain>,
    /// What is said about lints, in the order of the file. Which lints there are, `cargo errcode` knows.
    pub lints: Vec<LintSetting>,
}

/// How much a lint weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// It is not asked.
    Allow,
    /// Its findings are shown.
    Warn,
    /// Its findings fail the check.
    Deny,
}

impl LintLevel {
    /// The word of errcode.toml.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            LintLevel::Allow => "allow",
            LintLevel::Warn => "warn",
            LintLevel::Deny => "deny",
        }
    }
}

/// What errcode.toml says about one lint.
#[derive(Clone, Debug)]
pub struct LintSetting {
    /// Its name.
    pub id: String,
    /// The line of its name, from 1.
    pub line: usize,
    /// The column of its name in characters, from 1.
    pub column: usize,
    /// Its level, if it is given.
    pub level: Option<LintLevel>,
    /// Codes that it leaves alone.
    pub allowed: Vec<Exception>,
}

/// A code that a lint leaves alone.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The code.
    pub code: OwnedCode,
    /// Why.
    pub reason: String,
    /// The line of the code, from 1.
    pub line: usize,
    /// The column of the code in characters, from 1.
    pub column: usize,
}

/// A number space: codes are unique within it.
#[derive(Clone, Debug, Default)]
pub struct Domain {
    /// Its name; `None` for the unnamed one.
    pub name: Option<String>,
    /// The packages whose codes belong to it; the unnamed domain takes all that no other names.
    pub crates: Vec<String>,
    /// How its codes divide; without one they are never split.
    pub layout: Option<Layout>,
    /// Its services.
    pub services: ByPart<Service>,
    /// Ranges that no code may use.
    pub reserved: Vec<Reserved>,
    /// Codes that were used and may not be used again.
    pub retired: Vec<Retired>,
    /// HTTP statuses that codes may have; `None` for all.
    pub http: Option<HttpProfile>,
    /// How a gRPC code follows from an HTTP status.
    pub grpc: GrpcProfile,
    /// What the family part means.
    pub families: Vec<Family>,
    /// Where to read more about codes that do not say it themselves.
    pub reference: Option<String>,
    /// Whom to ask about codes whose service names nobody.
    pub contact: Option<String>,
}

/// A service and its part of the number space.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its part as printed: `10`, `USR`.
    pub part: String,
    /// The packages that own it; empty for any package of the domain.
    pub crates: Vec<String>,
    /// Its modules; empty if it does not divide further.
    pub modules: ByPart<Module>,
    /// Whom to ask about it.
    pub contact: Option<String>,
}

/// A module of a service.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its part as printed: `01`.
    pub part: String,
    /// The packages that own it; empty for those of the service.
    pub crates: Vec<String>,
    /// Whom to ask about it, where that is not the service's.
    pub contact: Option<String>,
}

/// A range that no code may use.
#[derive(Clone, Debug)]
pub struct Reserved {
    /// The first code.
    pub from: OwnedCode,
    /// The last code.
    pub to: OwnedCode,
    /// Why.
    pub reason: String,
}

/// A code that may not be used again.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The code.
    pub code: OwnedCode,
    /// Why it was retired.
    pub reason: String,
}

/// The HTTP statuses that codes may have.
#[derive(Clone, Debug)]
pub struct HttpProfile {
    /// What to call it in messages.
    pub name: String,
    /// Its statuses, sorted.
    pub statuses: Vec<u16>,
}

/// What a value of the family part means.
#[derive(Clone, Debug)]
pub struct Family {
    /// The part as printed: `4`, `666`.
    pub part: String,
    /// What its codes mean.
    pub meaning: String,
    /// The HTTP statuses of its codes.
    pub http: FamilyHttp,
    /// The severity of its codes, unless they say otherwise.
    pub severity: Option<Severity>,
    /// What may change in which version.
    pub policy: ChangePolicy,
}

/// What may change in which version: E1, E2 and E3 of the domain documents that errcode follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangePolicy {
    /// What holds for codes of no family.
    #[default]
    Default,
    /// Client input: codes may be added, their meaning stays.
    E1,
    /// Server logic: what a code means changes with a major version only.
    E2,
    /// Protocol: every change is a break, also a new code.
    E3,
}

/// Which HTTP statuses a family allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyHttp {
    /// All.
    Any,
    /// One class: 4 for 4xx.
    Class(u16),
    /// One status.
    Status(u16),
}

impl FamilyHttp {
    /// Whether a status is allowed.
    #[must_use]
    pub fn allows(self, status: u16) -> bool {
        match self {
            FamilyHttp::Any => true,
            FamilyHttp::Class(class) => status / 100 == class,
            FamilyHttp::Status(only) => status == only,
        }
    }
}

impl std::fmt::Display for FamilyHttp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FamilyHttp::Any => f.write_str("any status"),
            FamilyHttp::Class(class) => write!(f, "{class}xx"),
            FamilyHttp::Status(status) => write!(f, "{status}"),
        }
    }
}

/// Where errcode.toml may be for a package in a folder, the nearest first.
pub fn candidates(folder: &Path) -> impl Iterator<Item = PathBuf> {
    folder.ancestors().flat_map(in_folder)
}

/// Where errcode.toml may be in a folder.
#[must_use]
pub fn in_folder(folder: &Path) -> [PathBuf; 2] {
    [folder.join("errcode.toml"), folder.join(".config/errcode.toml")]
}

impl Config {
    /// Reads errcode.toml's text.
    ///
    /// # Errors
    /// Every mistake, with its line and column.
    pub fn parse(text: &str) -> Result<Config, Vec<ConfigError>> {
        raw::parse(text)
    }

    /// The domain that a package's codes belong to. `None` where only named domains exist and none
    /// names the package: its codes are not governed.
    #[must_use]
    pub fn domain_of(&self, package: &str) -> Option<&Domain> {
        let names = |domain: &&Domain| domain.crates.iter().any(|name| name == package);
        self.domains
            .iter()
            .find(names)
            .or_else(|| self.domains.iter().find(|domain| domain.name.is_none()))
    }
}

impl Domain {
    /// The segment of a service, or of one of its modules.
    #[must_use]
    pub fn segment(&self, service: &Service, module: Option<&Module>) -> Option<Segment> {
        let layout = self.layout.clone()?;
        Some(Segment::new(
            layout,
            Some(service.part.clone()),
            module.map(|module| module.part.clone()),
        ))
    }

    /// What the family part of a code demands: the table's row, else (for parts 2, 4, 5 and
    /// three-digit statuses) the class that its first digit names.
    #[must_use]
    pub fn family_http(&self, part: &str) -> FamilyHttp {
        if let Some(family) = self.family(part) {
            return family.http;
        }
        let class = part.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(0) as u16;
        match (part.len(), class) {
            (1 | 3, 2 | 4 | 5) => FamilyHttp::Class(class),
            _ => FamilyHttp::Any,
        }
    }

    /// The row of a family, if errcode.toml has one.
    #[must_use]
    pub fn family(&self, part: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.part == part)
    }
}

impl Reserved {
    /// Whether a code lies in the band.
    #[must_use]
    pub fn contains(&self, code: &OwnedCode) -> bool {
        (&self.from..=&self.to).contains(&code)
    }
}

impl HasPart for Service {
    fn part(&self) -> &str {
        &self.part
    }
}

impl HasPart for Module {
    fn part(&self) -> &str {
        &self.part
    }
}

impl Service {
    /// Whom to ask about a module: the module's contact, else the service's.
    #[must_use]
    pub fn contact<'a>(&'a self, module: Option<&'a Module>) -> Option<&'a str> {
        module.and_then(|module| module.contact.as_deref()).or(self.contact.as_deref())
    }

    /// The packages that own a module: the module's, else the service's; empty for any.
    #[must_use]
    pub fn owners<'a>(&'a self, module: Option<&'a Module>) -> &'a [String] {
        match module {
            Some(module) if !module.crates.is_empty() => &module.crates,
            _ => &self.crates,
        }
    }
}
