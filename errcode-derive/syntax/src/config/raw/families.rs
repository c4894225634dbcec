//! What the values of the family part mean, as written.

use errcode_core::{Layout, Role, Severity};
use toml_span::value::{Key, Value};

use super::{Reader, keys};
use crate::config::{ChangePolicy, Family, FamilyHttp};
use crate::suggest::way_out;

impl Reader<'_> {
    pub(super) fn family(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        layout: Option<&Layout>,
    ) -> Option<Family> {
        let part = &*key.name;
        let what = format!("family `{part}`");
        let problem = match layout {
            Some(layout) => layout.part_problem(Role::Family, part),
            None => Some("families need a layout with a family part (F)".to_string()),
        };
        if let Some(problem) = problem {
            self.error(key.span.start, format!("{what}: {problem}"));
            return None;
        }
        let table = self.table(value, &what, &format!("[families.{part}]"))?;
        self.check_keys(table, keys::FAMILY);
        let meaning = match table.get("meaning") {
            Some(value) => self.string(value, "`meaning`")?,
            None => String::new(),
        };
        let http = match table.get("http") {
            None => FamilyHttp::Any,
            Some(value) => match (value.as_integer(), value.as_str()) {
                (Some(_), _) => FamilyHttp::Status(self.status(value)?),
                (None, Some("any")) => FamilyHttp::Any,
                (None, Some(text)) if is_class(text) => {
                    FamilyHttp::Class(u16::from(text.as_bytes()[0] - b'0'))
                }
                _ => {
                    self.error(
                        value.span.start,
                        "`http` of a family is a status, a class such as \"4xx\", or \"any\"",
                    );
                    return None;
                }
            },
        };
        let severity = match table.get("severity") {
            None => None,
            Some(value) => {
                let word = self.string(value, "`severity`")?;
                let severity = Severity::from_word(&word);
                if severity.is_none() {
                    let words: Vec<&str> = Severity::ALL.iter().map(|word| word.as_str()).collect();
                    let way_out = way_out(&word, &words);
                    self.error(value.span.start, format!("unknown severity `{word}`{way_out}"));
                }
                severity
            }
        };
        let policy = match table.get("policy") {
            None => ChangePolicy::Default,
            Some(value) => match self.string(value, "`policy`")?.as_str() {
                "E1" => ChangePolicy::E1,
                "E2" => ChangePolicy::E2,
                "E3" => ChangePolicy::E3,
                other => {
                    let message = format!("unknown policy `{other}`; it is E1, E2 or E3");
                    self.error(value.span.start, message);
                    return None;
                }
            },
        };
        Some(Family { part: part.to_string(), meaning, http, severity, policy })
    }
}

fn is_class(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1'..=b'9', b'x', b'x'])
}
