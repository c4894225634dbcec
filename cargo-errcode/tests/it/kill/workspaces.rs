//! What the commands find that are killed.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::fixture::Workspace;
use crate::hook::{expect, git};

const CONFIG: &str = "\
# Who may use which codes.
layout = { digits = \"SSMMNN\" }
[services.shop]
code = 10
crates = [\"NAME-a\"]
modules = { store = 1, cart = 2 }
[services.mail]
code = 11
crates = [\"NAME-b\"]
";

const SHOP: &str = "
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[errcode(service = \"shop\", module = \"store\")]
#[non_exhaustive]
pub enum StoreError {
    #[code(100101, http = 500, message = \"The store is closed\")]
    Closed,
    NEXT
}
";

const MAIL: &str = "
use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum MailError {
    #[code(110001, http = 503, message = \"No mail is sent now\")]
    Down,
    NEXT
}
";

pub(super) fn workspace(name: &str) -> Workspace {
    filled(Workspace::new(name), name)
}

fn filled(workspace: Workspace, name: &str) -> Workspace {
    let members = format!("members = [\"{name}-a\", \"{name}-b\"]");
    workspace.write("Cargo.toml", &format!("[workspace]\n{members}\nresolver = \"3\"\n"));
    workspace.write("errcode.toml", &CONFIG.replace("NAME", name));
    for (package, source) in [("a", SHOP), ("b", MAIL)] {
        let package = format!("{name}-{package}");
        workspace.derived(&package, &[], "src/lib.rs", &source.replace("NEXT", ""));
    }
    workspace
}

pub(super) fn with_next(name: &str) -> Workspace {
    let workspace = workspace(name);
    for (package, source) in [("a", SHOP), ("b", MAIL)] {
        let source = source.replace("NEXT", "#[code(next, http = 404)]\n    Unknown,");
        workspace.write(&format!("{name}-{package}/src/lib.rs"), &source);
    }
    workspace
}

pub(super) fn in_git(name: &str) -> Workspace {
    let workspace = workspace(name);
    expect(&git(&workspace.root, &["init", "--quiet"]), true);
    workspace
}

pub(super) fn with_hooks(name: &str) -> Workspace {
    let workspace = in_git(name);
    workspace.run(&["hook", "install"]).expect(0);
    workspace
}

/// Where two files are generated that are there already, and one that no service has any more.
pub(super) fn with_pages(name: &str) -> Workspace {
    let workspace = workspace(name);
    workspace.run(&["docs", "--source", "--per-service", "--output", "pages"]).expect(0);
    let page = workspace.read("pages/mail.md");
    workspace.write("pages/gone.md", &page);
    for page in ["shop", "mail"] {
        let path = format!("pages/{page}.md");
        workspace.write(&path, &format!("{}\nold\n", workspace.read(&path)));
    }
    workspace
}

pub(super) fn with_lock(name: &str) -> Workspace {
    let workspace = workspace(name);
    workspace.run(&["lock", "--source"]).expect(0);
    for (file, code) in [("base", ""), ("ours", "100107"), ("theirs", "100108")] {
        let lock = workspace.read("errcode.lock");
        let line = lock.lines().find(|line| line.contains("100101")).unwrap();
        let added = match code {
            "" => String::new(),
            code => {
                line.replace("100101", code).replace("CLOSED", &format!("CLOSED_{code}")) + "\n"
            }
        };
        workspace.write(file, &lock.replace(&format!("{line}\n"), &format!("{line}\n{added}")));
    }
    let source = SHOP.replace("NEXT", "#[code(100102, http = 404)]\n    Unknown,");
    workspace.write(&format!("{name}-a/src/lib.rs"), &source);
    workspace
}

pub(super) fn with_thiserror(name: &str) -> Workspace {
    let workspace = workspace(name);
    for (folder, name) in [("a", "Cart"), ("b", "Post")] {
        let source = format!(
            "#[derive(Debug, thiserror::Error)]\npub enum {name}Error {{\n    #[error(\"{name} is gone\")]\n    \
             Gone,\n}}\n"
        );
        workspace.write(&format!("old/{folder}.rs"), &source);
    }
    workspace
}

pub(super) fn with_list(name: &str) -> Workspace {
    let workspace = workspace(name);
    workspace.write("codes.csv", "code,name,http,message\n100150,OLD,404,It is gone\n");
    workspace.write("old.rs", "old\n");
    workspace
}

/// Without errcode.toml, also above it.
pub(super) fn bare(name: &str) -> Workspace {
    let workspace = filled(Workspace::outside(name), name);
    fs::remove_file(workspace.root.join("errcode.toml")).unwrap();
    expect(&git(&workspace.root, &["init", "--quiet"]), true);
    workspace
}

/// Records of two processes, and a cargo whose tests write none.
pub(super) fn with_records(name: &str) -> Workspace {
    let workspace = workspace(name);
    let line = "\t100101\tshop\tStoreError\tCLOSED";
    for file in ["1", "2"] {
        workspace.write(
            &format!("records/{file}.codes"),
            &format!("{}\n{line}\n", errcode_core::coverage::HEADER),
        );
    }
    workspace.write("records/mine.txt", "not a record\n");
    workspace.write("cargo.sh", "#!/bin/sh\n[ \"$1\" = test ] || exec cargo \"$@\"\n");
    let cargo = workspace.root.join("cargo.sh");
    fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
    workspace
}
