//! Layouts, and codes under them.

use errcode_core::{Layout, OwnedCode, Role, Segment};

use super::text;

/// A layout in its compact form on the first line, a code on each line below.
pub(super) fn layout(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut lines = text.lines();
    let Ok(layout) = lines.next().unwrap_or_default().parse::<Layout>() else { return };
    let again: Result<Layout, _> = layout.to_string().parse();
    assert_eq!(again.as_ref(), Ok(&layout), "{layout}");
    for role in Role::ALL {
        let text = layout.part_text(*role, 0);
        if layout.capacity(*role).is_some() {
            assert_eq!(layout.part_problem(*role, &text), None, "{layout} {role}");
        }
    }
    let codes: Vec<OwnedCode> = lines.map(OwnedCode::from_input).collect();
    for code in &codes {
        let printed = layout.format(code);
        let Ok(parts) = layout.split(code) else { continue };
        assert_eq!(layout.join(&parts).as_ref(), Ok(code), "{layout}");
        assert_eq!(layout.parse(&printed).as_ref(), Ok(code), "{layout}: {printed}");
        let part = |role| parts.get(role).map(str::to_owned);
        let segment = Segment::new(layout.clone(), part(Role::Service), part(Role::Module));
        assert!(segment.contains(code), "{layout}: {printed}");
        if let Some((first, last)) = segment.range(code) {
            // In the order of the sequence, in which codes below zero descend.
            let (low, high) = if first <= last { (first, last) } else { (last, first) };
            assert!(low <= *code && *code <= high, "{layout}: {printed}");
        }
        if let Some(next) = segment.next_free(code, codes.iter()) {
            assert!(!codes.contains(&next) && segment.contains(&next), "{layout}: {next}");
        }
    }
}
