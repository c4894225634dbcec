//! The codes of a number space by module: those that are taken, and the others for who hands out many.

use std::collections::HashMap;

use errcode_core::{Layout, OwnedCode, Parts, Segment, UnusedCodes};

/// Modules, by the parts that their codes share.
#[derive(Default)]
pub(crate) struct Modules {
    taken: HashMap<Parts, Vec<OwnedCode>>,
    /// Of those that were asked for.
    unused: HashMap<Parts, Option<UnusedCodes>>,
}

impl Modules {
    /// The modules of codes that are taken. One without the layout is in nobody's way.
    pub(crate) fn new<'c>(layout: &Layout, taken: impl Iterator<Item = &'c OwnedCode>) -> Modules {
        let all = Segment::new(layout.clone(), None, None);
        let mut modules = Modules::default();
        for code in taken {
            if let Some(module) = all.module_of(code) {
                modules.taken.entry(module).or_default().push(code.clone());
            }
        }
        modules
    }

    /// What is not taken in the module of `like` in a segment; `None` if letters count in the layout, or if
    /// `like` does not have it.
    pub(crate) fn unused(
        &mut self,
        segment: &Segment,
        like: &OwnedCode,
    ) -> Option<&mut UnusedCodes> {
        let module = segment.module_of(like)?;
        let Modules { taken, unused } = self;
        let unused = unused.entry(module).or_insert_with_key(|module| {
            let taken = taken.get(module).map(Vec::as_slice).unwrap_or_default();
            segment.unused_codes(like, taken.iter())
        });
        unused.as_mut()
    }
}
