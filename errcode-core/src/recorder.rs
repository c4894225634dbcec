//! Writes down which codes this process produced, for `cargo errcode coverage`.
//!
//! The environment variable [`FOLDER_VARIABLE`] switches it on. Each process has a file of its own, and a
//! code is written at the moment when an error of it is first asked for its entry: a test that panics,
//! aborts or ends the process loses nothing. Nobody waits but for the first time of a code.

use alloc::collections::BTreeSet;
use alloc::format;
use core::hash::{BuildHasher, Hasher};
use core::sync::atomic::{AtomicUsize, Ordering};
use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::coverage::{EXTENSION, FOLDER_VARIABLE, HEADER, Produced};
use crate::entry::Entry;

/// The entries that are written, by their ids.
static WRITTEN: Ids = Ids::new();

/// Notes that an error of this code exists.
pub(crate) fn observe(entry: Entry) {
    let Some(recorder) = recorder() else { return };
    // A variant that a macro added behind the derive has no code.
    let Some(id) = entry.id() else { return };
    if !WRITTEN.has(id) {
        recorder.lock().unwrap_or_else(PoisonError::into_inner).write(entry, id);
    }
}

/// The recorder, if it is switched on and has its file.
fn recorder() -> Option<&'static Mutex<Recorder>> {
    static RECORDER: OnceLock<Option<Mutex<Recorder>>> = OnceLock::new();
    let recorder = RECORDER.get_or_init(|| {
        let folder = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty())?;
        match create(Path::new(&folder)) {
            Ok(file) => Some(Mutex::new(Recorder { file, others: BTreeSet::new(), failed: false })),
            Err(error) => {
                complain(&error);
                None
            }
        }
    });
    recorder.as_ref()
}

/// A new file with the header. Its name is random, since processes of several machines or containers,
/// which share ids, may share a folder.
fn create(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    loop {
        let name = RandomState::new().build_hasher().finish();
        let path = folder.join(format!("{name:016x}.{EXTENSION}"));
        match OpenOptions::new().append(true).create_new(true).open(path) {
            Ok(mut file) => {
                file.write_all(format!("{HEADER}\n").as_bytes())?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

struct Recorder {
    file: File,
    /// Ids that found no slot.
    others: BTreeSet<usize>,
    failed: bool,
}

impl Recorder {
    fn write(&mut self, entry: Entry, id: usize) {
        // Another thread may have been faster.
        if WRITTEN.has(id) || self.others.contains(&id) {
            return;
        }
        let produced = Produced {
            domain: entry.domain().unwrap_or_default(),
            code: entry.code(),
            package: entry.package(),
            enum_name: entry.enum_name(),
            name: entry.name(),
        };
        // In one piece: the end of the process may come at any time.
        let line = format!("{produced}\n");
        if let Err(error) = self.file.write_all(line.as_bytes())
            && !core::mem::replace(&mut self.failed, true)
        {
            complain(&error);
        }
        // Only now: a thread that sees the id here may end the process.
        if !WRITTEN.add(id) {
            self.others.insert(id);
        }
    }
}

/// Says that codes are not recorded. A test must not fail for it, and libtest must not swallow it, as it
/// does with what `eprintln!` prints.
fn complain(error: &io::Error) {
    let message = format!("errcode: cannot record codes below `{FOLDER_VARIABLE}`: {error}\n");
    drop(io::stderr().write_all(message.as_bytes()));
}

/// A set of numbers other than 0 that is read without a lock.
struct Ids {
    /// Each number is in or soon behind the slot of its hash. Pages that nobody touches cost nothing.
    slots: [AtomicUsize; SLOTS],
}

/// How many slots there are: half a megabyte. Miri looks at each byte.
const SLOTS: usize = if cfg!(miri) { 1 << 5 } else { 1 << 16 };
/// How many slots are looked at for a number.
const PROBES: usize = 32;

impl Ids {
    #[expect(clippy::large_stack_arrays, reason = "only statics are made of it")]
    const fn new() -> Ids {
        Ids { slots: [const { AtomicUsize::new(0) }; SLOTS] }
    }

    fn slots(&self, id: usize) -> impl Iterator<Item = &AtomicUsize> {
        // Fibonacci hashing: ids are addresses, many of them near each other.
        let hash = (id as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS.ilog2());
        (0..PROBES).map(move |step| &self.slots[(hash as usize + step) % SLOTS])
    }

    fn has(&self, id: usize) -> bool {
        let held = self.slots(id).map(|slot| slot.load(Ordering::Relaxed));
        held.take_while(|held| *held != 0).any(|held| held == id)
    }

    /// Adds a number, if there is a slot for it. One thread at a time may do so.
    fn add(&self, id: usize) -> bool {
        match self.slots(id).find(|slot| slot.load(Ordering::Relaxed) == 0) {
            Some(free) => {
                free.store(id, Ordering::Relaxed);
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, SLOTS};

    #[test]
    fn more_numbers_than_slots() {
        static IDS: Ids = Ids::new();
        let mut added = 0;
        for id in 1..2 * SLOTS {
            assert!(!IDS.has(id), "{id}");
            let is_added = IDS.add(id);
            assert_eq!(IDS.has(id), is_added, "{id}");
            added += usize::from(is_added);
        }
        assert!((SLOTS / 2..=SLOTS).contains(&added), "{added}");
        assert!(IDS.has(1));
    }
}
