//! Finding and reading errcode.toml: upward from the package's folder, once per process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use errcode_syntax::config::{Config, candidates};

use crate::environment::Environment;

/// errcode.toml as found, or nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConfigFile {
    found: Option<Found>,
    /// Whether this expansion is the first of the process that sees the file.
    is_first: bool,
}

#[derive(Clone, Debug)]
struct Found {
    path: PathBuf,
    config: Arc<Result<Config, Vec<String>>>,
}

/// Files read so far, with the time at which they were changed last: a rustc process reads one file
/// once, an editor's macro server lives longer and sees changes.
type Cache = HashMap<PathBuf, (Option<SystemTime>, Arc<Result<Config, Vec<String>>>)>;

static CACHE: Mutex<Option<Cache>> = Mutex::new(None);

impl ConfigFile {
    /// Looks for errcode.toml and `.config/errcode.toml`, from the package's folder upward.
    pub(crate) fn load(environment: &Environment) -> ConfigFile {
        let found = environment
            .manifest_dir
            .as_deref()
            .and_then(|folder| candidates(folder).find(|path| path.is_file()));
        match found {
            Some(path) => read_cached(path),
            None => ConfigFile::default(),
        }
    }

    /// Its content, if there is a file and it is valid.
    pub(crate) fn valid(&self) -> Option<&Config> {
        self.found.as_ref()?.config.as_ref().as_ref().ok()
    }

    /// Its mistakes with their places, for the first expansion of a process only: a crate with many
    /// enums does not repeat them.
    pub(crate) fn problems(&self) -> &[String] {
        match &self.found {
            Some(found) if self.is_first => {
                found.config.as_ref().as_ref().err().map_or(&[], Vec::as_slice)
            }
            _ => &[],
        }
    }

    /// The file that cargo has to watch; named by the first expansion of a process only.
    pub(crate) fn tracked(&self) -> Option<&Path> {
        self.found.as_ref().filter(|_| self.is_first).map(|found| found.path.as_path())
    }
}

fn read_cached(path: PathBuf) -> ConfigFile {
    let changed = path.metadata().and_then(|metadata| metadata.modified()).ok();
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let cache = cache.get_or_insert_with(HashMap::new);
    let (config, is_first) = match cache.get(&path) {
        Some((time, config)) if *time == changed => (Arc::clone(config), false),
        _ => {
            let config = Arc::new(read(&path));
            cache.insert(path.clone(), (changed, Arc::clone(&config)));
            (config, true)
        }
    };
    ConfigFile { found: Some(Found { path, config }), is_first }
}

fn read(path: &Path) -> Result<Config, Vec<String>> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| vec![format!("cannot read {shown}: {error}")])?;
    Config::parse(&text).map_err(|errors| {
        errors
            .into_iter()
            .map(|error| format!("{shown}:{}:{}: {}", error.line, error.column, error.message))
            .collect()
    })
}
