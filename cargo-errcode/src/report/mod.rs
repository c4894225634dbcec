//! Findings as text, in the forms that people, editors and servers read.

mod cargo_json;
mod github;
mod gitlab;
mod human;
mod junit;
mod sarif;
mod short;

use std::io::{self, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::args::MessageFormat;
use crate::cargo::Workspace;
use crate::finding::{Finding, Label};
use crate::render::printable;
use crate::snippet::Sources;

/// What a report is written from.
pub(crate) struct Reporter<'w> {
    /// Where the places' files are; `None` where there is no workspace to look at.
    pub(crate) workspace: Option<&'w Workspace>,
    pub(crate) sources: Sources,
}

impl<'w> Reporter<'w> {
    /// For findings about a workspace, or about files alone.
    pub(crate) fn new(workspace: Option<&'w Workspace>) -> Reporter<'w> {
        let root = workspace.map_or(Path::new(""), |workspace| &workspace.root);
        Reporter { workspace, sources: Sources::new(root.to_owned()) }
    }

    /// Writes findings. What is for programs is well-formed also where there is none.
    ///
    /// Texts are made printable here, for every form: also what a program reads ends before people.
    pub(crate) fn write(
        &mut self,
        to: &mut impl Write,
        findings: &[Finding],
        format: MessageFormat,
    ) -> io::Result<()> {
        let findings: Vec<Finding> = findings.iter().map(shown).collect();
        match format {
            MessageFormat::Human => human::write(to, &findings, &mut self.sources),
            MessageFormat::Short => short::write(to, &findings),
            MessageFormat::Json => cargo_json::write(to, &findings, self),
            MessageFormat::Sarif => sarif::write(to, &findings, &mut self.sources),
            MessageFormat::Github => github::write(to, &findings),
            MessageFormat::Gitlab => gitlab::write(to, &findings),
            MessageFormat::Junit => junit::write(to, &findings),
        }
    }
}

impl MessageFormat {
    /// Whether a person reads it, who is also told the sum.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, MessageFormat::Human | MessageFormat::Short)
    }
}

/// A finding whose texts are printable. Its subject and files stay as they are: they are compared, and
/// looked for.
fn shown(finding: &Finding) -> Finding {
    let text = |text: &String| printable(text).into_owned();
    let label = |label: &Label| Label { place: label.place.clone(), text: text(&label.text) };
    Finding {
        id: finding.id,
        level: finding.level,
        title: text(&finding.title),
        subject: finding.subject.clone(),
        primary: finding.primary.as_ref().map(label),
        secondary: finding.secondary.as_ref().map(label),
        notes: finding.notes.iter().map(text).collect(),
        help: finding.help.as_ref().map(text),
        replacement: finding.replacement.clone(),
    }
}

/// What identifies a finding from run to run: its rule and what it is about, not where that stands.
/// `repeat` tells apart what is otherwise the same.
fn fingerprint(finding: &Finding, repeat: usize) -> String {
    let file = finding.primary.as_ref().map_or("", |label| &label.place.file);
    let mut hasher = Xxh3::new();
    for part in [finding.id, &finding.subject, file] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&(repeat as u64).to_le_bytes());
    format!("{:016x}", hasher.digest())
}

/// The fingerprints of findings, all different.
fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let count = seen.entry(fingerprint(finding, 0)).or_insert(0);
            *count += 1;
            fingerprint(finding, *count - 1)
        })
        .collect()
}

/// The title with all that helps, on several lines.
fn whole_text(finding: &Finding) -> String {
    let label = |label: &Label| {
        let place = printable(&label.place.to_string()).into_owned();
        if label.text.is_empty() { place } else { format!("{place}: {}", label.text) }
    };
    let mut lines = vec![finding.title.clone()];
    lines.extend(finding.primary.iter().chain(&finding.secondary).map(label));
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}
