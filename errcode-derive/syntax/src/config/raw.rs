//! errcode.toml as written: every value is read with its position, every mistake is reported.

mod domain;
mod families;
mod keys;
mod lints;
mod positions;
mod profiles;
mod services;

use std::cell::OnceCell;
use std::collections::HashMap;

use toml_span::value::{Key, Table, Value};

pub use keys::NESTED_KEYS;
pub use profiles::HTTP_PROFILES;

use super::Config;
use crate::suggest::way_out;
use positions::Positions;

/// A mistake in errcode.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, then the way out.
    pub message: String,
}

/// The keys of a domain, at the top level for the unnamed one.
pub const KEYS: &[&str] = &[
    "crates",
    "layout",
    "services",
    "reserved",
    "retired",
    "http",
    "grpc",
    "families",
    "reference",
    "contact",
];

/// The keys that stand at the top level only.
pub const ROOT_KEYS: &[&str] = &["domains", "lints"];

pub(super) fn parse(text: &str) -> Result<Config, Vec<ConfigError>> {
    let mut reader = Reader::new(text);
    let root = match toml_span::parse(text) {
        Ok(root) => root,
        Err(error) => {
            let message = format!("{error}");
            let message = message.split(" (line").next().unwrap_or_default().to_string();
            reader.error(error.span.start, message);
            return Err(reader.errors);
        }
    };
    let mut config = Config::default();
    if let Some(table) = root.as_table() {
        let known: Vec<&str> = KEYS.iter().copied().chain(ROOT_KEYS.iter().copied()).collect();
        reader.check_keys(table, &known);
        if KEYS.iter().any(|key| table.contains_key(*key)) {
            config.domains.push(reader.domain(None, table));
        }
        for (key, value) in reader.entries(table, "domains") {
            let name = &*key.name;
            if let Some(table) =
                reader.table(value, &format!("domain `{name}`"), &format!("[domains.{name}]"))
            {
                let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                if !name.chars().all(is_plain) || name.is_empty() {
                    reader.error(key.span.start, format!(
                        "the name of domain `{name}` is not plain; use letters, digits, `-` and `_`"
                    ));
                }
                reader.check_keys(table, KEYS);
                if table.get("crates").is_none() {
                    reader.error(value.span.start, format!(
                        "domain `{name}` has no `crates`; list the packages whose codes belong to it"
                    ));
                }
                config.domains.push(reader.domain(Some(name.to_string()), table));
            }
        }
    }
    if let Some(table) = root.as_table() {
        config.lints = reader.lints(table);
    }
    if reader.errors.is_empty() {
        Ok(config)
    } else {
        reader.errors.sort_by_key(|error| (error.line, error.column));
        Err(reader.errors)
    }
}

struct Reader<'t> {
    text: &'t str,
    positions: OnceCell<Positions>,
    errors: Vec<ConfigError>,
    /// Each package that a domain names, with that domain.
    owners: HashMap<String, Option<String>>,
}

/// The entries of a table as they stand in the file; the table itself sorts them by name.
fn in_order<'a, 'd>(table: &'a Table<'d>) -> Vec<(&'a Key<'d>, &'a Value<'d>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

impl Reader<'_> {
    fn new(text: &str) -> Reader<'_> {
        let (errors, owners) = (Vec::new(), HashMap::new());
        Reader { text, positions: OnceCell::new(), errors, owners }
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        let (line, column) = self.position(at);
        self.errors.push(ConfigError { line, column, message: message.into() });
    }

    /// The line and column of a byte, each from 1.
    fn position(&self, at: usize) -> (usize, usize) {
        self.positions.get_or_init(|| Positions::of(self.text)).at(at.min(self.text.len()))
    }

    fn wrong_type(&mut self, value: &Value<'_>, what: &str, wanted: &str) {
        let found = value.as_ref().type_str();
        self.error(value.span.start, format!("{what} must be {wanted}, not {found}"));
    }

    fn check_keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&&*key.name) {
                let way_out = way_out(&key.name, known);
                self.error(key.span.start, format!("unknown key `{}`{way_out}", key.name));
            }
        }
    }

    fn table<'a, 'd>(
        &mut self,
        value: &'a Value<'d>,
        what: &str,
        example: &str,
    ) -> Option<&'a Table<'d>> {
        let table = value.as_table();
        if table.is_none() {
            self.wrong_type(value, what, &format!("a table such as `{example}`"));
        }
        table
    }

    /// The entries of a table of tables; empty if it is absent.
    fn entries<'a, 'd>(
        &mut self,
        table: &'a Table<'d>,
        key: &str,
    ) -> Vec<(&'a Key<'d>, &'a Value<'d>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let table = self.table(value, &format!("`{key}`"), &format!("[{key}]"));
        table.map(in_order).unwrap_or_default()
    }

    fn string(&mut self, value: &Value<'_>, what: &str) -> Option<String> {
        let text = value.as_str().map(str::to_string);
        if text.is_none() {
            self.wrong_type(value, what, "a string");
        }
        text
    }

    fn strings(&mut self, table: &Table<'_>, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            self.wrong_type(value, &format!("`{key}`"), "a list of strings");
            return Vec::new();
        };
        array.iter().filter_map(|item| self.string(item, &format!("an item of `{key}`"))).collect()
    }

    fn status(&mut self, value: &Value<'_>) -> Option<u16> {
        let status = value.as_integer().and_then(|status| u16::try_from(status).ok());
        let status = status.filter(|status| (100..=999).contains(status));
        if status.is_none() {
            self.error(value.span.start, "an HTTP status is an integer from 100 to 999");
        }
        status
    }
}

