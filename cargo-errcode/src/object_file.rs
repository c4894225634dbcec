//! Reads the records out of programs, libraries and object files, without running them.
//!
//! The files may come from anywhere, so nothing here trusts them: `object` bounds every offset, and
//! the parts of a file together may not be longer than the file.

use std::collections::HashSet;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;

use errcode_core::section::{self, Record};
use memchr::memmem;
use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{FileKind, Object, ObjectSection, ReadCache, ReadRef};

use crate::content_key::ContentKey;
use crate::error::{Error, ReadProblem};

const SECTION_NAMES: [&str; 3] =
    [section::SECTION_NAME, section::SECTION_NAME_COFF, section::SECTION_NAME_MACHO];
const BITCODE_MAGIC: &[u8] = b"BC\xC0\xDE";

/// The records that were read already: a program repeats those of its libraries.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<HashSet<ContentKey>>);

impl Seen {
    /// Whether a record's bytes are met for the first time.
    fn is_new(&self, record: &[u8]) -> bool {
        let key = ContentKey::of(&[record]);
        self.0.lock().is_ok_and(|mut seen| seen.insert(key))
    }
}

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The records that were not seen before.
    pub(crate) records: Vec<Record>,
    /// Whether there are records at all.
    has_records: bool,
    /// It is a library that declares codes, but rustc left its code to the linker as LLVM bitcode
    /// (`lto` in the profile): only the linked program has the section.
    pub(crate) is_bitcode: bool,
}

/// Reads a file.
pub(crate) fn read_contents(path: &Path, seen: &Seen) -> Result<Contents, Error> {
    read(path, seen).map_err(|problem| Error::Read { path: path.to_owned(), problem })
}

fn read(path: &Path, seen: &Seen) -> Result<Contents, ReadProblem> {
    // Before it is opened, which waits for ever where a pipe has the name.
    if !path.metadata().map_err(ReadProblem::Io)?.is_file() {
        return Err(ReadProblem::NotAFile);
    }
    let file = File::open(path).map_err(ReadProblem::Io)?;
    // Reads headers and the section alone: a program with debug information can have gigabytes.
    read_data(&ReadCache::new(file), seen)
}

/// Reads what a file holds.
pub(crate) fn read_data<'a, R: ReadRef<'a>>(data: R, seen: &Seen) -> Result<Contents, ReadProblem> {
    let mut contents = Contents::default();
    Reader { contents: &mut contents, seen }.read_file(data)?;
    Ok(contents)
}

struct Reader<'c> {
    contents: &'c mut Contents,
    seen: &'c Seen,
}

