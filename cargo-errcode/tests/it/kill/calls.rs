//! The system calls of a run, as strace tells them.

use std::collections::BTreeMap;
use std::path::Path;

use super::tree::PREFIX;

/// The calls that change files or folders. Those with a `?` are not there on every processor.
pub(super) const CHANGES: &str = "?open,openat,?openat2,?creat,write,?pwrite64,?writev,?copy_file_range,?sendfile,?ftruncate,\
?truncate,?fallocate,fsync,?fdatasync,?rename,?renameat,renameat2,?link,linkat,?symlink,symlinkat,?unlink,\
unlinkat,?mkdir,mkdirat,?rmdir,?chmod,fchmod,fchmodat,?chown,fchown,fchownat";

/// A call of the undisturbed run.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) name: String,
    /// Which of the calls of this name, from 1.
    pub(super) number: usize,
    pub(super) line: String,
}

/// The calls of a trace.
pub(super) fn calls(text: &str) -> Vec<Call> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('(') else { continue };
        // `+++ killed by SIGKILL +++` and the like.
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            continue;
        }
        let number = numbers.entry(name.to_owned()).or_default();
        *number += 1;
        calls.push(Call { name: name.to_owned(), number: *number, line: line.to_owned() });
    }
    calls
}

/// Whether a call changes something in the workspace.
pub(super) fn is_change(call: &Call, root: &Path) -> bool {
    let Call { name, line, .. } = call;
    if name.starts_with("open") || name == "creat" {
        return name == "creat" || line.contains("O_CREAT") || line.contains("O_TRUNC");
    }
    let by_descriptor = ["write", "pwrite64", "writev", "copy_file_range", "sendfile", "ftruncate"];
    let by_descriptor = by_descriptor.contains(&name.as_str())
        || ["fallocate", "fsync", "fdatasync", "fchmod", "fchown"].contains(&name.as_str());
    // Files are shown with their paths, pipes and terminals are none of the workspace.
    !by_descriptor || line.contains(&format!("<{}", root.display()))
}

/// Whether the call at which a run was killed is that of the undisturbed run: names of temporary files
/// are random.
pub(super) fn is_same(killed: &Call, call: &Call) -> bool {
    let shape = |call: &Call| {
        let line = call.line.rsplit_once(" = ").map_or(&*call.line, |(line, _)| line).trim_end();
        let mut parts = line.split(PREFIX);
        let mut shape = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            shape.push_str(part.get(6..).unwrap_or_default());
        }
        shape
    };
    killed.name == call.name && killed.number == call.number && shape(killed) == shape(call)
}
