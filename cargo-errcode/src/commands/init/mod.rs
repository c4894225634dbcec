//! `cargo errcode init`

mod ci;
mod services;
mod survey;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use errcode_core::{Base, Layout, OwnedCode, Role};
use errcode_syntax::config::{Service, candidates};

use super::{Outcome, hook};
use crate::args::{HookArgs, HookCommand, InitArgs};
use crate::cargo::{Workspace, load_workspace};
use crate::config_edit;
use crate::config_file::Configs;
use crate::count::counted;
use crate::error::{Error, Refusal};
use crate::file_change::FileChange;
use crate::git::git_line;
use crate::home::newly_refused;
use crate::lock;
use crate::output::Output;
use crate::render::render_plain_table;
use crate::source::Tree;
use crate::source::shown;
use crate::written::parse_files;
use services::{Services, services};
use survey::{Package, survey};

pub(super) fn init(output: &mut Output, args: &InitArgs) -> Result<Outcome, Error> {
    if args.hooks && args.workspace.is_elsewhere() {
        let message =
            "hooks are installed where the command runs, and `--manifest-path` leads elsewhere";
        return Err(Refusal::usage(message).help("run it in the workspace").into());
    }
    let workspace = load_workspace(&args.workspace.build())?;
    let root = &workspace.root;
    let configs = Configs::load(&workspace, &Tree::default())?;
    let mut packages = survey(&workspace, &configs)?;
    let present = present(&workspace, &configs);
    let declared = present.as_ref().and_then(|path| {
        let domain = configs.config_at(path)?.domains.first()?;
        Some((domain.layout.clone()?, domain.services.to_vec()))
    });
    if present.is_none() {
        // Packages with an errcode.toml of their own are governed by it.
        packages.retain(|package| configs.domain_of(&package.member.name).is_none());
    }
    let (layout, Services { services, left_out }) = match declared {
        Some((layout, services)) => (layout, Services { services, left_out: Vec::new() }),
        None => {
            let layout = layout(&args.layout)?;
            let services = services(&layout, &args.service, &packages)?;
            (layout, services)
        }
    };

    let mut wanted = Vec::new();
    if present.is_none() {
        let is_low = |code: &OwnedCode| matches!(code, OwnedCode::Int(1..=999));
        let mut codes = packages.iter().flat_map(|package| &package.codes);
        let text =
            text::errcode_toml(&layout, &services, codes.any(|written| is_low(&written.code)));
        let config = config_edit::parse(&text, "errcode.toml")?;
        let (files, _) = parse_files(&workspace, &Tree::default())?;
        let own = files.iter().filter(|file| configs.domain_of(&file.member.name).is_none());
        let refused = newly_refused(own, root, None, &config);
        if !refused.is_empty() {
            let message = "no errcode.toml that is made here fits the enums of this workspace";
            let help = "mend them first, or write errcode.toml by hand";
            return Err(Refusal::new(message).at(refused).help(help).into());
        }
        wanted.push((root.join("errcode.toml"), text));
    }
    if let Some(ci) = args.ci {
        wanted.push(ci::ci_file(&workspace, ci, args.ci_install.as_deref())?);
    }
    if args.docs {
        wanted.push((root.join("docs/errors.md"), text::errors_md(&layout, &services)));
    }
    // All is known now, and nothing is written yet.
    if args.hooks && !args.dry_run {
        hook::hook(output, &HookArgs { command: HookCommand::Install })?;
    }
    if let Some(path) = &present {
        writeln!(output, "{}: nothing to do", shown(path, root))?;
    }
    for (path, text) in wanted {
        write(output, path, text, args.dry_run, root)?;
    }
    if args.dry_run {
        if args.hooks {
            writeln!(output, "`cargo errcode hook install` would run")?;
        }
        return Ok(Outcome::Clean);
    }
    if present.is_none() {
        tell_services(output, &layout, &services, &packages, &left_out)?;
    }
    next_steps(output, &workspace, &packages, services.first(), present.is_none())?;
    Ok(Outcome::Clean)
}

/// `SSMMNN`, or the compact form with a base.
fn layout(written: &str) -> Result<Layout, Error> {
    let layout =
        if written.contains(' ') { written.parse() } else { Layout::new(Base::Digits, written) };
    layout.map_err(|error| {
        Refusal::usage(error.to_string())
            .help("write it as `SSMMNN`, `\"hex MMNN prefix ERR_0x\"` or `\"text AAA-MM-NNN\"`")
            .into()
    })
}

/// The errcode.toml that is there: at the root, or above it if it governs a package.
fn present(workspace: &Workspace, configs: &Configs) -> Option<PathBuf> {
    let governs = |path: &PathBuf| {
        let mut members = workspace.members();
        members.any(|member| {
            configs.file_of(&member.name) == Some(path) && configs.domain_of(&member.name).is_some()
        })
    };
    let is_own = |path: &PathBuf| path.starts_with(&workspace.root);
    candidates(&workspace.root)
        .filter(|path| path.is_file())
        .find(|path| is_own(path) || governs(path))
}

