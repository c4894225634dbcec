//! "Did you mean".

/// The candidate closest to what was written, if it is close enough to be a slip.
#[must_use]
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity > 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// `, did you mean `x`?` or, where nothing is close, `; it is one of a, b, c`.
pub(crate) fn way_out(written: &str, candidates: &[&str]) -> String {
    match did_you_mean(written, candidates.iter().copied()) {
        Some(close) => format!(", did you mean `{close}`?"),
        None if candidates.is_empty() => String::new(),
        None => format!("; it is one of {}", candidates.join(", ")),
    }
}
