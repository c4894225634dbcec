//! The texts of the files that `init` makes, but for those of build servers.

use errcode_core::{Base, Layout, OwnedCode, Parts, Role};
use errcode_syntax::config::Service;
use toml_edit::{InlineTable, Key};

use crate::config_edit::{list, part_value};

/// An errcode.toml with comments for those who see one for the first time.
pub(super) fn errcode_toml(layout: &Layout, services: &[Service], has_low_codes: bool) -> String {
    let mut text = "\
# Who may use which error codes in this workspace. The compiler and `cargo errcode check` hold every
# code against this file; `cargo errcode new service` and `new module` add to it.

"
    .to_owned();
    if let Some((code, words)) = sample(layout, services) {
        text += &["# How a code divides: ", &code, " is ", &words, ".\n"].concat();
    }
    text += &["layout = ", &layout_value(layout), "\n"].concat();
    if layout.base() == Base::Digits && layout.pattern().len() > 3 && !layout.is_negative() {
        text += if has_low_codes {
            "\n# Codes that nobody here may use. Without this line, 1 to 999 are kept for libraries.\n\
             reserved = []\n"
        } else {
            "\n# Codes that nobody here may use.\n\
             reserved = [{ from = 1, to = 999, reason = \"kept for libraries\" }]\n"
        };
    }
    if !services.is_empty() {
        text += "\n# A service is a part of the numbers, and `crates` are the packages that may use it. An enum of a\n\
                 # package with one module has its codes there; others name theirs:\n";
        let (service, module) = example(services);
        let module = module.map(|module| format!(", module = \"{module}\"")).unwrap_or_default();
        text += &["# `#[errcode(service = \"", service, "\"", &module, ")]`.\n"].concat();
    }
    let services: Vec<String> =
        services.iter().map(|service| service_table(layout, service)).collect();
    text + &services.join("\n")
}

/// A service, and a module where it has one.
fn example(services: &[Service]) -> (&str, Option<&str>) {
    services.first().map_or(("", None), |service| {
        let module = service.modules.first().map(|module| module.name.as_str());
        (service.name.as_str(), module)
    })
}

fn service_table(layout: &Layout, service: &Service) -> String {
    let mut lines = vec![
        format!("[services.{}]", Key::new(&service.name)),
        format!("code = {}", part_value(layout, &service.part)),
    ];
    if !service.crates.is_empty() {
        lines.push(format!("crates = {}", list(&service.crates)));
    }
    if !service.modules.is_empty() {
        let modules: InlineTable = service
            .modules
            .iter()
            .map(|module| (Key::new(&module.name), part_value(layout, &module.part)))
            .collect();
        lines.push(format!("modules = {modules}"));
    }
    lines.join("\n") + "\n"
}

fn layout_value(layout: &Layout) -> String {
    let mut table = InlineTable::new();
    table.insert(layout.base().as_str(), layout.pattern().into());
    if !layout.prefix().is_empty() {
        table.insert("prefix", layout.prefix().into());
    }
    if layout.is_negative() {
        table.insert("negative", true.into());
    }
    table.to_string()
}

/// A code that the layout allows, and what its parts mean.
fn sample(layout: &Layout, services: &[Service]) -> Option<(String, String)> {
    let part = |role| {
        let number = match role {
            Role::Family => 4,
            Role::Http => 404,
            Role::Service => return Some(services.first()?.part.clone()),
            Role::Module | Role::Sequence => 1,
        };
        layout.capacity(role).map(|_| layout.part_text(role, number))
    };
    let parts: Parts =
        layout.roles().map(|role| Some((role, part(role)?))).collect::<Option<_>>()?;
    let code: OwnedCode = layout.join(&parts).ok()?;
    let words: Vec<String> = parts.iter().map(|(role, part)| format!("{role} {part}")).collect();
    Some((layout.format(&code), words.join(", ")))
}

/// A page for those who add an error.
pub(super) fn errors_md(layout: &Layout, services: &[Service]) -> String {
    let divides = sample(layout, services)
        .map(|(code, words)| format!("A code says where it comes from: {code} is {words}.\n"))
        .unwrap_or_default();
    format!(
        "# Error codes\n\
         \n\
         Every error that leaves this workspace has a code. {divides}\
         [errcode.toml](../errcode.toml) says which package may use which codes.\n\
         \n\
         ## Add an error\n\
         \n\
         1. Add a variant, and leave its number open: \
         `#[code(next, http = 404, message = \"User {{user}} was not found\")]`.\n\
         2. `cargo errcode alloc` writes the next free number.\n\
         3. `cargo errcode check` finds clashes with other packages.\n\
         4. `cargo errcode lock` writes errcode.lock. Commit it with the sources.\n\
         \n\
         Or in one step: `cargo errcode new code SERVICE/MODULE UserNotFound --http 404`.\n\
         A module that is full is split (`cargo errcode new module SERVICE/NAME`); a new package gets a\n\
         service (`cargo errcode new service NAME --crate PACKAGE`).\n\
         \n\
         ## Change or remove one\n\
         \n\
         A released code keeps its number and its meaning. One that is no longer needed goes to `[retired]`\n\
         in errcode.toml with the reason, and its number is never used again. `cargo errcode diff` says\n\
         which version a change needs.\n\
         \n\
         ## Look one up\n\
         \n\
         `cargo errcode explain CODE` shows all about a code, `cargo errcode list` all codes.\n"
    )
}
