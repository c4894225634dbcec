//! `cargo errcode layout`

use std::io::Write;
use std::path::Path;

use errcode_core::{Base, Layout, Role};
use errcode_syntax::config::{Config, Domain};

use super::Outcome;
use crate::args::{LayoutArgs, LayoutCommand, WidenArgs};
use crate::config_edit::ConfigEdit;
use crate::count::counted;
use crate::error::{Error, Refusal};
use crate::home::newly_refused;
use crate::lock;
use crate::numbers::{Numbers, domain_of, layout_of};
use crate::output::Output;
use crate::render::render_plain_table;
use crate::source::Tree;
use crate::widen::{Changed, Met, Widening, wider};
use crate::written::{ParsedFile, code_of};

pub(super) fn layout(output: &mut Output, args: &LayoutArgs) -> Result<Outcome, Error> {
    match &args.command {
        LayoutCommand::Widen(args) => widen(output, args),
    }
}

fn widen(output: &mut Output, args: &WidenArgs) -> Result<Outcome, Error> {
    let numbers = Numbers::load(&args.common.workspace)?;
    let (path, config) = numbers.file(None)?;
    let domain = domain_of(config, args.common.domain.as_deref(), None, None)?;
    let old = layout_of(domain)?;
    let mut edit = ConfigEdit::open(&path, &numbers.workspace.root)?;
    let name = edit.name().to_owned();
    let new = wider(old, &args.pattern).map_err(|why| {
        Refusal::usage(format!("layout `{}` cannot be widened: {why}", old.pattern()))
    })?;
    if new == *old {
        writeln!(output, "{name}: the layout is `{}` already, nothing to do", old.pattern())?;
        return Ok(Outcome::Clean);
    }
    let mut widening = Widening::new(domain, old.clone(), new);
    meet_all(&mut widening, &numbers, &path, domain)?;
    let changed = widening.changed();
    if !changed.is_empty() {
        refuse(output, &widening, &changed)?;
        return Ok(Outcome::Findings);
    }

    let space = domain.name.as_deref();
    edit.set_pattern(space, &widening.new);
    edit.rewrite_parts(space, |part| Some(widening.padded_part(Role::Service, part)));
    edit.rewrite_module_parts(space, |part| Some(widening.padded_part(Role::Module, part)));
    edit.rename_keys(space, "retired", |key| {
        let code = widening.new.format(&old.parse(key).ok()?);
        let has_prefix = key.trim_start_matches('-').starts_with(old.prefix());
        Some(if has_prefix { code } else { code.replacen(old.prefix(), "", 1) })
    });
    let of_space = |config: &Config| {
        config.domains.iter().find(|other| other.name == domain.name).map(|d| d.reserved.len())
    };
    // Without the key, wide layouts keep a band that narrow ones do not.
    if domain.reserved.is_empty() && of_space(&edit.config()?) != Some(0) {
        edit.reserve_nothing(space);
    }
    check_sources(&numbers, &path, config, &edit.config()?)?;
    let change = edit.finish()?;
    prove(output, &widening)?;
    if args.common.dry_run {
        writeln!(output)?;
        change.show(output, &numbers.workspace.root)?;
        return Ok(Outcome::Clean);
    }
    change.write()?;
    writeln!(output, "\n{name}: changed; sources and {} stay as they are", lock::FILE)?;
    Ok(Outcome::Clean)
}

/// What the derive takes now it takes with the edited errcode.toml too.
fn check_sources(
    numbers: &Numbers,
    path: &Path,
    before: &Config,
    after: &Config,
) -> Result<(), Error> {
    let (files, _) = numbers.sources()?;
    let own = files.iter().filter(|file| numbers.configs.file_of(&file.member.name) == Some(path));
    let refused = newly_refused(own, &numbers.workspace.root, Some(before), after);
    if refused.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("the derive would refuse enums that it takes now").at(refused).into())
}

/// The codes of the domain, wherever they are.
fn meet_all(
    widening: &mut Widening<'_>,
    numbers: &Numbers,
    path: &Path,
    domain: &Domain,
) -> Result<(), Error> {
    let (files, _) = numbers.sources()?;
    for ParsedFile { member, enums, .. } in &files {
        let own = numbers.configs.domain_of(&member.name);
        let is_own = own.is_some_and(|own| own.name == domain.name);
        if !is_own || numbers.configs.file_of(&member.name) != Some(path) {
            continue;
        }
        let variants = enums.iter().flat_map(|item| &item.variants);
        variants.filter_map(code_of).for_each(|code| widening.meet(&code, Met::Sources));
    }
    if let Some(locked) = lock::load(&numbers.workspace.root, &Tree::default())? {
        let active = locked.contracts.iter().map(|contract| (&contract.key, Met::Lock));
        let retired = locked.retired.iter().flat_map(|retired| retired.keys());
        for (key, met) in active.chain(retired.map(|key| (key, Met::Retired))) {
            if key.domain == domain.name {
                widening.meet(&key.code, met);
            }
        }
    }
    domain.retired.iter().for_each(|retired| widening.meet(&retired.code, Met::Retired));
    Ok(())
}

