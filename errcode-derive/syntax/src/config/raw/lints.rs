//! The levels of lints, as written.

use errcode_core::OwnedCode;
use toml_span::value::{Table, Value};

use super::{Reader, in_order, keys};
use crate::config::{Exception, LintLevel, LintSetting};

impl Reader<'_> {
    pub(super) fn lints(&mut self, root: &Table<'_>) -> Vec<LintSetting> {
        let mut settings = Vec::new();
        for (key, value) in self.entries(root, "lints") {
            let (line, column) = self.position(key.span.start);
            let id = key.name.to_string();
            let mut setting = LintSetting { id, line, column, level: None, allowed: Vec::new() };
            match value.as_table() {
                None => setting.level = self.lint_level(value, &setting.id),
                Some(table) => {
                    self.check_keys(table, keys::LINT);
                    setting.level =
                        table.get("level").and_then(|value| self.lint_level(value, &setting.id));
                    setting.allowed = self.allowed_codes(table, &setting.id);
                }
            }
            settings.push(setting);
        }
        settings
    }

    fn lint_level(&mut self, value: &Value<'_>, id: &str) -> Option<LintLevel> {
        match value.as_str() {
            Some("allow") => Some(LintLevel::Allow),
            Some("warn") => Some(LintLevel::Warn),
            Some("deny") => Some(LintLevel::Deny),
            _ => {
                let message = format!(
                    "the level of lint `{id}` is \"allow\", \"warn\" or \"deny\"; for single codes \
                     write `{id} = {{ allow = {{ 100101 = \"why\" }} }}`"
                );
                self.error(value.span.start, message);
                None
            }
        }
    }

    fn allowed_codes(&mut self, table: &Table<'_>, id: &str) -> Vec<Exception> {
        let Some(value) = table.get("allow") else { return Vec::new() };
        let example = format!("[lints.{id}.allow]");
        let Some(codes) = self.table(value, "`allow` of a lint", &example) else {
            return Vec::new();
        };
        let mut allowed = Vec::new();
        for (key, value) in in_order(codes) {
            let code = OwnedCode::from_input(&key.name);
            let Some(reason) = self.string(value, "the reason") else { continue };
            if reason.trim().is_empty() {
                self.error(value.span.start, format!("say why lint `{id}` leaves {code} alone"));
                continue;
            }
            // A string begins with its quote, as codes in sources do.
            let start = key.span.start;
            let is_quoted = self.text.get(..start).is_some_and(|before| before.ends_with('"'));
            let (line, column) = self.position(start - usize::from(is_quoted));
            allowed.push(Exception { code, reason, line, column });
        }
        allowed
    }
}
