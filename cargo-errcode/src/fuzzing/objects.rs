//! Programs, libraries and archives.

use std::io::Cursor;

use object::ReadCache;

use super::records::check_records;
use crate::catalog::Catalog;
use crate::object_file::{Contents, Seen, read_data};

/// Any file. A file on the disk is read through a cache and a member of an archive as it lies in memory:
/// both read the same.
pub(super) fn object_file(bytes: &[u8]) {
    let in_memory = read_data(bytes, &Seen::default());
    let cache = ReadCache::new(Cursor::new(bytes));
    let through_cache = read_data(&cache, &Seen::default());
    match (in_memory, through_cache) {
        (Ok(contents), Ok(other)) => {
            assert_eq!(contents.records, other.records);
            assert_eq!(contents.is_bitcode, other.is_bitcode);
            check_contents(&contents, bytes.len());
        }
        (Err(problem), Err(other)) => assert_eq!(problem.to_string(), other.to_string()),
        (Ok(_), Err(problem)) | (Err(problem), Ok(_)) => {
            panic!("memory and cache differ: {problem}")
        }
    }
}

fn check_contents(contents: &Contents, length: usize) {
    check_records(&contents.records, length);
    // Records that are met again are left out.
    let catalog = Catalog::from_records(&contents.records, None);
    let twice = [contents.records.as_slice(), &contents.records].concat();
    assert_eq!(Catalog::from_records(&twice, None), catalog);
}

/// The size of an archive's header of a member.
const HEADER: usize = 60;

/// An archive whose members the bytes describe: a fuzzer that has to invent the headers seldom comes to
/// the second one. Each member is a byte for its name, one for what its header says about its size, two
/// for its length, and its content.
pub(super) fn archive(bytes: &[u8]) {
    let mut archive = b"!<arch>\n".to_vec();
    let mut rest = bytes;
    while let Some(([name, size, low, high], behind)) = rest.split_first_chunk::<4>() {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(behind.len());
        let (content, behind) = behind.split_at(length);
        rest = behind;
        let name = match name % 8 {
            0 => "lib.rmeta/".to_owned(),
            1 => "//".to_owned(),
            2 => "/".to_owned(),
            3 => format!("/{}", name / 8),
            4 => format!("#1/{}", name / 8),
            5 => "__.SYMDEF".to_owned(),
            6 => "/SYM64/".to_owned(),
            _ => format!("{name}.o/"),
        };
        let said = match size % 16 {
            0 => length.saturating_add(1).to_string(),
            1 => "9999999999".to_owned(),
            2 => String::new(),
            3 => "-1".to_owned(),
            _ => length.to_string(),
        };
        let mut header = format!("{name:<16}0           0     0     100644  {said:<10}`\n");
        header.truncate(HEADER);
        archive.extend(header.as_bytes());
        archive.extend(content);
        if length % 2 == 1 {
            archive.push(b'\n');
        }
    }
    object_file(&archive);
}