/// Makes a file, unless it is there.
fn write(
    output: &mut Output,
    path: PathBuf,
    after: String,
    is_dry_run: bool,
    root: &Path,
) -> Result<(), Error> {
    let name = shown(&path, root);
    if path.symlink_metadata().is_ok() {
        writeln!(output, "{name}: nothing to do")?;
        return Ok(());
    }
    let change = FileChange { path, before: None, after };
    if is_dry_run {
        return change.show(output, root);
    }
    change.write()?;
    writeln!(output, "{name}: made")?;
    Ok(())
}

fn tell_services(
    output: &mut Output,
    layout: &Layout,
    services: &[Service],
    packages: &[Package<'_>],
    left_out: &[String],
) -> Result<(), Error> {
    if !services.is_empty() {
        let rows = services.iter().map(|service| {
            let own: Vec<&Package<'_>> = packages
                .iter()
                .filter(|package| service.crates.contains(&package.member.name))
                .collect();
            let (enums, variants) = own
                .iter()
                .fold((0, 0), |sum, package| (sum.0 + package.enums, sum.1 + package.variants));
            let found = match enums {
                0 => "no error enum yet".to_owned(),
                _ => format!(
                    "{} with {}",
                    counted(enums, "error enum"),
                    counted(variants, "variant")
                ),
            };
            [service.name.clone(), service.part.clone(), found]
        });
        render_plain_table(output, ["Service", "Number", "Has"], rows)?;
    }
    let room = layout.capacity(Role::Sequence).unwrap_or(u64::MAX);
    for package in packages.iter().filter(|package| package.variants as u64 > room) {
        let name = &package.member.name;
        writeln!(
            output,
            "note: `{name}` has {} variants, and a module has room for {room} codes; split it with \
             `cargo errcode new module {name}/NAME`, or start with one more N in `--layout`",
            package.variants
        )?;
    }
    if !left_out.is_empty() {
        const SHOWN: usize = 5;
        let names = left_out.iter().take(SHOWN).map(|name| format!("`{name}`"));
        let mut text = names.collect::<Vec<_>>().join(", ");
        if let Some(more) = left_out.len().checked_sub(SHOWN + 1) {
            text = format!("{text} and {} more", more + 1);
        }
        writeln!(
            output,
            "note: no service for {text}; `cargo errcode new service NAME` adds one when it has errors"
        )?;
    }
    Ok(())
}

/// What is still to do, in the order in which it works.
fn next_steps(
    output: &mut Output,
    workspace: &Workspace,
    packages: &[Package<'_>],
    first: Option<&Service>,
    is_made: bool,
) -> Result<(), Error> {
    let has_errors = packages.iter().any(|package| package.enums > 0);
    let owners = || packages.iter().filter(|package| package.enums > 0 || !has_errors);
    let mut steps: Vec<(String, &str)> = Vec::new();
    let without: Vec<&str> = owners()
        .filter(|package| !package.member.depends_on_errcode())
        .map(|package| package.member.name.as_str())
        .collect();
    if !without.is_empty() {
        steps.push((format!("add errcode to the dependencies of {}", without.join(", ")), ""));
    }
    let is_new = owners().any(|package| !package.is_derived);
    if is_new {
        steps.push((
            "cargo errcode import .".to_owned(),
            "puts `#[code(next)]` on the variants of error enums",
        ));
    }
    let derived: Vec<&str> = owners()
        .filter(|package| !package.codes.is_empty())
        .map(|package| package.member.name.as_str())
        .collect();
    if is_made && !derived.is_empty() {
        let packages: Vec<String> = derived.iter().map(|name| format!("-p {name}")).collect();
        steps.push((
            format!("cargo clean {}", packages.join(" ")),
            "once: cargo does not notice a new errcode.toml",
        ));
    }
    if is_new || owners().any(|package| package.has_next) {
        steps.push((
            "cargo errcode alloc".to_owned(),
            "writes the next free code where `next` stands",
        ));
    }
    if let Some(service) = first.filter(|_| !has_errors) {
        let module = service.modules.first().map_or("NAME", |module| module.name.as_str());
        let what = format!("cargo errcode new module {}/{module} --enum NameError", service.name);
        steps.push((what, "writes a first enum"));
    }
    if !workspace.root.join(lock::FILE).exists() {
        steps.push(("cargo errcode lock".to_owned(), "writes errcode.lock, to be committed"));
    }
    let git = |arguments: &[&str]| git_line(&workspace.root, arguments).is_ok();
    if git(&["rev-parse", "--git-dir"]) && !git(&["config", "merge.errcode-lock.driver"]) {
        steps.push((
            "cargo errcode hook install".to_owned(),
            "lets git check codes before commits and pushes",
        ));
    }
    if steps.is_empty() {
        return Ok(());
    }
    writeln!(output, "\nNext")?;
    let width = steps.iter().filter(|step| !step.1.is_empty()).map(|step| step.0.len()).max();
    let width = width.unwrap_or(0);
    for (number, (what, why)) in steps.iter().enumerate() {
        let line = format!("  {}. {what:<width$}  {why}", number + 1);
        writeln!(output, "{}", line.trim_end())?;
    }
    Ok(())
}
