//! A file with the enum of a new module.

use errcode_core::OwnedCode;
use errcode_syntax::config::Config;
use errcode_syntax::upper_snake;

use super::listed;
use crate::catalog::Place;
use crate::error::{Error, Refusal};
use crate::file_change::FileChange;
use crate::next_code::Wanted;
use crate::numbers::{Numbers, domain_of, find_service, layout_of};
use crate::source::shown;
use crate::used::Used;
use crate::written::literal;

/// The file, and what there is to say about it.
pub(super) struct Scaffold {
    pub(super) change: FileChange,
    /// `shop/src/cart.rs:10:12: 100201`
    pub(super) place: String,
    pub(super) notes: Vec<String>,
}

/// Makes the file in the package that owns the module. `config` has the module already.
pub(super) fn scaffold<'c>(
    numbers: &Numbers,
    config: &'c Config,
    space: Option<&str>,
    (service_name, module_name): (&str, &str),
    enum_name: &str,
    used: &mut Used<'c>,
) -> Result<Scaffold, Error> {
    if syn::parse_str::<syn::Ident>(enum_name).is_err() {
        let message = format!("`{enum_name}` is no name of an enum");
        return Err(Refusal::usage(message).help("write it as `StoreError`").into());
    }
    let path = format!("{service_name}/{module_name}");
    let domain = domain_of(config, space, Some(service_name), None)?;
    let service = find_service(domain, service_name)?;
    let module = service.modules.iter().find(|module| module.name == module_name);
    let package = match service.owners(module) {
        [package] => package,
        owners => {
            let message = match owners {
                [] => format!("nothing says in which package the enum of `{path}` is to be"),
                several => format!("`{path}` is owned by {}", listed(several)),
            };
            return Err(Refusal::usage(message).help("say which with `--crate`").into());
        }
    };
    let member = numbers.workspace.members().find(|member| member.name == *package);
    let (member, root) = match member.and_then(|member| Some((member, member.target.as_ref()?))) {
        Some((member, target)) => (member, target.src_path.clone().into_std_path_buf()),
        None => {
            let message = format!("package `{package}` is not in this workspace");
            return Err(Refusal::new(message).into());
        }
    };
    let file_name = module_ident(module_name, enum_name);
    let file = root.with_file_name(format!("{file_name}.rs"));
    let file_shown = shown(&file, &numbers.workspace.root);
    if file.symlink_metadata().is_ok() {
        let message = format!("`{file_shown}` is there already");
        let help = format!("`cargo errcode new code {path} VARIANT` adds to an enum that is there");
        return Err(Refusal::new(message).help(help).into());
    }
    let wanted = Wanted {
        package: &member.name,
        service: Some(service_name),
        module: Some(module_name),
        like: None,
    };
    let code = used.allocate(domain, wanted).map_err(|why| Refusal::new(why.to_string()))?;
    let code: OwnedCode = code;
    let layout = layout_of(domain)?;
    let (text, line, column) = text(service_name, module_name, enum_name, &literal(layout, &code));
    let place = Place { file: file_shown, line, column };
    let mut notes =
        vec![format!("add `mod {file_name};` to {}", shown(&root, &numbers.workspace.root))];
    if !member.depends_on_errcode() {
        notes.push(format!("add errcode to the dependencies of `{package}`"));
    }
    Ok(Scaffold {
        change: FileChange { path: file, before: None, after: text },
        place: format!("{place}: {}", layout.format(&code)),
        notes,
    })
}

/// The name of the Rust module: rustc finds files of ASCII names only.
fn module_ident(module: &str, enum_name: &str) -> String {
    let ident = module.replace(['-', '.'], "_").to_lowercase();
    if ident.is_ascii() && syn::parse_str::<syn::Ident>(&ident).is_ok() {
        ident
    } else {
        upper_snake(enum_name).to_lowercase()
    }
}

/// The file, and the place of its code.
fn text(service: &str, module: &str, enum_name: &str, code: &str) -> (String, u32, u32) {
    let start = "    #[code(";
    let before = format!(
        "//! What can go wrong in {module}.\n\
         \n\
         use errcode::ErrorCode;\n\
         \n\
         /// What can go wrong in {module}.\n\
         #[derive(Debug, ErrorCode)]\n\
         #[errcode(service = {service:?}, module = {module:?})]\n\
         #[non_exhaustive]\n\
         pub enum {enum_name} {{\n"
    );
    let line = before.lines().count() as u32 + 1;
    let text = format!(
        "{before}{start}{code}, http = 500, message = \"Something went wrong, try again later\")]\n    \
         Unexpected,\n}}\n"
    );
    (text, line, start.len() as u32 + 1)
}
