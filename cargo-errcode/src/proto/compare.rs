//! .proto enums beside the codes of the workspace: pure functions of both and of errcode.toml.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use errcode_core::OwnedCode;
use errcode_syntax::config::{Domain, LintLevel};

use super::matching::{Codes, EnumKey, Home};
use super::rules::{
    HTTP_DRIFT, MISSING_VALUE, NAME_DRIFT, NUMBER_TWICE, OUTSIDE_SEGMENT, RESERVED_VALUE,
    RETIRED_VALUE, UNKNOWN_VALUE,
};
use super::{PROTO_RULES, ProtoEnum, ProtoRule, ProtoValue};
use crate::catalog::{Catalog, CatalogEntry, Place};
use crate::config_file::Configs;
use crate::error::Error;
use crate::finding::{Finding, Label, Level};

/// What a comparison came to.
pub(crate) struct Compared {
    pub(crate) findings: Vec<Finding>,
    pub(crate) notes: Vec<String>,
    /// How many enums and values were compared.
    pub(crate) enums: usize,
    pub(crate) values: usize,
}

/// Compares enums with the catalog. `wanted` are the names of `--enum`.
///
/// # Errors
/// A name that no enum has; that no enum is one of codes.
pub(crate) fn compare(
    enums: &[ProtoEnum],
    wanted: &[String],
    catalog: &Catalog,
    configs: &Configs,
) -> Result<Compared, Error> {
    let codes = Codes::new(catalog);
    let names = |found: &ProtoEnum, name: &String| *name == found.name || *name == found.full_name;
    let known = || enums.iter().map(|found| found.full_name.clone()).collect::<Vec<_>>();
    if let Some(name) = wanted.iter().find(|name| !enums.iter().any(|found| names(found, name))) {
        return Err(Error::UnknownValue { what: "enum", value: name.clone(), known: known() });
    }
    let (mut compared, mut notes) = (Vec::new(), Vec::new());
    for found in enums {
        let is_wanted = match wanted {
            [] => enums.len() == 1 || codes.takes_part(found),
            wanted => wanted.iter().any(|name| names(found, name)),
        };
        if is_wanted {
            compared.push(found);
        } else if wanted.is_empty() {
            notes.push(format!(
                "{}: `{}` is not compared, for its values are no codes here; `--enum {}` compares it",
                found.place, found.full_name, found.name
            ));
        }
    }
    if compared.is_empty() {
        let help = "`--enum NAME` says which enum is one of codes".to_owned();
        let message = format!("no enum of these files is one of codes; {help}");
        return Err(Error::Usage { message });
    }
    let mut comparison = Comparison {
        codes,
        configs,
        hits: Vec::new(),
        numbers: HashMap::new(),
        present: BTreeSet::new(),
        retired: HashMap::new(),
    };
    for domain in configs.domains() {
        for retired in &domain.retired {
            let key = (std::ptr::from_ref(domain), &retired.code);
            comparison.retired.entry(key).or_insert(&retired.reason);
        }
    }
    let mut homes: BTreeMap<EnumKey<'_>, &ProtoEnum> = BTreeMap::new();
    for of in &compared {
        let rust = comparison.codes.enums_of(of);
        comparison.values(of, &rust);
        for key in rust {
            homes.entry(key).or_insert(of);
        }
    }
    comparison.missing(&homes);
    let findings = comparison.findings();
    let values = compared.iter().map(|of| of.values.len()).sum();
    Ok(Compared { findings, notes, enums: compared.len(), values })
}

/// A finding before its level is known.
struct Hit {
    rule: &'static ProtoRule,
    code: OwnedCode,
    finding: Finding,
}

struct Comparison<'c> {
    codes: Codes<'c>,
    configs: &'c Configs,
    hits: Vec<Hit>,
    /// The first value of each number, of plain enums.
    numbers: HashMap<i32, (&'c ProtoEnum, &'c ProtoValue)>,
    /// The places of codes that a .proto value stands for.
    present: BTreeSet<&'c Place>,
    /// Why each retired code of a domain is.
    retired: HashMap<(*const Domain, &'c OwnedCode), &'c str>,
}

