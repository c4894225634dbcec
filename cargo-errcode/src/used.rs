//! The codes that nobody may get: those of the sources and of errcode.lock. What errcode.toml reserves
//! and retires, the allocation knows by itself.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use errcode_core::OwnedCode;
use errcode_syntax::config::Domain;

use crate::config_file::Configs;
use crate::contract::Snapshot;
use crate::error::Error;
use crate::lock;
use crate::next_code::{Allocator, NoCode, Wanted};
use crate::source::Tree;
use crate::written::{ParsedFile, code_of};

/// Codes that are taken, by domain.
#[derive(Default)]
pub(crate) struct Used<'d> {
    codes: HashSet<(Option<String>, OwnedCode)>,
    /// Two files may divide one number space, each in its way.
    allocators: HashMap<*const Domain, Allocator<'d>>,
}

impl<'d> Used<'d> {
    /// The codes of the sources and of a lock file, also of enums that the derive refuses: one with a
    /// `next` is such.
    pub(crate) fn new(
        configs: &Configs,
        files: &[ParsedFile<'_>],
        locked: &[Snapshot],
    ) -> Used<'d> {
        let mut used = Used::default();
        let of_lock = locked.iter().flat_map(|locked| {
            let active = locked.contracts.iter().map(|contract| &contract.key);
            active.chain(locked.retired.iter().flat_map(|retired| retired.keys()))
        });
        used.codes.extend(of_lock.map(|key| (key.domain.clone(), key.code.clone())));
        for ParsedFile { member, enums, .. } in files {
            let domain = configs.domain_of(&member.name).and_then(|domain| domain.name.clone());
            let written = enums.iter().flat_map(|item| &item.variants);
            used.codes.extend(written.filter_map(code_of).map(|code| (domain.clone(), code)));
        }
        used
    }

    /// The codes of a number space.
    pub(crate) fn of_domain<'a>(
        &'a self,
        domain: &'a Domain,
    ) -> impl Iterator<Item = &'a OwnedCode> {
        self.codes.iter().filter(|(of, _)| *of == domain.name).map(|(_, code)| code)
    }

    /// Hands out the next free code, which then is taken.
    pub(crate) fn allocate(
        &mut self,
        domain: &'d Domain,
        wanted: Wanted<'_>,
    ) -> Result<OwnedCode, NoCode> {
        let key = std::ptr::from_ref(domain);
        if !self.allocators.contains_key(&key) {
            let allocator = Allocator::new(domain, self.of_domain(domain));
            self.allocators.insert(key, allocator);
        }
        let Some(allocator) = self.allocators.get_mut(&key) else { return Err(NoCode::NoLayout) };
        loop {
            let code = allocator.allocate(wanted)?;
            // Another file's may have handed it out.
            if self.codes.insert((domain.name.clone(), code.clone())) {
                return Ok(code);
            }
        }
    }
}

/// errcode.lock; where two branches are being merged, as either has it. Who came second allocates before
/// the lock file can be written again, and what either side has is taken.
///
/// # Errors
/// A lock file that cannot be read: it may hold the code that would be handed out.
pub(crate) fn locked(root: &Path, tree: &Tree) -> Result<Vec<Snapshot>, Error> {
    let text = tree.read_to_string(&root.join(lock::FILE)).unwrap_or_default();
    if let Some(sides) = sides(&text)
        && let Ok(sides) = sides.iter().map(|side| lock::read(side)).collect()
    {
        return Ok(sides);
    }
    Ok(lock::load(root, tree)?.into_iter().collect())
}

/// The two texts of which git made one with conflicts; `None` where there is no conflict.
fn sides(text: &str) -> Option<[String; 2]> {
    enum In {
        Both,
        Ours,
        Base,
        Theirs,
    }
    let ([mut ours, mut theirs], mut is_in) = ([String::new(), String::new()], In::Both);
    for line in text.split_inclusive('\n') {
        is_in = match is_in {
            In::Both if line.starts_with("<<<<<<< ") => In::Ours,
            In::Ours if line.starts_with("||||||| ") => In::Base,
            In::Ours | In::Base if line.starts_with("=======") => In::Theirs,
            In::Theirs if line.starts_with(">>>>>>> ") => In::Both,
            part => {
                if matches!(part, In::Both | In::Ours) {
                    ours.push_str(line);
                }
                if matches!(part, In::Both | In::Theirs) {
                    theirs.push_str(line);
                }
                part
            }
        };
    }
    (ours != theirs).then_some([ours, theirs])
}
