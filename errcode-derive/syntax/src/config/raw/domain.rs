//! A number space, as written.

use errcode_core::{Base, Layout, OwnedCode, reference};
use toml_span::value::{Table, Value};

use super::{Reader, keys};
use crate::config::{ByPart, Domain, Reserved, Retired};

/// The longest prefix of printed codes, in characters.
const LONGEST_PREFIX: usize = 32;

impl Reader<'_> {
    pub(super) fn domain(&mut self, name: Option<String>, table: &Table<'_>) -> Domain {
        let layout = table.get("layout").and_then(|value| self.layout(value));
        let mut domain = Domain {
            crates: self.crates_of_domain(name.as_deref(), table),
            name,
            layout,
            services: ByPart::default(),
            reserved: Vec::new(),
            retired: Vec::new(),
            http: table.get("http").and_then(|value| self.http(value)),
            grpc: table.get("grpc").and_then(|value| self.grpc(value)).unwrap_or_default(),
            families: Vec::new(),
            reference: table.get("reference").and_then(|value| self.reference(value)),
            contact: self.contact(table),
        };
        // What is wrong with a layout is said already.
        let is_known = domain.layout.is_some() || table.get("layout").is_none();
        if let Some(value) = table.get("services").filter(|_| is_known) {
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
    pub(super) fn contact(&mut self, table: &Table<'_>) -> Option<String> {
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
            match self.owners.get(package) {
                Some(first) if first.as_deref() != domain => {
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
                None => {
                    self.owners.insert(package.to_string(), domain.map(str::to_string));
                }
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
        let table = self.table(value, "`layout`", "layout = { digits = \"SSMMNN\" }")?;
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
            let prefix = self.string(value, "`prefix`")?;
            let is_quote = |c: char| matches!(c, '"' | '\'' | '\\' | '`');
            let is_plain = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
            let is_fitting = |c: char| is_plain(c) && !is_quote(c);
            if prefix.chars().count() > LONGEST_PREFIX || !prefix.chars().all(is_fitting) {
                self.error(
                    value.span.start,
                    "`prefix` is at most 32 letters, digits and signs but quotes and `\\`, such as \
                     `ERR_0x`",
                );
                return None;
            }
            layout = layout.with_prefix(&prefix);
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
