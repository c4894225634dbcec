//! errcode.toml as written: every value is read with its position, every mistake is reported.

mod keys;
mod lints;
mod services;

use errcode_core::{Base, GrpcProfile, Layout, OwnedCode, Role, Severity, reference};
use toml_span::value::{Key, Table, Value};

pub use keys::NESTED_KEYS;

use super::{ChangePolicy, Config, Domain, Family, FamilyHttp, HttpProfile, Reserved, Retired};
use crate::suggest::way_out;

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

/// The statuses of the named HTTP profiles. `iam`: the six that the IAM project allows. `retry`: and
/// those that retry advice needs.
pub const HTTP_PROFILES: &[(&str, &[u16])] = &[
    ("iam", &[200, 400, 401, 403, 404, 500]),
    ("retry", &[200, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504]),
];

pub(super) fn parse(text: &str) -> Result<Config, Vec<ConfigError>> {
    let mut reader = Reader { text, errors: Vec::new(), owners: Vec::new() };
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
    errors: Vec<ConfigError>,
    /// Each package that a domain names, with that domain.
    owners: Vec<(String, Option<String>)>,
}

/// The entries of a table as they stand in the file; the table itself sorts them by name.
fn in_order<'a, 'd>(table: &'a Table<'d>) -> Vec<(&'a Key<'d>, &'a Value<'d>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

impl Reader<'_> {
    fn error(&mut self, at: usize, message: impl Into<String>) {
        let (line, column) = self.position(at);
        self.errors.push(ConfigError { line, column, message: message.into() });
    }

    /// The line and column of a byte, each from 1.
    fn position(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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

    fn domain(&mut self, name: Option<String>, table: &Table<'_>) -> Domain {
        let layout = table.get("layout").and_then(|value| self.layout(value));
        let mut domain = Domain {
            crates: self.crates_of_domain(name.as_deref(), table),
            name,
            layout,
            services: Vec::new(),
            reserved: Vec::new(),
            retired: Vec::new(),
            http: table.get("http").and_then(|value| self.http(value)),
            grpc: table.get("grpc").and_then(|value| self.grpc(value)).unwrap_or_default(),
            families: Vec::new(),
            reference: table.get("reference").and_then(|value| self.reference(value)),
            contact: self.contact(table),
        };
        if let Some(value) = table.get("services") {
            domain.services = self.services(value, domain.layout.as_ref());
        }
        domain.reserved = match table.get("reserved") {
            Some(value) => self.reserved(value),
            None => default_reserved(domain.layout.as_ref()),
        };
        domain.retired = self.retired(table, domain.layout.as_ref());
        for (key, value) in self.entries(table, "families") {
            domain.families.extend(self.family(key, value, domain.layout.as_ref()));
        }
        domain
    }

    /// Whom to ask, of a domain, a service or a module.
    fn contact(&mut self, table: &Table<'_>) -> Option<String> {
        let value = table.get("contact")?;
        let contact = self.string(value, "`contact`")?;
        let is_line = !contact.trim().is_empty() && !contact.contains(char::is_control);
        if !is_line {
            self.error(
                value.span.start,
                "`contact` says on one line whom to ask, such as `payments-team@example.com`",
            );
        }
        is_line.then_some(contact)
    }

    fn reference(&mut self, value: &Value<'_>) -> Option<String> {
        let template = self.string(value, "`reference`")?;
        let problem = reference::problem(&template);
        if let Some(problem) = problem {
            self.error(value.span.start, problem);
        }
        problem.is_none().then_some(template)
    }

    /// The packages of a domain, each of which no other domain may have.
    fn crates_of_domain(&mut self, domain: Option<&str>, table: &Table<'_>) -> Vec<String> {
        let crates = self.strings(table, "crates");
        let array = table.get("crates").and_then(Value::as_array);
        for item in array.into_iter().flatten() {
            let Some(package) = item.as_str() else { continue };
            match self.owners.iter().find(|owner| owner.0 == package) {
                Some((_, first)) if first.as_deref() != domain => {
                    let name = |domain: Option<&str>| domain.unwrap_or("(unnamed)").to_string();
                    let message = format!(
                        "package `{package}` belongs to two domains, {} and {}; keep one",
                        name(first.as_deref()),
                        name(domain)
                    );
                    self.error(item.span.start, message);
                }
                Some(_) => {
                    self.error(item.span.start, format!("package `{package}` is here twice"));
                }
                None => self.owners.push((package.to_string(), domain.map(str::to_string))),
            }
        }
        crates
    }

    fn retired(&mut self, table: &Table<'_>, layout: Option<&Layout>) -> Vec<Retired> {
        let mut retired = Vec::new();
        for (key, value) in self.entries(table, "retired") {
            let code = &*key.name;
            let what = format!("the reason of retired code `{code}`");
            let Some(reason) = self.string(value, &what) else { continue };
            // A mistyped code would protect nothing.
            let code = match layout.map(|layout| layout.parse(code)) {
                Some(Ok(code)) => code,
                Some(Err(error)) => {
                    self.error(key.span.start, format!("retired {error}"));
                    continue;
                }
                None => OwnedCode::from_input(code),
            };
            retired.push(Retired { code, reason });
        }
        retired
    }

    fn layout(&mut self, value: &Value<'_>) -> Option<Layout> {
        let table = self.table(value, "`layout`", "[layout]")?;
        let mistakes = self.errors.len();
        self.check_keys(table, keys::LAYOUT);
        let bases: Vec<_> =
            Base::ALL.iter().filter_map(|base| Some((*base, table.get(base.as_str())?))).collect();
        let [(base, pattern)] = bases.as_slice() else {
            if self.errors.len() > mistakes {
                return None;
            }
            self.error(
                value.span.start,
                "a layout has one of `digits`, `hex` and `text`, such as `digits = \"SSMMNN\"`",
            );
            return None;
        };
        let text = self.string(pattern, &format!("`{base}`"))?;
        let mut layout = match Layout::new(*base, &text) {
            Ok(layout) => layout,
            Err(error) => {
                self.error(pattern.span.start, error.to_string());
                return None;
            }
        };
        if let Some(value) = table.get("prefix") {
            layout = layout.with_prefix(&self.string(value, "`prefix`")?);
        }
        if let Some(value) = table.get("negative") {
            match value.as_bool() {
                Some(true) => layout = layout.negative(),
                Some(false) => {}
                None => self.wrong_type(value, "`negative`", "true or false"),
            }
        }
        Some(layout)
    }

    fn http(&mut self, value: &Value<'_>) -> Option<HttpProfile> {
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

    fn grpc(&mut self, value: &Value<'_>) -> Option<GrpcProfile> {
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

    fn reserved(&mut self, value: &Value<'_>) -> Vec<Reserved> {
        let Some(array) = value.as_array() else {
            self.wrong_type(value, "`reserved`", "a list of `{ from, to, reason }`");
            return Vec::new();
        };
        array.iter().filter_map(|band| self.band(band)).collect()
    }

    fn band(&mut self, value: &Value<'_>) -> Option<Reserved> {
        let table = self.table(value, "a reserved band", "{ from = 190000, to = 199999 }")?;
        self.check_keys(table, keys::BAND);
        let from = self.code(value, table, "from")?;
        let to = self.code(value, table, "to")?;
        if from > to {
            self.error(value.span.start, format!("the band is empty: {from} is above {to}"));
            return None;
        }
        let reason = match table.get("reason") {
            Some(reason) => self.string(reason, "`reason`")?,
            None => String::new(),
        };
        Some(Reserved { from, to, reason })
    }

    fn code(&mut self, band: &Value<'_>, table: &Table<'_>, key: &str) -> Option<OwnedCode> {
        let Some(value) = table.get(key) else {
            self.error(band.span.start, format!("a reserved band needs `{key}`"));
            return None;
        };
        match (value.as_integer(), value.as_str()) {
            (Some(number), _) => Some(OwnedCode::Int(number)),
            (None, Some(text)) => Some(OwnedCode::Text(text.to_string())),
            (None, None) => {
                self.wrong_type(value, &format!("`{key}`"), "a code");
                None
            }
        }
    }

    fn family(
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

/// Without `reserved`, integers of four digits and more keep 1 to 999 free, for the libraries.
fn default_reserved(layout: Option<&Layout>) -> Vec<Reserved> {
    let is_wide = |layout: &Layout| {
        layout.base() == Base::Digits
            && layout.pattern().len() > 3
            && layout.split(&OwnedCode::Int(-1)).is_err()
    };
    if layout.is_some_and(is_wide) {
        vec![Reserved {
            from: OwnedCode::Int(1),
            to: OwnedCode::Int(999),
            reason: "kept for libraries unless errcode.toml says otherwise".into(),
        }]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
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
        check("layout = 1\n", &["1:10: `layout` must be a table such as `[layout]`, not integer"]);
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
