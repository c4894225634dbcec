//! The two sides of `diff` and `changelog`: each is a lock file, a git revision, a catalog, a program, or the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::{BuildArgs, GlobalArgs};
use crate::cargo::{Workspace, find_workspace, load_workspace};
use crate::catalog::Catalog;
use crate::collect::{
    Collected, OnBuildError, collect_all_sources, collect_files, collect_workspace,
};
use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::{Error, ReadProblem, Refusal, SIDES};
use crate::git::{git, git_line, is_in_repository};
use crate::input_file::without_mark;
use crate::lock;
use crate::output::Output;
use crate::source::Tree;

/// The word for the workspace as it is.
const WORKSPACE: &str = "workspace";
/// How a lock file begins.
const TITLE: &[u8] = b"# errcode.lock ";

/// What a side is, and where places of its codes are.
pub(crate) struct Side {
    pub(crate) snapshot: Snapshot,
    /// The file that it was read from, if it is one.
    pub(crate) file: Option<PathBuf>,
    /// The codes with all their facts; a lock file has their promises alone.
    pub(crate) catalog: Option<Catalog>,
    /// Whether it is the workspace as it is, so that the places of its codes can be looked at.
    pub(crate) is_workspace: bool,
    /// Whether it has all codes.
    pub(crate) is_complete: bool,
}

/// What sides are read with.
struct SideReader<'a> {
    workspace: Option<&'a Workspace>,
    configs: &'a Configs,
    build: &'a BuildArgs,
    global: GlobalArgs,
    /// Whether the workspace's sources are read, and nothing is built.
    is_source: bool,
}

/// Two sides, with what was read on the way.
pub(crate) struct Sides {
    /// `None` where two files are compared outside of any workspace.
    pub(crate) workspace: Option<Workspace>,
    pub(crate) configs: Configs,
    pub(crate) base: Side,
    pub(crate) current: Side,
}

impl Sides {
    /// Reads both sides, each as written on the command line.
    pub(crate) fn read(
        output: &mut Output,
        [base, current]: [&str; 2],
        build: &BuildArgs,
        global: GlobalArgs,
        is_source: bool,
    ) -> Result<Sides, Error> {
        // Two files can be compared anywhere.
        let needs_workspace = [base, current].contains(&WORKSPACE);
        let workspace =
            if needs_workspace { Some(load_workspace(build)?) } else { find_workspace(build)? };
        let load = |workspace| Configs::load(workspace, &Tree::default());
        let configs = workspace.as_ref().map_or(Ok(Configs::default()), load)?;
        let reader = SideReader {
            workspace: workspace.as_ref(),
            configs: &configs,
            build,
            global,
            is_source,
        };
        let base = reader.read(output, base)?;
        let current = reader.read(output, current)?;
        Ok(Sides { workspace, configs, base, current })
    }
}

impl SideReader<'_> {
    /// Reads a side.
    fn read(&self, output: &mut Output, side: &str) -> Result<Side, Error> {
        if side == WORKSPACE {
            return self.of_workspace(output);
        }
        let path = self.path(side);
        if path.is_file() {
            let side = of_file(output, &path)?;
            return Ok(Side { file: Some(path), ..side });
        }
        if side == lock::FILE {
            return Err(Error::NoLock { path });
        }
        self.of_revision(side)
    }

    /// A path from the current folder; the lock file's is at the root of the workspace.
    fn path(&self, side: &str) -> PathBuf {
        match self.workspace {
            Some(workspace) if side == lock::FILE => workspace.root.join(side),
            _ => PathBuf::from(side),
        }
    }

    fn of_workspace(&self, output: &mut Output) -> Result<Side, Error> {
        let workspace = self.workspace.ok_or(Error::NoWorkspace)?;
        let collected = if self.is_source {
            collect_all_sources(workspace, self.configs)
        } else {
            collect_workspace(output, self.build, self.global, workspace, OnBuildError::Stop)
        };
        let Collected { catalog, is_complete } = match collected {
            // That all codes are gone is a change, and not a mistake.
            Err(Error::NoCodes { .. }) => {
                Collected { catalog: Catalog::new(Vec::new()), is_complete: true }
            }
            other => other?,
        };
        let mut snapshot = Snapshot::of_workspace(&catalog, self.configs, workspace);
        if self.is_source
            && let Some(locked) = lock::load(&workspace.root, &Tree::default())?
        {
            snapshot.keep_others(&locked, workspace, &workspace.cargo_lock());
        }
        let is_complete = is_complete && workspace.is_whole;
        Ok(Side { snapshot, file: None, catalog: Some(catalog), is_workspace: true, is_complete })
    }

    fn of_revision(&self, revision: &str) -> Result<Side, Error> {
        let folder = self.workspace.map_or(Path::new("."), |workspace| &workspace.root);
        let unknown = || Error::UnknownSide { side: revision.to_owned() };
        if !is_in_repository(folder)? {
            return Err(unknown());
        }
        // `--end-of-options`: a side that begins with a hyphen is no flag of git.
        let commit = format!("{revision}^{{commit}}");
        let commit = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let commit = git_line(folder, &commit).map_err(|_| unknown())?;
        if git(folder, &["ls-tree", &commit, lock::FILE])?.is_empty() {
            return Err(Error::NoLockInRevision { revision: revision.to_owned() });
        }
        let shown = git(folder, &["show", &format!("{commit}:./{}", lock::FILE)])?;
        let path = PathBuf::from(format!("{revision}:{}", lock::FILE));
        of_lock(&path, &shown)
    }
}

fn of_file(output: &mut Output, path: &Path) -> Result<Side, Error> {
    let wrong = |message: String| Error::Side { path: path.to_owned(), message };
    let bytes = fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let text = without_mark(&bytes);
    let is_lock =
        text.starts_with(TITLE) || path.extension().is_some_and(|extension| extension == "lock");
    if is_lock {
        return of_lock(path, &bytes);
    }
    if text.trim_ascii_start().starts_with(b"{") {
        let catalog = Catalog::from_json(&bytes).map_err(wrong)?;
        return Ok(of_catalog(catalog));
    }
    match collect_files(output, &[path.to_owned()]) {
        Ok(catalog) => Ok(of_catalog(catalog)),
        Err(Error::Read { problem: ReadProblem::Foreign, .. }) => {
            let message = format!("`{}` is nothing that can be compared", path.display());
            Err(Refusal::new(message).help(SIDES).into())
        }
        Err(error) => Err(error),
    }
}

fn of_catalog(catalog: Catalog) -> Side {
    let snapshot = Snapshot::new(&catalog, None);
    Side { snapshot, file: None, catalog: Some(catalog), is_workspace: false, is_complete: true }
}

fn of_lock(path: &Path, bytes: &[u8]) -> Result<Side, Error> {
    let wrong = |message: String| Error::Side { path: path.to_owned(), message };
    let text =
        std::str::from_utf8(bytes).map_err(|error| wrong(format!("it is no text: {error}")))?;
    let snapshot = lock::read(text).map_err(|error| wrong(error.to_string()))?;
    Ok(Side { snapshot, file: None, catalog: None, is_workspace: false, is_complete: true })
}