impl Reader<'_> {
    fn read_file<'a, R: ReadRef<'a>>(&mut self, data: R) -> Result<(), ReadProblem> {
        // `FileKind` takes them for archives with members.
        if data.read_bytes_at(0, 8) == Ok(b"!<thin>\n") {
            return Err(ReadProblem::ThinArchive);
        }
        if is_archive(data) {
            return self.read_archive(data);
        }
        match FileKind::parse(data) {
            Ok(FileKind::MachOFat32) => {
                let file = MachOFatFile32::parse(data).map_err(ReadProblem::Damaged)?;
                self.read_arches(data, file.arches())
            }
            Ok(FileKind::MachOFat64) => {
                let file = MachOFatFile64::parse(data).map_err(ReadProblem::Damaged)?;
                self.read_arches(data, file.arches())
            }
            Ok(_) => self.read_object(data),
            Err(_) => Err(ReadProblem::Foreign),
        }
    }

    fn read_arches<'a, R: ReadRef<'a>>(
        &mut self,
        data: R,
        arches: &[impl FatArch],
    ) -> Result<(), ReadProblem> {
        let mut budget = Budget::of(data);
        let mut objects = Vec::new();
        for arch in arches {
            let object = arch.data(data).map_err(ReadProblem::Damaged)?;
            budget.spend(object)?;
            objects.push(object);
        }
        for object in objects {
            // A universal library holds an archive for each processor, and no archive another one.
            if is_archive(object) {
                self.read_archive(object)?;
            } else {
                self.read_object(object)?;
            }
        }
        self.contents.is_bitcode &= !self.contents.has_records;
        Ok(())
    }

    fn read_archive<'a, R: ReadRef<'a>>(&mut self, data: R) -> Result<(), ReadProblem> {
        let archive = ArchiveFile::parse(data).map_err(ReadProblem::Damaged)?;
        let mut budget = Budget::of(data);
        // Members may share a long name, which is looked through for each.
        let mut of_names = Budget::of(data);
        let (mut has_bitcode, mut metadata) = (false, &[][..]);
        for member in archive.members() {
            let member = member.map_err(ReadProblem::Damaged)?;
            let content = member.data(data).map_err(ReadProblem::Damaged)?;
            budget.spend(content)?;
            of_names.spend(member.name())?;
            // An archive may also hold other things: metadata, LLVM bitcode, texts.
            if is_compiled_in(content) {
                self.read_object(content)?;
            }
            has_bitcode |= content.starts_with(BITCODE_MAGIC);
            if member.name() == b"lib.rmeta" {
                metadata = content;
            }
        }
        // rustc's metadata has the attributes of the statics, and with them the section's name.
        let declares_codes =
            || SECTION_NAMES.iter().any(|name| memmem::find(metadata, name.as_bytes()).is_some());
        self.contents.is_bitcode |= has_bitcode && !self.contents.has_records && declares_codes();
        Ok(())
    }

    fn read_object<'a, R: ReadRef<'a>>(&mut self, data: R) -> Result<(), ReadProblem> {
        let file = match object::File::parse(ShortNames(data)) {
            Ok(file) => file,
            // `FileKind` knows more kinds than are compiled in here.
            Err(_) if !is_compiled_in(data) => return Err(ReadProblem::Foreign),
            Err(error) => return Err(ReadProblem::Damaged(error)),
        };
        let mut budget = Budget::of(data);
        for section in file.sections() {
            let name = section.name_bytes().unwrap_or_default();
            if !SECTION_NAMES.iter().any(|known| known.as_bytes() == name) {
                continue;
            }
            let content = section.data().map_err(ReadProblem::Damaged)?;
            budget.spend(content)?;
            let records = section::decode_wanted(content, |record| {
                self.contents.has_records = true;
                self.seen.is_new(record)
            });
            self.contents.records.extend(records.map_err(ReadProblem::Records)?);
        }
        Ok(())
    }
}

/// A file in which no name is read any further than it takes to see that it is none of ours: headers
/// could all name one endless text.
#[derive(Clone, Copy)]
struct ShortNames<R>(R);

impl<'a, R: ReadRef<'a>> ReadRef<'a> for ShortNames<R> {
    fn len(self) -> Result<u64, ()> {
        self.0.len()
    }

    fn read_bytes_at(self, offset: u64, size: u64) -> Result<&'a [u8], ()> {
        self.0.read_bytes_at(offset, size)
    }

    fn read_bytes_at_until(self, range: Range<u64>, delimiter: u8) -> Result<&'a [u8], ()> {
        /// With the byte that ends it.
        const LONGEST: u64 = 32;

        let end = range.end.min(range.start.saturating_add(LONGEST));
        self.0.read_bytes_at_until(range.start..end, delimiter)
    }
}

/// How many bytes the parts of a file may have together. In sound files parts do not overlap; headers
/// that all name the same bytes would multiply the work.
struct Budget(u64);

impl Budget {
    fn of<'a, R: ReadRef<'a>>(data: R) -> Budget {
        Budget(data.len().unwrap_or(0))
    }

    fn spend(&mut self, part: &[u8]) -> Result<(), ReadProblem> {
        self.0 = self.0.checked_sub(part.len() as u64).ok_or(ReadProblem::Overlap)?;
        Ok(())
    }
}

/// `FileKind` does not know one without members, which is too short for it.
fn is_archive<'a, R: ReadRef<'a>>(data: R) -> bool {
    data.read_bytes_at(0, 8) == Ok(b"!<arch>\n")
}

fn is_compiled_in<'a, R: ReadRef<'a>>(data: R) -> bool {
    matches!(
        FileKind::parse(data),
        Ok(FileKind::Elf32
            | FileKind::Elf64
            | FileKind::MachO32
            | FileKind::MachO64
            | FileKind::Coff
            | FileKind::CoffBig
            | FileKind::Pe32
            | FileKind::Pe64
            | FileKind::Wasm)
    )
}
