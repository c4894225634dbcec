//! `cargo errcode check`

use std::collections::{BTreeSet, HashSet};
use std::io::Write;
use std::path::Path;

use super::Outcome;
use crate::args::{CheckArgs, GlobalArgs, MessageFormat};
use crate::cargo::{LOCK as CARGO_LOCK, MessagesTo, Workspace, load_workspace};
use crate::catalog::Catalog;
use crate::changes::{SinceLock, since_lock};
use crate::collect::{Collected, OnBuildError, collect_workspace};
use crate::config_file::{Configs, FILE as CONFIG};
use crate::content_key::ContentKey;
use crate::contract::Snapshot;
use crate::count::counted;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::lint::{Context, lint};
use crate::lock;
use crate::output::Output;
use crate::report::Reporter;
use crate::results::Results;
use crate::source::{SourceTexts, Tree};

/// After a build that failed, the exit code is that of the failure also where there are findings: the
/// list of findings may be incomplete, and a script that reads "findings" would take it for all.
pub(super) fn check(
    output: &mut Output,
    args: &CheckArgs,
    global: GlobalArgs,
) -> Result<Outcome, Error> {
    let workspace = load_workspace(&args.build)?;
    let tree = if args.staged { Tree::staged(&workspace.root)? } else { Tree::default() };
    let inputs = Inputs {
        configs: Configs::load(&workspace, &tree)?,
        lock: tree.key_of(&workspace.root.join(lock::FILE)).ok(),
        cargo_lock: tree.read_to_string(&workspace.root.join(CARGO_LOCK)).unwrap_or_default(),
        workspace: &workspace,
        tree: &tree,
        args,
    };
    let (summary, Checked { findings, lock_error }, is_built) = if inputs.is_source() {
        let (summary, checked) = inputs.check_sources()?;
        (summary, checked, true)
    } else {
        // Two codes can also clash in the linker, and the findings say it better; so this goes on with
        // what was compiled.
        let messages = match args.message_format {
            MessageFormat::Json => MessagesTo::Programs,
            _ => MessagesTo::People,
        };
        let on_error = OnBuildError::GoOn(messages);
        let Collected { catalog, is_complete } =
            collect_workspace(output, &args.build, global, &workspace, on_error)?;
        (catalog.summary(), inputs.findings(&catalog, is_complete)?, is_complete)
    };
    let mut reporter = Reporter::new(Some(&workspace));
    reporter.write(output, &findings, args.message_format)?;
    if args.message_format == MessageFormat::Json && !args.source && !args.staged {
        writeln!(output, r#"{{"reason":"build-finished","success":{is_built}}}"#)?;
    }
    if args.message_format.is_for_people() {
        writeln!(output, "{summary}: {}", verdict(findings.len(), is_built))?;
    }
    if !is_built {
        return Err(Error::PartOfBuild);
    }
    if let Some(error) = lock_error {
        return Err(error);
    }
    let is_error = |finding: &Finding| finding.level == Level::Error;
    Ok(if findings.iter().any(is_error) { Outcome::Findings } else { Outcome::Clean })
}

/// What codes are checked against.
struct Inputs<'a> {
    workspace: &'a Workspace,
    tree: &'a Tree,
    args: &'a CheckArgs,
    configs: Configs,
    /// What errcode.lock holds, if it is there.
    lock: Option<ContentKey>,
    /// The text of Cargo.lock.
    cargo_lock: String,
}

/// What was found.
struct Checked {
    findings: Vec<Finding>,
    /// Why errcode.lock was not looked at. In the midst of a merge it has a conflict, and the codes that
    /// clash are what one wants to see.
    lock_error: Option<Error>,
}

