//! Object files of what compiles and does not link.
//!
//! Where two crates take one code, the linker refuses the program (errcode.toml governs them), and
//! cargo reports no file of it: the code of a program without a library would never be read. So the
//! build that failed is run once more, with this program between cargo and rustc as cargo's
//! `RUSTC_WRAPPER`. It asks rustc for an object file, which is written before anything is linked.
//!
//! The wrapper is no part of what cargo compares, so it starts rustc for what failed and for nothing
//! else, with the flags and features of the first build. `cargo rustc` would choose features for one
//! package alone, and compile the dependencies again where they differ. The object files that rustc
//! itself leaves behind have a random part in their names, and those of earlier builds lie beside them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitStatus};

use crate::error::{Error, ReadProblem};

/// Tells this program that it is the wrapper, and where the object files go.
const FOLDER: &str = "CARGO_ERRCODE_OBJECTS";

/// A folder for object files that is gone when they are read.
pub(crate) struct Objects {
    folder: PathBuf,
}

impl Objects {
    /// A folder of this process below the target folder.
    pub(crate) fn new(target_dir: &Path) -> Result<Objects, Error> {
        let path = target_dir.join(format!("errcode/objects-{}", process::id()));
        // Cargo starts rustc in another folder.
        let made = std::path::absolute(&path).and_then(|folder| {
            fs::create_dir_all(&folder)?;
            Ok(Objects { folder })
        });
        made.map_err(|error| Error::Folder { path, error })
    }

    /// The files that were written, if any.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let paths: io::Result<_> = fs::read_dir(&self.folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let path = self.folder.clone();
        paths.map_err(|error| Error::Read { path, problem: ReadProblem::Io(error) })
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // What stays is below `target`, where nobody is surprised by it.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// Puts this program between a `cargo build` and rustc. A wrapper of the user's own, which would be
/// there to save work, has nothing to save on what fails.
pub(crate) fn wrap(build: &mut Command, objects: &Objects) -> io::Result<()> {
    build.env("RUSTC_WRAPPER", env::current_exe()?).env(FOLDER, &objects.folder);
    Ok(())
}

/// Runs rustc as cargo asks for it, if this process was started as the wrapper.
pub(crate) fn run() -> Option<io::Result<ExitStatus>> {
    let folder = PathBuf::from(env::var_os(FOLDER)?);
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let mut command = Command::new(rustc);
    command.env_remove(FOLDER);
    if is_of_the_product(&arguments) {
        let mut emit = OsString::from("--emit=obj=");
        emit.push(folder.join(format!("{}.o", process::id())));
        // Several units would be several files, whose names are rustc's.
        command.args(&arguments).args(["-C", "codegen-units=1"]).arg(emit);
    } else {
        command.args(&arguments);
    }
    Some(command.status())
}

/// Whether cargo compiles something of the workspace that does not just run on the build machine.
/// Cargo also asks rustc for its version and for the names of files.
fn is_of_the_product(arguments: &[OsString]) -> bool {
    let is_macro = arguments.windows(2).any(|pair| pair == ["--crate-type", "proc-macro"]);
    let is_build_script = env::var("CARGO_CRATE_NAME").is_ok_and(|name| {
        // The file that `build` of a manifest names, `build.rs` in most.
        name.starts_with("build_script_")
    });
    env::var_os("CARGO_PRIMARY_PACKAGE").is_some() && !is_macro && !is_build_script
}
