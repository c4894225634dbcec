//! Services and their modules, as written.

use errcode_core::{Layout, Role};
use toml_span::value::Value;

use super::{Reader, in_order, keys};
use crate::config::{ByPart, Module, Service};

impl Reader<'_> {
    pub(super) fn services(
        &mut self,
        value: &Value<'_>,
        layout: Option<&Layout>,
    ) -> ByPart<Service> {
        let Some(table) = self.table(value, "`services`", "[services]") else {
            return ByPart::default();
        };
        let Some(layout) = layout else {
            self.error(
                value.span.start,
                "services need a layout, such as `layout = { digits = \"SSMMNN\" }`",
            );
            return ByPart::default();
        };
        let mut services = ByPart::<Service>::default();
        for (key, value) in in_order(table) {
            let name = &*key.name;
            let what = format!("service `{name}`");
            let Some(part) = self.part(value, &what, layout, Role::Service) else { continue };
            if let Some(other) = services.of_part(&part) {
                let other = &other.name;
                let message = format!("{what} has the number of service `{other}`: {part}");
                self.error(value.span.start, message);
                continue;
            }
            let (mut crates, mut modules, mut contact) = (Vec::new(), ByPart::default(), None);
            if let Some(table) = value.as_table() {
                self.check_keys(table, keys::SERVICE);
                contact = self.contact(table);
                crates = self.strings(table, "crates");
                if let Some(value) = table.get("modules") {
                    modules = self.modules(value, name, layout);
                }
            }
            services.push(Service { name: name.to_string(), part, crates, modules, contact });
        }
        services
    }

    fn modules(&mut self, value: &Value<'_>, service: &str, layout: &Layout) -> ByPart<Module> {
        let Some(table) = self.table(value, "`modules`", &format!("[services.{service}.modules]"))
        else {
            return ByPart::default();
        };
        let mut modules = ByPart::<Module>::default();
        for (key, value) in in_order(table) {
            let name = &*key.name;
            let what = format!("module `{name}` of service `{service}`");
            let Some(part) = self.part(value, &what, layout, Role::Module) else { continue };
            if let Some(other) = modules.of_part(&part) {
                let other = &other.name;
                let message = format!("{what} has the number of module `{other}`: {part}");
                self.error(value.span.start, message);
                continue;
            }
            let (mut crates, mut contact) = (Vec::new(), None);
            if let Some(table) = value.as_table() {
                self.check_keys(table, keys::MODULE);
                contact = self.contact(table);
                crates = self.strings(table, "crates");
            }
            modules.push(Module { name: name.to_string(), part, crates, contact });
        }
        modules
    }

    /// The number of a service or module: the value itself, or `code` of a table.
    fn part(
        &mut self,
        value: &Value<'_>,
        what: &str,
        layout: &Layout,
        role: Role,
    ) -> Option<String> {
        let number = match value.as_table() {
            Some(table) => {
                let code = table.get("code");
                if code.is_none() {
                    self.error(value.span.start, format!("{what} has no `code`: its {role} part"));
                }
                code?
            }
            None => value,
        };
        let part = match (number.as_integer(), number.as_str()) {
            (Some(number), _) => match u64::try_from(number) {
                Ok(number) => layout.part_text(role, number),
                Err(_) => number.to_string(),
            },
            (None, Some(text)) => text.to_string(),
            (None, None) => {
                self.wrong_type(number, &format!("the code of {what}"), "an integer or a string");
                return None;
            }
        };
        if let Some(problem) = layout.part_problem(role, &part) {
            let pattern = layout.pattern();
            let message = format!("{what} does not fit the layout `{pattern}`: {problem}");
            self.error(number.span.start, message);
            return None;
        }
        Some(part)
    }
}