impl Inputs<'_> {
    /// Whether the sources are read, and nothing is built.
    fn is_source(&self) -> bool {
        self.args.source || self.args.staged
    }

    /// What is found in the sources, and over how much.
    fn check_sources(&self) -> Result<(String, Checked), Error> {
        let texts = SourceTexts::read(self.workspace, self.tree)?;
        let workspace = self.workspace.key.bytes();
        let changed = self.tree.changed().map(|changed| changed.iter().collect::<BTreeSet<_>>());
        let is_whole = self.workspace.is_whole;
        let others = format!("{changed:?} {:?} {:?} {is_whole}", self.args.catalog, self.lock);
        let mut all = vec![self.cargo_lock.as_bytes(), &workspace, others.as_bytes()];
        for (path, text) in self.configs.texts() {
            all.extend([path.as_os_str().as_encoded_bytes(), text.as_bytes()]);
        }
        let key = texts.key(&all);
        // Catalogs of other repositories are not part of the key.
        let is_kept = self.args.catalog.is_empty();
        let is_staged = self.args.staged;
        if let Some(known) = Results::load(self.workspace, key, is_staged).filter(|_| is_kept) {
            return Ok((known.summary, Checked { findings: known.findings, lock_error: None }));
        }
        let sources = texts.collect(self.workspace, &self.configs, self.tree)?;
        let is_complete = sources.is_complete && sources.findings.is_empty();
        let mut findings = sources.findings;
        let checked = self.findings(&sources.catalog, is_complete)?;
        findings.extend(checked.findings);
        if let Some(changed) = self.tree.changed() {
            let is_everywhere = changed.iter().any(|file| governs(file));
            findings.retain(|finding| {
                let is_error = finding.level == Level::Error;
                is_in(finding, changed) || (is_everywhere && is_error)
            });
        }
        let summary = sources.catalog.summary();
        if !is_kept || checked.lock_error.is_some() {
            return Ok((summary, Checked { findings, ..checked }));
        }
        let kept = Results::keep(self.workspace, key, is_staged, summary, findings);
        Ok((kept.summary, Checked { findings: kept.findings, lock_error: None }))
    }

    /// What lints and errcode.lock say about codes.
    fn findings(&self, catalog: &Catalog, is_complete: bool) -> Result<Checked, Error> {
        let (workspace, configs) = (self.workspace, &self.configs);
        // With `--package` the codes of the others are not gone.
        let is_complete = is_complete && workspace.is_whole;
        let (locked, lock_error) = match lock::load(&workspace.root, self.tree) {
            Ok(locked) => (locked, None),
            Err(error) => (None, Some(error)),
        };
        let since_lock = match locked {
            Some(locked) => {
                let mut current = Snapshot::of_workspace(catalog, configs, workspace);
                if self.is_source() {
                    current.keep_others(&locked, workspace, &self.cargo_lock);
                }
                since_lock(&locked, &current, catalog, configs, is_complete)
            }
            None => SinceLock::default(),
        };
        let everywhere = match &*self.args.catalog {
            [] => None,
            paths => {
                let mut everywhere = catalog.clone();
                paths.iter().try_for_each(|path| everywhere.extend_from(path))?;
                Some(everywhere)
            }
        };
        let mut findings = since_lock.breaking.clone();
        findings.extend(lint(&Context {
            catalog,
            everywhere: everywhere.as_ref().unwrap_or(catalog),
            is_complete,
            configs,
            workspace,
            since_lock: &since_lock,
            cargo_lock: &self.cargo_lock,
        }));
        Ok(Checked { findings, lock_error })
    }
}

fn verdict(findings: usize, is_built: bool) -> String {
    match findings {
        // What did not compile was not looked at.
        0 if !is_built => "no findings in what could be built".to_owned(),
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    }
}

/// Whether a finding can come from changes of these files: one of its places is in one of them, or it
/// has none, as that of a code which is gone.
fn is_in(finding: &Finding, files: &HashSet<String>) -> bool {
    let mut labels = finding.primary.iter().chain(&finding.secondary).peekable();
    labels.peek().is_none() || labels.any(|label| files.contains(&label.place.file))
}

/// Whether codes of other files can be wrong because of a change of this one.
fn governs(file: &str) -> bool {
    let name = Path::new(file).file_name();
    name.is_some_and(|name| name == CONFIG || name == lock::FILE)
}
