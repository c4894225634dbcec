//! Where a contact leads: errcode.toml takes any line.

/// The URL of a contact that is one, or an address of e-mail; `None` for any other text.
pub(crate) fn contact_link(contact: &str) -> Option<String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| contact.starts_with(scheme));
    if is_web && !contact.contains(char::is_whitespace) {
        return Some(contact.to_owned());
    }
    let (name, host) = contact.split_once('@')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._+".contains(c);
    let is_address = !name.is_empty() && host.contains('.');
    (is_address && name.chars().chain(host.chars()).all(is_plain))
        .then(|| format!("mailto:{contact}"))
}
