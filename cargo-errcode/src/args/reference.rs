//! docs/commands.md, made from the command line. What is said there is the help.

use std::fmt::Write;

use clap::{Arg, Command, CommandFactory};

use super::Cli;

/// The flags that nearly every command shares.
const BUILD: &str = "Build";

fn page() -> String {
    let mut root = Cli::command().disable_help_subcommand(true).disable_help_flag(true);
    root.build();
    let mut page = String::from(
        "# Commands\n\n<!-- Made from the command line: `ERRCODE_BLESS=1 cargo test -p cargo-errcode --lib` \
         writes it. -->\n\nWhat `cargo errcode COMMAND --help` says, on one page. ",
    );
    page.push_str(
        "`cargo errcode man` prints it as a manual page, and `cargo errcode completions` lets a shell \
         complete it.\n\n",
    );
    for command in commands(&root) {
        let name = command.get_bin_name().unwrap_or_default();
        writeln!(page, "- [`{name}`](#{}): {}", name.replace(' ', "-"), text(command.get_about()))
            .unwrap();
    }
    for command in commands(&root) {
        section(&mut page, command);
    }
    page.push_str("\n## Flags of every command\n\n");
    let globals: Vec<&Arg> = root.get_arguments().filter(|arg| arg.is_global_set()).collect();
    table(&mut page, "flag", &globals);
    page.push_str(
        "\n## Flags of the build\n\nCargo's own, with their own names: which packages are read, and how \
         they are built.\n\n",
    );
    let list = root.find_subcommand("list").unwrap();
    table(&mut page, "flag", &list.get_arguments().filter(|arg| is_build(arg)).collect::<Vec<_>>());
    write!(page, "\n## Exit codes\n\n```text\n{}\n```\n", crate::exit::help()).unwrap();
    page
}

/// Every command that does something, in the order of the help.
fn commands(root: &Command) -> Vec<&Command> {
    let mut found = Vec::new();
    for command in root.get_subcommands() {
        let below = commands(command);
        if below.is_empty() { found.push(command) } else { found.extend(below) }
    }
    found
}

fn section(page: &mut String, command: &Command) {
    let name = command.get_bin_name().unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    write!(page, "\n## {name}\n\n{}.\n\n```text\n{usage}\n```\n", text(command.get_about()))
        .unwrap();
    let own = || {
        command
            .get_arguments()
            .filter(|arg| !arg.is_global_set() && !is_build(arg) && !is_help(arg))
    };
    let (positional, flags): (Vec<&Arg>, Vec<&Arg>) = own().partition(|arg| arg.is_positional());
    for (heading, arguments) in [("argument", positional), ("flag", flags)] {
        if !arguments.is_empty() {
            page.push('\n');
            table(page, heading, &arguments);
        }
    }
    let build: Vec<String> =
        command.get_arguments().filter(|arg| is_build(arg)).map(flag).collect();
    if !build.is_empty() {
        write!(
            page,
            "\nAnd the [flags of the build](#flags-of-the-build): {}.\n",
            build.join(", ")
        )
        .unwrap();
    }
    if let Some(after) = command.get_after_help() {
        write!(page, "\n```text\n{after}\n```\n").unwrap();
    }
}

fn is_build(arg: &Arg) -> bool {
    arg.get_help_heading() == Some(BUILD)
}

fn is_help(arg: &Arg) -> bool {
    arg.get_id() == "help" || arg.get_id() == "version"
}

fn table(page: &mut String, heading: &str, arguments: &[&Arg]) {
    writeln!(page, "| {heading} | meaning |\n|---|---|").unwrap();
    for arg in arguments {
        writeln!(page, "| {} | {} |", cell(&flag(arg)), cell(&meaning(arg))).unwrap();
    }
}

/// `` `-p`, `--package SPEC` ``
fn flag(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<&str> = names.iter().map(clap::builder::Str::as_str).collect();
    let takes_value = arg.get_action().takes_values();
    let value = if takes_value { names.join(" ") } else { String::new() };
    if arg.is_positional() {
        return format!("`{value}`");
    }
    let short = arg.get_short().map(|short| format!("`-{short}`, ")).unwrap_or_default();
    let long = arg.get_long().unwrap_or_default();
    format!("{short}`{}`", format!("--{long} {value}").trim_end())
}

fn meaning(arg: &Arg) -> String {
    let mut meaning = text(arg.get_long_help().or(arg.get_help()));
    let values = arg.get_possible_values();
    if arg.get_action().takes_values() && !values.is_empty() {
        let values = values.iter().filter(|value| !value.is_hide_set()).map(|value| {
            let help = value.get_help().map(|help| format!(": {help}")).unwrap_or_default();
            format!("`{}`{help}", value.get_name())
        });
        write!(meaning, ". {}", values.collect::<Vec<_>>().join("; ")).unwrap();
    }
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| format!("`{}`", value.display())).collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        write!(meaning, ". Default: {}", defaults.join(", ")).unwrap();
    }
    if let Some(variable) = arg.get_env() {
        write!(meaning, ". Variable: `{}`", variable.display()).unwrap();
    }
    meaning
}

fn text(help: Option<&clap::builder::StyledStr>) -> String {
    help.map(|help| help.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_is_made_from_the_command_line() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/commands.md");
    let page = page();
    if std::env::var_os("ERRCODE_BLESS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), page);
}

/// The page shows the build's flags once, so they have to be the same everywhere.
#[test]
fn the_flags_of_the_build_mean_the_same_everywhere() {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let list = root.find_subcommand("list").unwrap();
    for command in commands(&root) {
        for arg in command.get_arguments().filter(|arg| is_build(arg)) {
            let shown = list.get_arguments().find(|shown| shown.get_id() == arg.get_id());
            let shown = shown.map(|shown| (flag(shown), meaning(shown)));
            assert_eq!(shown, Some((flag(arg), meaning(arg))), "{}", command.get_name());
        }
    }
}

#[test]
fn everything_is_explained() {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    for command in commands(&root) {
        let name = command.get_bin_name().unwrap_or_default();
        assert!(!text(command.get_about()).is_empty(), "{name}");
        for arg in command.get_arguments() {
            let help = text(arg.get_help());
            assert!(!help.is_empty() && !help.ends_with('.'), "{name} {}: {help}", arg.get_id());
        }
    }
}
