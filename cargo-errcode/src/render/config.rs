//! What holds in a workspace, with the places that say it.

use std::io::{self, Write};

use clap_cargo::style::HEADER;

use super::fitted::{Columns, render_fitted_table};
use super::printable;
use crate::catalog::Place;
use crate::effective_config::{
    DomainSettings, EffectiveConfig, Http, LintSettings, SegmentSettings, Setting,
};

/// Writes the configuration for programs.
pub(crate) fn render_config_json(to: &mut impl Write, config: &EffectiveConfig) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, config)?;
    writeln!(to)
}

/// Writes the configuration for people. `width` is how many columns a line may have.
pub(crate) fn render_config(
    to: &mut impl Write,
    config: &EffectiveConfig,
    width: Option<u16>,
) -> io::Result<()> {
    for file in &config.files {
        for domain in &file.domains {
            let name = match &domain.name {
                Some(name) => format!("domain {name} of {}", file.file),
                None => file.file.clone(),
            };
            title(to, &name)?;
            render_domain(to, domain, &domain.packages, width)?;
        }
        if file.domains.is_empty() {
            title(to, &file.file)?;
            writeln!(to, "  It has no domain, so it governs no code\n")?;
        }
    }
    if let Some(ungoverned) = &config.ungoverned {
        let name = if config.files.is_empty() { "no errcode.toml" } else { "not governed" };
        title(to, name)?;
        render_domain(to, &ungoverned.settings, &ungoverned.packages, width)?;
    }
    title(to, "lints")?;
    let levels = config.lints.iter().map(|LintSettings { lint, level, .. }| {
        [(*lint).to_owned(), level.value.to_owned(), from(level.place.as_ref())]
    });
    let headings = columns(["Lint", "Level", "From"], 1);
    render_fitted_table(to, width, &headings, levels.collect())?;
    let exceptions = config.lints.iter().flat_map(|LintSettings { lint, exceptions, .. }| {
        exceptions.iter().map(|Setting { value, place }| {
            [value.code.clone(), (*lint).to_owned(), value.reason.clone(), from(place.as_ref())]
        })
    });
    let exceptions: Vec<_> = exceptions.collect();
    if exceptions.is_empty() {
        return Ok(());
    }
    writeln!(to)?;
    render_fitted_table(to, width, &columns(["Left alone", "By", "Why", "From"], 2), exceptions)
}

fn title(to: &mut impl Write, title: &str) -> io::Result<()> {
    writeln!(to, "{HEADER}{}{HEADER:#}", printable(title))
}

fn table<const N: usize>(
    to: &mut impl Write,
    width: Option<u16>,
    columns: &Columns<N>,
    rows: Vec<[String; N]>,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    render_fitted_table(to, width, columns, rows)?;
    writeln!(to)
}

fn render_domain(
    to: &mut impl Write,
    domain: &DomainSettings,
    packages: &[String],
    width: Option<u16>,
) -> io::Result<()> {
    table(to, width, &columns(["Setting", "Value", "From"], 1), facts(domain, packages))?;
    let segments = domain.segments.iter().map(segment).collect();
    let headings = ["Segment", "Number", "Codes", "Owners", "From"];
    table(to, width, &columns(headings, 3), segments)?;
    let contacts = domain.segments.iter().filter_map(|segment| {
        let Setting { value, place } = &segment.contact;
        Some([segment_name(segment), value.clone()?, from(place.as_ref())])
    });
    table(to, width, &columns(["Segment", "Contact", "From"], 1), contacts.collect())?;
    let reserved = domain.reserved.iter().map(|Setting { value, place }| {
        [format!("{}..={}", value.from, value.to), value.reason.clone(), from(place.as_ref())]
    });
    table(to, width, &columns(["Reserved", "Why", "From"], 1), reserved.collect())?;
    let retired = domain.retired.iter().map(|Setting { value, place }| {
        [value.code.clone(), value.reason.clone(), from(place.as_ref())]
    });
    table(to, width, &columns(["Retired", "Why", "From"], 1), retired.collect())?;
    let families = domain.families.iter().map(|Setting { value, place }| {
        let text = |word: Option<&str>| word.unwrap_or("default").to_owned();
        [
            value.family.clone(),
            value.meaning.clone(),
            value.http.clone(),
            text(value.severity),
            text(value.policy),
            from(place.as_ref()),
        ]
    });
    let headings = ["Family", "Meaning", "HTTP", "Severity", "Policy", "From"];
    table(to, width, &columns(headings, 1), families.collect())
}

fn columns<const N: usize>(headings: [&'static str; N], prose: usize) -> Columns<N> {
    Columns { headings, prose }
}

/// What a domain has once.
fn facts(domain: &DomainSettings, packages: &[String]) -> Vec<[String; 3]> {
    let none = |text: String, absent: &str| if text.is_empty() { absent.to_owned() } else { text };
    let DomainSettings { crates, layout, http, grpc, .. } = domain;
    let layout_text = layout.value.clone().unwrap_or_default();
    let row = |name: &str, value: String, place: &Option<Place>| {
        [name.to_owned(), value, from(place.as_ref())]
    };
    let mut rows = vec![
        row("packages", none(packages.join(", "), "none of this workspace"), &crates.place),
        row("layout", none(layout_text, "none: codes are never split"), &layout.place),
        row("http", http_text(&http.value), &http.place),
        row("grpc", grpc_text(domain), &grpc.place),
    ];
    for (name, setting) in [("reference", &domain.reference), ("contact", &domain.contact)] {
        rows.extend(setting.value.clone().map(|value| row(name, value, &setting.place)));
    }
    rows
}

fn http_text(http: &Http) -> String {
    let Some(statuses) = &http.statuses else { return "all from 100 to 999".to_owned() };
    let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
    format!("{}: {}", http.profile.as_deref().unwrap_or_default(), statuses.join(", "))
}

fn grpc_text(domain: &DomainSettings) -> String {
    let grpc = &domain.grpc.value;
    let pairs: Vec<String> =
        grpc.by_http.iter().map(|(status, code)| format!("{status} {code}")).collect();
    if pairs.is_empty() {
        grpc.profile.to_owned()
    } else {
        format!("{}: {}", grpc.profile, pairs.join(", "))
    }
}

fn segment_name(segment: &SegmentSettings) -> String {
    match &segment.module {
        Some(module) => format!("{}/{module}", segment.service),
        None => segment.service.clone(),
    }
}

fn segment(segment: &SegmentSettings) -> [String; 5] {
    let name = segment_name(segment);
    let range = match &segment.range {
        Some((first, last)) => format!("{first}..={last}"),
        None => "no range".to_owned(),
    };
    let owners = match segment.owners.value.as_slice() {
        [] => "any package".to_owned(),
        owners => owners.join(", "),
    };
    [name, segment.number.clone(), range, owners, from(segment.place.as_ref())]
}

fn from(place: Option<&Place>) -> String {
    place.map_or_else(|| "default".to_owned(), ToString::to_string)
}