#[cfg(test)]
mod tests {
    use errcode_core::{GrpcProfile, OwnedCode};

    use super::*;

    #[test]
    fn a_whole_file() {
        let config = Config::parse(
            r#"
            reserved = [{ from = 190000, to = 199999, reason = "for the next office" }]
            [layout]
            digits = "SSMMNN"
            [http]
            profile = "iam"
            allow = [429]
            [grpc]
            profile = "kratos"
            [services.common]
            code = 10
            crates = ["iam-common"]
            modules.basic = 0
            modules.database = { code = 1, crates = ["iam-store"] }
            [retired]
            100108 = "split into 100109 and 100110"
            [domains.kafka]
            crates = ["kafka-codes"]
            "#,
        )
        .unwrap();
        let [unnamed, kafka] = config.domains.as_slice() else { panic!("{config:?}") };
        assert_eq!(unnamed.http.as_ref().unwrap().statuses, [200, 400, 401, 403, 404, 429, 500]);
        assert_eq!(unnamed.grpc, GrpcProfile::Kratos);
        let service = &unnamed.services[0];
        let module = |name: &str| service.modules.iter().find(|module| module.name == name);
        assert_eq!(module("database").unwrap().part, "01");
        assert_eq!(service.owners(module("database")), ["iam-store"]);
        assert_eq!(service.owners(module("basic")), ["iam-common"]);
        assert_eq!(unnamed.retired[0].code, OwnedCode::Int(100_108));
        assert_eq!(kafka.name.as_deref(), Some("kafka"));
        assert_eq!(config.domain_of("kafka-codes").unwrap().name.as_deref(), Some("kafka"));
        assert_eq!(config.domain_of("other").unwrap().name, None);
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let errors = Config::parse(text).map(drop).unwrap_err();
        let errors: Vec<String> = errors
            .iter()
            .map(|error| format!("{}:{}: {}", error.line, error.column, error.message))
            .collect();
        assert_eq!(errors, expected);
    }

    #[test]
    fn every_mistake_has_its_place() {
        check("layuot = 1\n", &["1:1: unknown key `layuot`, did you mean `layout`?"]);
        check("[layout]\ndigits = \"SSMM\"\n", &["2:11: layout `SSMM`: it has no sequence (N)"]);
        check("[layout]\ndigits = 5\n", &["2:10: `digits` must be a string, not integer"]);
        check(
            "[http]\nprofile = \"iamm\"\n",
            &["2:12: unknown HTTP profile `iamm`, did you mean `iam`?"],
        );
        check("[http]\nallow = [42]\n", &["2:10: an HTTP status is an integer from 100 to 999"]);
        check("[http]\nallow = []\n", &["1:1: `http` allows no status; give `profile` or `allow`"]);
        check(
            "services.a = 1\n",
            &["1:14: services need a layout, such as `layout = { digits = \"SSMMNN\" }`"],
        );
        check(
            "layout.digits = \"SNN\"\n[services]\na = 1\nb = 1\nc = 10\n",
            &[
                "4:5: service `b` has the number of service `a`: 1",
                "5:5: service `c` does not fit the layout `SNN`: its service is `10`, 1 digits are \
             expected",
            ],
        );
        check(
            "[domains.a]\n",
            &["1:1: domain `a` has no `crates`; list the packages whose codes belong to it"],
        );
        check(
            "[domains.\"a b\"]\ncrates = []\n",
            &["1:11: the name of domain `a b` is not plain; use letters, digits, `-` and `_`"],
        );
        check(
            "[domains.a]\ncrates = [\"x\"]\n[domains.b]\ncrates = [\"y\", \"x\"]\n",
            &["4:17: package `x` belongs to two domains, a and b; keep one"],
        );
        // Once, although the services have no layout now.
        check(
            "layout = \"SNN\"\nservices.a = 1\n",
            &[
                "1:11: `layout` must be a table such as `layout = { digits = \"SSMMNN\" }`, not string",
            ],
        );
        for prefix in ["E ", "\u{202e}", "`", "\\u001b", &"E".repeat(33)] {
            let message = "`prefix` is at most 32 letters, digits and signs but quotes and `\\`, such as \
                           `ERR_0x`";
            check(
                &format!("[layout]\nhex = \"NN\"\nprefix = \"{prefix}\"\n"),
                &[&format!("3:11: {message}")],
            );
        }
        check(
            "layout.digits = \"SNN\"\n[services]\nz = 1\na = 1\n",
            &["4:5: service `a` has the number of service `z`: 1"],
        );
        check(
            "reference = \"docs/{code}\"\ncontact = \" \"\n",
            &[
                "1:14: `reference` is an absolute URL, such as \
                 `https://docs.example.com/errors/100101`",
                "2:12: `contact` says on one line whom to ask, such as \
                 `payments-team@example.com`",
            ],
        );
        check("reserved = [{ from = 5, to = 1 }]\n", &["1:13: the band is empty: 5 is above 1"]);
    }

    #[test]
    fn broken_toml_has_its_place() {
        let errors = Config::parse("[layout\n").unwrap_err();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].line, 1);
    }
}