impl<'c> Comparison<'c> {
    fn values(&mut self, of: &'c ProtoEnum, rust: &[EnumKey<'c>]) {
        let domain = self.domain(rust);
        for value in &of.values {
            let is_unknown = self.codes.of_value(of, value).is_empty();
            let is_no_code = if of.is_kratos {
                value.is_unspecified() && is_unknown
            } else {
                // proto3 asks for a value 0, whatever it is called, and no error may have the code 0.
                value.number == 0 && (value.is_unspecified() || is_unknown)
            };
            if is_no_code {
                continue;
            }
            if !of.is_kratos && self.is_repeated(of, value) {
                continue;
            }
            let code = if of.is_kratos {
                OwnedCode::Text(value.name.clone())
            } else {
                OwnedCode::Int(value.number.into())
            };
            let entries = self.codes.of_value(of, value);
            let of_enum =
                |entry: &&&CatalogEntry| rust.contains(&(&*entry.package, &*entry.enum_name));
            self.present.extend(entries.iter().map(|entry| &entry.place));
            if let Some(entry) = entries.iter().find(of_enum) {
                // Where it may be the derive has said, which accepted the code.
                self.drift(of, value, entry);
            } else if self.is_unusable(of, value, &code, domain, rust) {
                // One finding is enough.
            } else if let Some(entry) = entries.first() {
                self.drift(of, value, entry);
            } else {
                let what = if of.is_kratos { "name" } else { "number" };
                let told = Told {
                    title: format!(
                        "`{}` is no code of the workspace: no code has this {what}",
                        value.name
                    ),
                    label: "no Rust code".to_owned(),
                    secondary: None,
                    help: "add the code to the Rust enum, or take the value out and reserve its number",
                };
                self.hit(&UNKNOWN_VALUE, code, of, value, told);
            }
        }
    }

    fn is_repeated(&mut self, of: &'c ProtoEnum, value: &'c ProtoValue) -> bool {
        let Some((first_of, first)) = self.numbers.get(&value.number).copied() else {
            self.numbers.insert(value.number, (of, value));
            return false;
        };
        if value.number == 0 && !std::ptr::eq(first_of, of) {
            // Each proto3 enum has a first value, whatever it means.
            return false;
        }
        let first =
            Label { place: first.place.clone(), text: format!("first used by `{}`", first.name) };
        let told = Told {
            title: format!("number {} is used twice", value.number),
            label: format!("used again by `{}`", value.name),
            secondary: Some(first),
            help: "give one of the two a number of its own",
        };
        self.hit(&NUMBER_TWICE, OwnedCode::Int(value.number.into()), of, value, told);
        true
    }

    /// The errcode.toml domain of the Rust enums, else the only one that there is.
    fn domain(&self, rust: &[EnumKey<'_>]) -> Option<&'c Domain> {
        let configs: &'c Configs = self.configs;
        let of_rust = rust.iter().find_map(|(package, _)| configs.domain_of(package));
        let mut all = configs.domains();
        of_rust.or_else(|| match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        })
    }

    /// Whether no code may be what a value is, which is then reported.
    fn is_unusable(
        &mut self,
        of: &'c ProtoEnum,
        value: &'c ProtoValue,
        code: &OwnedCode,
        domain: Option<&Domain>,
        rust: &[EnumKey<'c>],
    ) -> bool {
        let Some(domain) = domain else { return false };
        let reason = |reason: &str| match reason {
            "" => String::new(),
            reason => format!(" ({reason})"),
        };
        let (rule, title, help) =
            if let Some(why) = self.retired.get(&(std::ptr::from_ref(domain), code)) {
                let title = format!("code {code} is retired{}", reason(why));
                (&RETIRED_VALUE, title, "take the next free code, and write this one as `reserved`")
            } else if let Some(band) = domain.reserved.iter().find(|band| band.contains(code)) {
                let title = format!(
                    "code {code} is in the reserved band {}..={}{}",
                    band.from,
                    band.to,
                    reason(&band.reason)
                );
                (&RESERVED_VALUE, title, "take a number outside of the band")
            } else if of.is_kratos {
                // Names have no segments.
                return false;
            } else if let Some(title) = self.outside(code, domain, rust) {
                (&OUTSIDE_SEGMENT, title, "take the next free number of the module")
            } else {
                return false;
            };
        let label = "not to be used".to_owned();
        self.hit(rule, code.clone(), of, value, Told { title, label, secondary: None, help });
        true
    }

    /// What is wrong with where a code lies.
    fn outside(&self, code: &OwnedCode, domain: &Domain, rust: &[EnumKey<'c>]) -> Option<String> {
        let layout = domain.layout.as_ref()?;
        if let Err(error) = layout.split(code) {
            return Some(error.to_string());
        }
        if domain.services.is_empty() {
            return None;
        }
        let homes: BTreeSet<&Home<'_>> =
            rust.iter().filter_map(|key| self.codes.homes.get(key)).flatten().collect();
        let mut shown = Vec::new();
        for service in &domain.services {
            let modules: Vec<_> = match &*service.modules {
                [] => vec![None],
                modules => modules.iter().map(Some).collect(),
            };
            for module in modules {
                let name = module.map(|module| module.name.as_str());
                // Without a Rust enum, every module may be meant.
                if !homes.is_empty() && !homes.contains(&(Some(&*service.name), name)) {
                    continue;
                }
                let segment = domain.segment(service, module)?;
                if segment.contains(code) {
                    return None;
                }
                let module = name.map(|name| format!("/{name}")).unwrap_or_default();
                let range = segment.range_text(code).map(|range| format!(" ({range})"));
                shown.push(format!("`{}{module}`{}", service.name, range.unwrap_or_default()));
            }
        }
        match shown.len() {
            0 => None,
            1 => Some(format!("code {code} is outside segment {}", shown[0])),
            _ => Some(format!("code {code} is in none of the segments {}", shown.join(", "))),
        }
    }

    /// Differences between a value and its code.
    fn drift(&mut self, of: &'c ProtoEnum, value: &'c ProtoValue, entry: &'c CatalogEntry) {
        let code = entry.code.clone();
        let rust = |text: String| Some(Label { place: entry.place.clone(), text });
        if !of.is_kratos && !Codes::agree(of, value, entry) {
            let told = Told {
                title: format!("code {code} is `{}` here and `{}` in Rust", value.name, entry.name),
                label: format!("`{}` here", value.name),
                secondary: rust(format!("`{}` in Rust", entry.name)),
                help: "rename one of them, or write the other name as `alias` on the code",
            };
            self.hit(&NAME_DRIFT, code.clone(), of, value, told);
        }
        // With 0 kratos leaves a value out.
        if let Some(http) = value.http.filter(|http| *http != 0 && *http != i32::from(entry.http)) {
            let told = Told {
                title: format!("`{}` has HTTP {http} here and {} in Rust", value.name, entry.http),
                label: format!("HTTP {http}"),
                secondary: rust(format!("HTTP {}", entry.http)),
                help: "decide for one status, and change the other",
            };
            self.hit(&HTTP_DRIFT, code, of, value, told);
        }
    }

    /// Codes of the same Rust enums that no value stands for.
    fn missing(&mut self, homes: &BTreeMap<EnumKey<'c>, &'c ProtoEnum>) {
        for entry in &self.codes.catalog.codes {
            let key = (entry.package.as_str(), entry.enum_name.as_str());
            let Some(of) = homes.get(&key).copied() else { continue };
            if entry.deprecated.is_some() || self.present.contains(&entry.place) {
                continue;
            }
            let name = &entry.name;
            let finding = Finding {
                id: MISSING_VALUE.rule.id,
                level: Level::Error,
                title: format!("enum `{}` lacks code {} `{name}`", of.full_name, entry.text),
                subject: format!("{} {name}", of.full_name),
                primary: Some(Label {
                    place: of.place.clone(),
                    text: format!("`{name}` is missing"),
                }),
                secondary: Some(Label {
                    place: entry.place.clone(),
                    text: format!("`{}::{}` in Rust", entry.enum_name, entry.variant),
                }),
                notes: Vec::new(),
                help: Some("add the value to the .proto enum".to_owned()),
                replacement: None,
            };
            let code = entry.code.clone();
            self.hits.push(Hit { rule: &MISSING_VALUE, code, finding });
        }
    }

    fn hit(
        &mut self,
        rule: &'static ProtoRule,
        code: OwnedCode,
        of: &ProtoEnum,
        value: &ProtoValue,
        told: Told,
    ) {
        let place =
            if rule.rule.id == HTTP_DRIFT.rule.id { &value.http_place } else { &value.place };
        let finding = Finding {
            id: rule.rule.id,
            level: Level::Error,
            title: told.title,
            subject: format!("{} {}", of.full_name, value.name),
            primary: Some(Label { place: place.clone(), text: told.label }),
            secondary: told.secondary,
            notes: Vec::new(),
            help: Some(told.help.to_owned()),
            replacement: None,
        };
        self.hits.push(Hit { rule, code, finding });
    }

    /// With the levels of errcode.toml, in the order of files and lines.
    fn findings(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in PROTO_RULES {
            let id = rule.rule.id;
            let level = match self.configs.level(id).unwrap_or(rule.level) {
                LintLevel::Allow => continue,
                LintLevel::Warn => Level::Warning,
                LintLevel::Deny => Level::Error,
            };
            let allowed: HashSet<&OwnedCode> = self.configs.allowed(id).collect();
            let own = self.hits.iter().filter(|hit| hit.rule.rule.id == id);
            let own = own.filter(|hit| !allowed.contains(&hit.code));
            findings.extend(own.map(|hit| Finding { level, ..hit.finding.clone() }));
        }
        let place = |finding: &Finding| finding.primary.as_ref().map(|label| label.place.clone());
        findings.sort_by_key(place);
        findings
    }
}

/// What a finding says.
struct Told {
    title: String,
    label: String,
    secondary: Option<Label>,
    help: &'static str,
}
