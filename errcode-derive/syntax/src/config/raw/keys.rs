//! The keys of the tables below a domain's. The reader takes no others, and the documentation is held
//! against them.

pub(super) const LAYOUT: &[&str] = &["digits", "hex", "text", "prefix", "negative"];
pub(super) const SERVICE: &[&str] = &["code", "crates", "modules", "contact"];
pub(super) const MODULE: &[&str] = &["code", "crates", "contact"];
pub(super) const BAND: &[&str] = &["from", "to", "reason"];
pub(super) const HTTP: &[&str] = &["profile", "allow"];
pub(super) const GRPC: &[&str] = &["profile"];
pub(super) const FAMILY: &[&str] = &["meaning", "http", "severity", "policy"];
pub(super) const LINT: &[&str] = &["level", "allow"];

/// Each table, under the name that the documentation gives it, with its keys.
pub const NESTED_KEYS: &[(&str, &[&str])] = &[
    ("layout", LAYOUT),
    ("services", SERVICE),
    ("services.X.modules", MODULE),
    ("reserved", BAND),
    ("http", HTTP),
    ("grpc", GRPC),
    ("families", FAMILY),
    ("lints", LINT),
];
