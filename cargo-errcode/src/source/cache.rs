//! What files held when they were last read, by a hash of all that this depends on.
//!
//! The cache is one file below the target folder, written whole. It saves work and decides nothing: one
//! that is damaged or cannot be written is as none.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::atomic_write;

/// Begins a cache file.
const MAGIC: &[u8] = b"errcode sources 1\n";

/// What a file was read from, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ContentKey(u128);

impl ContentKey {
    /// The key of this program: another build may read the same text in another way.
    pub(super) fn of_program() -> ContentKey {
        let metadata = std::env::current_exe().and_then(fs::metadata).ok();
        let built = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let built = built.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let length = metadata.map_or(0, |metadata| metadata.len());
        let version = env!("CARGO_PKG_VERSION").as_bytes();
        let nanoseconds = built.map_or(0, |built| built.as_nanos());
        ContentKey::of(&[version, &length.to_le_bytes(), &nanoseconds.to_le_bytes()])
    }

    /// As text.
    pub(crate) fn text(self) -> String {
        format!("{:032x}", self.0)
    }

    /// As bytes, to be a part of another key.
    pub(super) fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// The key of parts. Their limits count: `ab`, `c` is not `a`, `bc`.
    pub(crate) fn of(parts: &[&[u8]]) -> ContentKey {
        let mut hasher = Xxh3::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        ContentKey(hasher.digest128())
    }
}

/// The contents of files that were read before, as the caller wrote them.
#[derive(Default)]
pub(super) struct Cache {
    path: PathBuf,
    entries: HashMap<ContentKey, Vec<u8>>,
}

impl Cache {
    /// The cache of a target folder.
    pub(super) fn load(target_dir: &Path) -> Cache {
        let path = target_dir.join("errcode/sources.cache");
        let entries = fs::read(&path).ok().and_then(|bytes| decode(&bytes)).unwrap_or_default();
        Cache { path, entries }
    }

    /// What was kept for a key.
    pub(super) fn get(&self, key: ContentKey) -> Option<&[u8]> {
        self.entries.get(&key).map(Vec::as_slice)
    }

    /// Keeps these keys and no others for the next run; `None` is for contents that are here already.
    pub(super) fn replace(mut self, kept: HashMap<ContentKey, Option<Vec<u8>>>) {
        if kept.len() == self.entries.len() && kept.values().all(Option::is_none) {
            return;
        }
        let entries = kept
            .into_iter()
            .filter_map(|(key, new)| Some((key, new.or_else(|| self.entries.remove(&key))?)))
            .collect();
        let folder = self.path.parent().map(fs::create_dir_all);
        if folder.is_some_and(|made| made.is_ok()) {
            // Without it the next run takes longer.
            drop(atomic_write::write(&self.path, encode(&entries)));
        }
    }
}

fn encode(entries: &HashMap<ContentKey, Vec<u8>>) -> Vec<u8> {
    let mut bytes = MAGIC.to_owned();
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_unstable();
    for (key, content) in sorted {
        bytes.extend(key.0.to_le_bytes());
        bytes.extend((content.len() as u64).to_le_bytes());
        bytes.extend(content);
    }
    let sum = xxh3_64(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Option<HashMap<ContentKey, Vec<u8>>> {
    let (body, sum) = bytes.split_last_chunk::<8>()?;
    if xxh3_64(body) != u64::from_le_bytes(*sum) {
        return None;
    }
    let mut rest = body.strip_prefix(MAGIC)?;
    let mut entries = HashMap::new();
    while !rest.is_empty() {
        let (key, behind) = rest.split_first_chunk::<16>()?;
        let (length, behind) = behind.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (content, behind) = behind.split_at_checked(length)?;
        entries.insert(ContentKey(u128::from_le_bytes(*key)), content.to_owned());
        rest = behind;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_read_back() {
        let key = |text: &str| ContentKey::of(&[text.as_bytes()]);
        let entries = HashMap::from([(key("a"), b"one".to_vec()), (key("b"), Vec::new())]);
        let bytes = encode(&entries);
        assert_eq!(decode(&bytes), Some(entries));
        for length in 0..bytes.len() {
            assert_eq!(decode(&bytes[..length]), None, "cut at {length}");
        }
        let mut damaged = bytes;
        damaged[MAGIC.len() + 20] ^= 1;
        assert_eq!(decode(&damaged), None);
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(ContentKey::of(&[b"ab", b"c"]), ContentKey::of(&[b"a", b"bc"]));
        assert_ne!(ContentKey::of(&[b"", b"a"]), ContentKey::of(&[b"a", b""]));
        assert_eq!(ContentKey::of(&[b"a"]), ContentKey::of(&[b"a"]));
    }
}
