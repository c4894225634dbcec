//! The numbers that errcode.toml keeps from being used, as ranges of an enum: none overlaps another or
//! a value, which protoc refuses.

use std::collections::BTreeSet;

use errcode_core::OwnedCode;
use errcode_syntax::config::Domain;

/// The ranges, both ends included, with the reason of each; retired codes first.
pub(super) fn ranges(
    domain: Option<&Domain>,
    used: impl Iterator<Item = i32>,
) -> Vec<(String, i32, i32)> {
    let Some(domain) = domain else { return Vec::new() };
    let mut taken: BTreeSet<i32> = used.collect();
    let mut ranges = Vec::new();
    let mut retired: Vec<(i32, &str)> = domain
        .retired
        .iter()
        .filter_map(|retired| Some((int(&retired.code)?, &*retired.reason)))
        .filter_map(|(code, reason)| Some((i32::try_from(code).ok()?, reason)))
        .collect();
    retired.sort_unstable();
    for (number, reason) in retired {
        if taken.insert(number) {
            ranges.push((format!("Retired: {reason}"), number, number));
        }
    }
    let mut bands: Vec<(i64, i64, &str)> = domain
        .reserved
        .iter()
        .filter_map(|band| Some((int(&band.from)?, int(&band.to)?, &*band.reason)))
        .collect();
    bands.sort_unstable();
    // What lies below belongs to a band before.
    let mut next = i64::from(i32::MIN);
    for (from, to, reason) in bands {
        let (from, to) = (from.max(next), to.min(i64::from(i32::MAX)));
        if from > to {
            continue;
        }
        next = to + 1;
        let mut start = from;
        let inside = taken.range(from as i32..=to as i32).map(|number| i64::from(*number));
        for end in inside.chain([to + 1]) {
            if start < end {
                // Between two numbers that fit.
                ranges.push((format!("Reserved: {reason}"), start as i32, (end - 1) as i32));
            }
            start = end + 1;
        }
    }
    ranges
}

fn int(code: &OwnedCode) -> Option<i64> {
    match code {
        OwnedCode::Int(number) => Some(*number),
        OwnedCode::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use errcode_syntax::config::{Reserved, Retired};

    use super::*;

    fn retired(code: i64) -> Retired {
        Retired { code: code.into(), reason: "gone".to_owned() }
    }

    fn band(from: i64, to: i64) -> Reserved {
        Reserved { from: from.into(), to: to.into(), reason: "kept".to_owned() }
    }

    #[track_caller]
    fn check(domain: &Domain, used: &[i32], expected: &[(i32, i32)]) {
        let ranges = ranges(Some(domain), used.iter().copied());
        let ranges: Vec<(i32, i32)> = ranges.into_iter().map(|(_, from, to)| (from, to)).collect();
        assert_eq!(ranges, expected);
    }

    #[test]
    fn nothing_overlaps() {
        let domain = Domain {
            retired: vec![retired(15), retired(3), retired(3), retired(5_000_000_000)],
            reserved: vec![band(10, 20), band(18, 25), band(19, 21)],
            ..Domain::default()
        };
        check(&domain, &[0, 3, 10, 12, 25], &[(15, 15), (11, 11), (13, 14), (16, 20), (21, 24)]);
    }

    #[test]
    fn bands_end_where_numbers_do() {
        let reserved = vec![band(i64::MIN, -5), band(7, i64::MAX), band(1 << 40, 1 << 41)];
        let domain = Domain { reserved, ..Domain::default() };
        check(&domain, &[0], &[(i32::MIN, -5), (7, i32::MAX)]);
    }
}
