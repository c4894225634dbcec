//! `--package`: whether what is written can be a package of the workspace.
//!
//! Only plain specs are judged, `shop` and `shop@1.2`. Patterns (`shop-*`) and URLs are cargo's.

/// Whether a spec may mean the package; true for every spec that is not judged here.
pub(crate) fn may_mean(spec: &str, name: &str, version: &str) -> bool {
    if spec.contains(['*', '?', '[', '/', '#']) {
        return true;
    }
    // Cargo still takes the older `shop:1.2`.
    match spec.split_once(['@', ':']) {
        Some((wanted, wanted_version)) => wanted == name && begins_with(version, wanted_version),
        None => spec == name,
    }
}

/// Cargo takes `1` and `1.2` for 1.2.3.
fn begins_with(version: &str, wanted: &str) -> bool {
    version.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_versions_are_judged() {
        let may_mean = |spec| may_mean(spec, "shop", "1.2.3");
        for spec in ["shop", "shop@1", "shop@1.2", "shop@1.2.3", "shop:1.2.3"] {
            assert!(may_mean(spec), "{spec}");
        }
        for spec in ["shops", "Shop", "shop@2", "shop@1.2.30", "shop@1.20", "shops@1.2.3", ""] {
            assert!(!may_mean(spec), "{spec}");
        }
    }

    #[test]
    fn the_rest_is_left_to_cargo() {
        for spec in ["cart-*", "file:///shop", "path+file:///shop#0.1.0", "s[hx]op", "sho?"] {
            assert!(may_mean(spec, "shop", "1.2.3"), "{spec}");
        }
    }
}
