//! .proto files: their enums with places, read by protox without protoc.
//!
//! An enum is of one of two kinds. In a plain one the number is the code. In one of kratos, which gives
//! its values HTTP statuses by `errors/errors.proto`, the name is the code and numbers are ordinals.

pub(crate) mod compare;
mod enums;
mod matching;
mod resolver;
mod rules;

use std::path::{Path, PathBuf};

use protox::file::{ChainFileResolver, GoogleFileResolver};
use protox::{Compiler, Error as ProtoxError};

pub(crate) use enums::{ProtoEnum, ProtoValue};
pub(crate) use rules::{PROTO_RULES, ProtoRule};

use crate::import::text_file::TextFile;
use resolver::{Bounded, Folder, Given};

/// What kratos declares, for files that import it and have no copy.
const KRATOS: &str = r#"syntax = "proto3";
package errors;
import "google/protobuf/descriptor.proto";
message Status {
  int32 code = 1;
  string reason = 2;
  string message = 3;
  map<string, string> metadata = 4;
}
extend google.protobuf.EnumOptions {
  int32 default_code = 1108;
}
extend google.protobuf.EnumValueOptions {
  int32 code = 1109;
}
"#;
const KRATOS_FILE: &str = "errors/errors.proto";

/// Reads a file's enums. Their places are relative to the root where the file lies below it, as those of
/// codes are.
///
/// # Errors
/// What is wrong, with its place.
pub(crate) fn read_enums(
    path: &Path,
    root: &Path,
    includes: &[PathBuf],
) -> Result<Vec<ProtoEnum>, String> {
    let mut file = TextFile::read(path).map_err(|error| match error {
        crate::error::Error::List { mistakes } => mistakes.join("\n"),
        other => other.to_string(),
    })?;
    if let (Ok(whole), Ok(root)) = (path.canonicalize(), root.canonicalize())
        && let Ok(below) = whole.strip_prefix(root)
    {
        file.shown = below.display().to_string();
    }
    enums_of(&file, path, includes)
}

/// The enums of a file that is read already.
pub(crate) fn enums_of(
    file: &TextFile,
    path: &Path,
    includes: &[PathBuf],
) -> Result<Vec<ProtoEnum>, String> {
    let mut folders = includes.to_vec();
    folders.push(PathBuf::from("."));
    // Beside the file itself as the last.
    folders.extend(path.parent().map(Path::to_owned));
    let name = name_in(path, &folders);
    let mut resolver = ChainFileResolver::new();
    resolver.add(Given { name: name.clone(), text: file.text.clone() });
    for folder in folders {
        resolver.add(Folder::new(folder));
    }
    resolver.add(GoogleFileResolver::new());
    resolver.add(Given { name: KRATOS_FILE.to_owned(), text: KRATOS.to_owned() });
    let mut compiler = Compiler::with_file_resolver(Bounded::new(resolver));
    compiler
        .include_source_info(true)
        .open_file(&name)
        .map_err(|error| mistake(file, &name, &error))?;
    let pool = compiler.descriptor_pool();
    let found = pool.get_file_by_name(&name);
    Ok(found.map(|descriptor| enums::enums(file, &descriptor)).unwrap_or_default())
}

/// What other files call a file: its path below the first folder that it lies in.
fn name_in(path: &Path, folders: &[PathBuf]) -> String {
    let normal = |path: &Path| -> PathBuf {
        path.components().filter(|part| *part != std::path::Component::CurDir).collect()
    };
    let path = normal(path);
    let is_below = |below: &&Path| {
        below.components().all(|part| matches!(part, std::path::Component::Normal(_)))
    };
    let below = folders
        .iter()
        .filter_map(|folder| path.strip_prefix(normal(folder)).ok())
        .find(is_below)
        .or_else(|| path.file_name().map(Path::new))
        .unwrap_or(&path);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// An error of protox with the path that the user gave. Its debug form is the one with a place.
fn mistake(file: &TextFile, name: &str, error: &ProtoxError) -> String {
    let text = format!("{error:?}");
    let help = if error.is_file_not_found() { "; `-I` says where imports are" } else { "" };
    match text.strip_prefix(&format!("{name}:")) {
        Some(rest) => format!("{}:{rest}{help}", file.shown),
        None if error.file().is_some_and(|other| text.starts_with(&format!("{other}:"))) => {
            format!("{text}{help}")
        }
        None => format!("{}: {text}{help}", file.shown),
    }
}