/// Says why no code changes and no two collide, so that a reviewer can follow.
fn prove(output: &mut Output, widening: &Widening<'_>) -> Result<(), Error> {
    let (old, new) = (widening.old.pattern(), widening.new.pattern());
    let places = [
        (Met::Sources, "in the sources"),
        (Met::Lock, "in errcode.lock"),
        (Met::Retired, "retired"),
    ];
    let places: Vec<String> =
        places.iter().map(|(met, text)| format!("{} {text}", widening.count(*met))).collect();
    match widening.codes.len() {
        0 => writeln!(output, "{old} -> {new}: no code is issued yet")?,
        count => writeln!(
            output,
            "{old} -> {new}: {} ({}) {} the same under both layouts",
            counted(count, "code"),
            places.join(", "),
            if count == 1 { "reads" } else { "read" }
        )?,
    }
    let rows: Vec<[String; 4]> = widening
        .segments()
        .iter()
        .map(|reading| {
            let (before, after) = widening.ranges(reading).unwrap_or_default();
            [reading.name.clone(), before, after, reading.count.to_string()]
        })
        .collect();
    if !rows.is_empty() {
        writeln!(output)?;
        render_plain_table(output, ["Segment", old, new, "Codes"], rows)?;
    }
    if let Some(role) = widening.first_alone() {
        writeln!(output)?;
        for line in positional_proof(widening, role) {
            writeln!(output, "{line}")?;
        }
    }
    Ok(())
}

/// Why the first part of an integer may get wider.
fn positional_proof(widening: &Widening<'_>, role: Role) -> Vec<String> {
    let Widening { old, new, .. } = widening;
    let width = |layout: &Layout| layout.width_of(role).unwrap_or(0);
    let base: i64 = if old.base() == Base::Hex { 16 } else { 10 };
    let behind: usize =
        old.roles().filter(|other| *other != role).filter_map(|other| old.width_of(other)).sum();
    let highest = |layout: &Layout, width: usize| {
        let digit = if layout.base() == Base::Hex { "F" } else { "9" };
        digit.repeat(width)
    };
    let (old_last, new_last) = (highest(old, width(old)), highest(new, width(new)));
    let zeros = |width: usize| "0".repeat(width);
    let padded = format!("{old_last:0>width$}", width = width(new));
    let first_new = format!("{:0>width$}", format!("1{}", zeros(width(old))), width = width(new));
    let sign = if old.is_negative() { "-" } else { "" };
    let bound = format!("{sign}{}", highest(old, width(old) + behind));
    let above = format!("{sign}1{}", zeros(width(old) + behind));
    vec![
        "No two codes collide, whichever layout they were made under:".to_owned(),
        format!(
            "  1. Only the first part gets wider. What is behind it keeps its width, so a number \
             means the same: the {role} counts {base}^{behind} under both."
        ),
        format!(
            "  2. Codes of {} go up to {bound}: {role} {} to {old_last}, which now are written {} to \
             {padded}. {} {first_new} to {new_last} are new, and begin at {above}.",
            old.pattern(),
            zeros(width(old)),
            zeros(width(new)),
            capitalized(role),
        ),
        "  3. So two codes are one number only if they are one code, and numbers that are taken stay \
         taken."
            .to_owned(),
        "What is printed gets a zero in front; numbers in programs, in JSON and in errcode.lock stay."
            .to_owned(),
    ]
}

fn capitalized(role: Role) -> String {
    let word = role.as_str();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// Says which codes would change.
fn refuse(output: &mut Output, widening: &Widening<'_>, changed: &[Changed]) -> Result<(), Error> {
    let Widening { old, new, codes, .. } = widening;
    writeln!(
        output,
        "{} -> {} would change {} of {}; nothing is written\n",
        old.pattern(),
        new.pattern(),
        changed.len(),
        counted(codes.len(), "issued code")
    )?;
    let rows = changed.iter().map(|changed| {
        let after = match &changed.after {
            Ok(parts) => Widening::words(parts),
            Err(_) => "no code of this layout".to_owned(),
        };
        let renumbered = changed.renumbered.as_ref();
        let renumbered = renumbered.map(|code| new.format(code)).unwrap_or_default();
        [old.format(&changed.code), Widening::words(&changed.before), after, renumbered]
    });
    render_plain_table(output, ["Code", old.pattern(), new.pattern(), "Would have to be"], rows)?;
    let collisions = widening.collisions(changed);
    if !collisions.is_empty() {
        writeln!(output, "\nNumbers that would stand for two codes:")?;
        for (code, why) in collisions {
            writeln!(output, "  {}: {why}", old.format(&code))?;
        }
    }
    let first = old.pattern().chars().next().unwrap_or_default();
    let can_widen = old.base() != Base::Text
        && old.roles().next().is_some_and(|role| !matches!(role, Role::Family | Role::Http));
    writeln!(output, "\nA released code keeps its number.")?;
    if can_widen {
        writeln!(
            output,
            "`cargo errcode layout widen {first}{}` widens the first part, which changes no code.",
            old.pattern()
        )?;
    }
    writeln!(output, "A module that is full is split: `cargo errcode new module SERVICE/NAME`.")?;
    Ok(())
}
