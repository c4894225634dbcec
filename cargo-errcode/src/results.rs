//! What `check --source` found the last time: where no byte of what it reads has changed, it finds the
//! same again.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::atomic_write;
use crate::cargo::Workspace;
use crate::content_key::ContentKey;
use crate::finding::Finding;

/// What was found, and over what.
#[derive(Serialize, Deserialize)]
pub(crate) struct Results {
    /// The key of everything that was read.
    key: String,
    /// `27 codes in 2 crates`.
    pub(crate) summary: String,
    pub(crate) findings: Vec<Finding>,
}

impl Results {
    /// The results of the last run, if it read the same.
    pub(crate) fn load(workspace: &Workspace, key: ContentKey, is_staged: bool) -> Option<Results> {
        let text = fs::read(path(workspace, is_staged)).ok()?;
        // One that is damaged is as none.
        serde_json::from_slice(&text).ok().filter(|results: &Results| results.key == key.text())
    }

    /// Keeps results for the next run; without them it takes longer.
    pub(crate) fn keep(
        workspace: &Workspace,
        key: ContentKey,
        is_staged: bool,
        summary: String,
        findings: Vec<Finding>,
    ) -> Results {
        let results = Results { key: key.text(), summary, findings };
        let path = path(workspace, is_staged);
        let is_there = path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        if let (true, Ok(text)) = (is_there, serde_json::to_vec(&results)) {
            drop(atomic_write::write(&path, text));
        }
        results
    }
}

fn path(workspace: &Workspace, is_staged: bool) -> PathBuf {
    let name = if is_staged { "staged.json" } else { "source.json" };
    workspace.target_dir.join("errcode").join(name)
}
