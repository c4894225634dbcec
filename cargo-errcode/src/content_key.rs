//! Keys that stand for contents: a hash that is long enough to be taken for the contents themselves.

use std::fs;
use std::io::{self, Read};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::Xxh3;

/// A hash of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ContentKey(u128);

impl ContentKey {
    /// The key of this program: another build may read the same text in another way.
    pub(crate) fn of_program() -> ContentKey {
        let metadata = std::env::current_exe().and_then(fs::metadata).ok();
        let built = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let built = built.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let length = metadata.map_or(0, |metadata| metadata.len());
        let version = env!("CARGO_PKG_VERSION").as_bytes();
        let nanoseconds = built.map_or(0, |built| built.as_nanos());
        ContentKey::of(&[version, &length.to_le_bytes(), &nanoseconds.to_le_bytes()])
    }

    /// The key of these bytes, which [`ContentKey::bytes`] gave.
    pub(crate) fn from_bytes(bytes: [u8; 16]) -> ContentKey {
        ContentKey(u128::from_le_bytes(bytes))
    }

    /// As text.
    pub(crate) fn text(self) -> String {
        format!("{:032x}", self.0)
    }

    /// As bytes, to be a part of another key.
    pub(crate) fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// The key of what a file holds, however long that is.
    pub(crate) fn of_file(mut file: impl Read) -> io::Result<ContentKey> {
        let mut hasher = Xxh3::new();
        let mut buffer = [0; 16 * 1024];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(ContentKey(hasher.digest128())),
                Ok(read) => hasher.update(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(ContentKey::of(&[b"ab", b"c"]), ContentKey::of(&[b"a", b"bc"]));
        assert_ne!(ContentKey::of(&[b"", b"a"]), ContentKey::of(&[b"a", b""]));
        assert_eq!(ContentKey::of(&[b"a"]), ContentKey::of(&[b"a"]));
    }
}
