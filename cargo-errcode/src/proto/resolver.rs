//! Where .proto files come from, and how much of them there may be: a file that a stranger wrote decides what
//! is imported, and how long the names are that protox writes out for each field.

use std::cell::Cell;
use std::path::{Component, Path, PathBuf};

use protox::Error as ProtoxError;
use protox::file::{File, FileResolver, IncludeFileResolver};
use protox::prost_reflect::prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
};

use crate::input_file::require_file;

/// A file that is read already.
pub(super) struct Given {
    pub(super) name: String,
    pub(super) text: String,
}

impl FileResolver for Given {
    fn open_file(&self, name: &str) -> Result<File, ProtoxError> {
        if name == self.name {
            File::from_source(name, &self.text)
        } else {
            Err(ProtoxError::file_not_found(name))
        }
    }
}

/// A folder. What an import names has to lie below it, as protoc wants it too, and has to be a file.
pub(super) struct Folder {
    path: PathBuf,
    inner: IncludeFileResolver,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder { inner: IncludeFileResolver::new(path.clone()), path }
    }
}

impl FileResolver for Folder {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.inner.resolve_path(path)
    }

    fn open_file(&self, name: &str) -> Result<File, ProtoxError> {
        let is_below =
            Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let path = self.path.join(name);
        if !is_below || path.symlink_metadata().is_err() {
            return Err(ProtoxError::file_not_found(name));
        }
        let wrong = |error| ProtoxError::new(format!("{}: {error}", path.display()));
        require_file(&path).map_err(wrong)?;
        self.inner.open_file(name)
    }
}

/// How many files one may import, with those that they import.
const MOST_FILES: usize = 1_000;
/// How many bytes the full names of a file may come to, each counted where it is declared and where it is
/// used: some ten are usual for each byte of the file.
const MOST_NAMES: usize = 256 << 20;

/// A resolver whose files are no larger than they look.
pub(super) struct Bounded<R> {
    inner: R,
    opened: Cell<usize>,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R) -> Bounded<R> {
        Bounded { inner, opened: Cell::new(0) }
    }
}

impl<R: FileResolver> FileResolver for Bounded<R> {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.inner.resolve_path(path)
    }

    fn open_file(&self, name: &str) -> Result<File, ProtoxError> {
        self.opened.set(self.opened.get() + 1);
        if self.opened.get() > MOST_FILES {
            return Err(ProtoxError::new(format!("more than {MOST_FILES} files are imported")));
        }
        let file = self.inner.open_file(name)?;
        let names = Names::of(file.file_descriptor_proto());
        if names.total() > MOST_NAMES {
            return Err(ProtoxError::new("the names in this file are too long"));
        }
        Ok(file)
    }
}

/// How much the full names of a file come to, in bytes.
#[derive(Default)]
struct Names {
    declared: usize,
    longest: usize,
    /// How often a name of a message or enum is used.
    uses: usize,
}

impl Names {
    fn of(file: &FileDescriptorProto) -> Names {
        let mut names = Names::default();
        let package = file.package();
        // Each package above this one is a name too.
        names.declared += package.len().saturating_mul(package.split('.').count());
        let within = package.len();
        file.message_type.iter().for_each(|message| names.message(within, message));
        file.enum_type.iter().for_each(|of| names.enumeration(within, of));
        names.fields(within, &file.extension);
        for service in &file.service {
            let service_name = names.name(within, service.name());
            for method in &service.method {
                names.name(service_name, method.name());
                names.uses += 2;
            }
        }
        names
    }

    fn total(&self) -> usize {
        self.declared.saturating_add(self.longest.saturating_mul(self.uses))
    }

    /// Counts a name; returns its length.
    fn name(&mut self, within: usize, name: &str) -> usize {
        let length = within.saturating_add(1 + name.len());
        self.declared = self.declared.saturating_add(length);
        self.longest = self.longest.max(length);
        length
    }

    fn fields(&mut self, within: usize, fields: &[FieldDescriptorProto]) {
        for field in fields {
            self.name(within, field.name());
            self.uses += usize::from(field.type_name.is_some() || field.extendee.is_some());
        }
    }

    fn enumeration(&mut self, within: usize, of: &EnumDescriptorProto) {
        self.name(within, of.name());
        // Values are names beside their enum.
        for value in &of.value {
            self.name(within, value.name());
        }
    }

    /// protox bounds how deep messages nest.
    fn message(&mut self, within: usize, message: &DescriptorProto) {
        let within = self.name(within, message.name());
        self.fields(within, &message.field);
        self.fields(within, &message.extension);
        for oneof in &message.oneof_decl {
            self.name(within, oneof.name());
        }
        message.enum_type.iter().for_each(|of| self.enumeration(within, of));
        message.nested_type.iter().for_each(|nested| self.message(within, nested));
    }
}
