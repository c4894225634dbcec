//! The profiles of HTTP statuses and gRPC codes, as written.

use errcode_core::GrpcProfile;
use toml_span::value::Value;

use super::{Reader, keys};
use crate::config::HttpProfile;
use crate::suggest::way_out;

/// The statuses of the named HTTP profiles. `iam`: the six that the IAM project allows. `retry`: and
/// those that retry advice needs.
pub const HTTP_PROFILES: &[(&str, &[u16])] = &[
    ("iam", &[200, 400, 401, 403, 404, 500]),
    ("retry", &[200, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504]),
];

impl Reader<'_> {
    pub(super) fn http(&mut self, value: &Value<'_>) -> Option<HttpProfile> {
        let table = self.table(value, "`http`", "[http]")?;
        let mistakes = self.errors.len();
        self.check_keys(table, keys::HTTP);
        let mut name = "custom".to_string();
        let mut statuses: Vec<u16> = Vec::new();
        if let Some(value) = table.get("profile") {
            name = self.string(value, "`profile`")?;
            if let Some((_, known)) = HTTP_PROFILES.iter().find(|profile| profile.0 == name) {
                statuses.extend(*known);
            } else {
                let names: Vec<&str> = HTTP_PROFILES.iter().map(|profile| profile.0).collect();
                let way_out = way_out(&name, &names);
                self.error(value.span.start, format!("unknown HTTP profile `{name}`{way_out}"));
                return None;
            }
        }
        if let Some(value) = table.get("allow") {
            let Some(array) = value.as_array() else {
                self.wrong_type(value, "`allow`", "a list of HTTP statuses");
                return None;
            };
            statuses.extend(array.iter().filter_map(|item| self.status(item)).collect::<Vec<_>>());
        }
        if statuses.is_empty() && self.errors.len() > mistakes {
            return None;
        }
        if statuses.is_empty() {
            self.error(value.span.start, "`http` allows no status; give `profile` or `allow`");
            return None;
        }
        statuses.sort_unstable();
        statuses.dedup();
        Some(HttpProfile { name, statuses })
    }

    pub(super) fn grpc(&mut self, value: &Value<'_>) -> Option<GrpcProfile> {
        let table = self.table(value, "`grpc`", "[grpc]")?;
        self.check_keys(table, keys::GRPC);
        let value = table.get("profile")?;
        let name = self.string(value, "`profile`")?;
        let profile = GrpcProfile::from_word(&name);
        if profile.is_none() {
            let names: Vec<&str> =
                GrpcProfile::ALL.iter().map(|profile| profile.as_str()).collect();
            let way_out = way_out(&name, &names);
            self.error(value.span.start, format!("unknown gRPC profile `{name}`{way_out}"));
        }
        profile
    }
}
