//! Commands that the pages name exist, with the flags that stand beside them.

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::Cli;

/// The commands of a page as words. What is prose, and no command, is neither quoted nor at the start of
/// a line.
fn commands(page: &str) -> Vec<Vec<&str>> {
    let mut commands = Vec::new();
    for (at, _) in page.match_indices("cargo errcode ") {
        let (before, rest) = page.split_at(at);
        if !before.ends_with(['`', '\n']) && !before.ends_with("$ ") {
            continue;
        }
        let end = rest.find(['`', '\n', '|', '#', '(', '>', '[', '"']).unwrap_or(rest.len());
        // A list of commands explains them behind a wide gap.
        let command = rest[..end].split("  ").next().unwrap_or_default();
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        if rest[end..].starts_with('"') {
            // The flag of a text that is not read here.
            words.pop();
        }
        commands.push(words);
    }
    commands
}

#[test]
fn pages_name_commands_that_exist() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let docs = std::fs::read_dir(format!("{root}/docs")).unwrap();
    // Pictures have a folder of their own.
    let docs = docs.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let pages = docs.chain([format!("{root}/README.md").into()]);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in pages {
        let page = std::fs::read_to_string(&path).unwrap();
        for words in commands(&page) {
            // `COMMAND` and `SHELL` stand for a word.
            if words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_uppercase())) {
                continue;
            }
            count += 1;
            let Err(error) = Cli::command().try_get_matches_from(&words) else { continue };
            let is_wrong = matches!(
                error.kind(),
                ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand | ErrorKind::InvalidValue
            );
            if is_wrong {
                wrong.push(format!("{}: {}: {error}", path.display(), words.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 80, "{count} commands were found");
}
