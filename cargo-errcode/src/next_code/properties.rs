//! What holds for every code that is handed out, tried on random configurations.
//!
//! The oracle knows numbers only: a segment is a range of them, and nothing here calls what it holds
//! against. A case that fails is written below `proptest-regressions`, to be committed.

use errcode_core::OwnedCode;
use errcode_syntax::config::Config;
use errcode_syntax::{Errors, check, parse, refusal};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::{Allocator, NoCode, Wanted};

/// The packages that there may be.
const PACKAGES: [&str; 3] = ["one", "two", "three"];

/// `SMN` or `SMNN`: so small that segments get full.
#[derive(Clone, Debug)]
struct Space {
    /// How many codes a module has.
    room: i64,
    is_negative: bool,
    services: Vec<Service>,
    reserved: Vec<(i64, i64)>,
    retired: Vec<i64>,
    used: Vec<i64>,
}

#[derive(Clone, Debug)]
struct Service {
    number: i64,
    owners: Vec<&'static str>,
    /// None: it does not divide.
    modules: Vec<(i64, Vec<&'static str>)>,
}

impl Space {
    fn signed(&self, number: i64) -> i64 {
        if self.is_negative { -number } else { number }
    }

    fn toml(&self) -> String {
        use std::fmt::Write;

        let pattern = if self.room == 10 { "SMN" } else { "SMNN" };
        let sign = if self.is_negative { ", negative = true" } else { "" };
        let mut text = format!("layout = {{ digits = \"{pattern}\"{sign} }}\n");
        let band = |(from, more): &(i64, i64)| {
            let ends = [self.signed(*from), self.signed(from + more)];
            let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            format!("{{ from = {from}, to = {to}, reason = \"band\" }}")
        };
        let bands: Vec<String> = self.reserved.iter().map(band).collect();
        writeln!(text, "reserved = [{}]", bands.join(", ")).unwrap();
        for Service { number, owners, modules } in &self.services {
            writeln!(text, "[services.s{number}]\ncode = {number}\ncrates = {owners:?}").unwrap();
            for (module, owners) in modules {
                let value = format!("{{ code = {module}, crates = {owners:?} }}");
                writeln!(text, "modules.m{module} = {value}").unwrap();
            }
        }
        text.push_str("[retired]\n");
        for code in &self.retired {
            writeln!(text, "\"{}\" = \"gone\"", self.printed(*code)).unwrap();
        }
        text
    }

    /// A number as the layout writes it.
    fn printed(&self, number: i64) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        let width = if self.room == 10 { 3 } else { 4 };
        format!("{sign}{number:0width$}")
    }

    /// Who may use a module: its owners, else those of the service; all if there are none.
    fn may_use(service: &Service, module: Option<usize>, package: &str) -> bool {
        let own = module.map(|at| &service.modules[at].1).filter(|owners| !owners.is_empty());
        let owners = own.unwrap_or(&service.owners);
        owners.is_empty() || owners.contains(&package)
    }

    /// Why a number is nobody's; `None` if a package may have it.
    fn is_usable(&self, number: i64) -> bool {
        let is_reserved =
            self.reserved.iter().any(|(from, more)| (*from..=from + more).contains(&number));
        number != 0 && !is_reserved && !self.retired.contains(&number)
    }

    /// The next number of a module: above the highest that is used, else the first gap.
    fn next(&self, first: i64) -> Option<i64> {
        let own = first..first + self.room;
        let used: Vec<i64> = self.used.iter().copied().filter(|code| own.contains(code)).collect();
        let start = used.iter().max().map_or(first + 1, |highest| highest + 1);
        let mut order = (start..own.end).chain(own.start..start.min(own.end));
        order.find(|number| !used.contains(number) && self.is_usable(*number))
    }
}

fn owners() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(&PACKAGES[..], 0..=2)
}

fn services() -> impl Strategy<Value = Vec<Service>> {
    let numbers = subsequence((0_i64..10).collect::<Vec<_>>(), 1..=3);
    numbers.prop_flat_map(|numbers| {
        let service = |number| {
            let modules = subsequence((0_i64..10).collect::<Vec<_>>(), 0..=3);
            let modules = modules.prop_flat_map(|modules| {
                modules.into_iter().map(|module| (Just(module), owners())).collect::<Vec<_>>()
            });
            (Just(number), owners(), modules).prop_map(|(number, owners, modules)| Service {
                number,
                owners,
                modules,
            })
        };
        numbers.into_iter().map(service).collect::<Vec<_>>()
    })
}

prop_compose! {
    /// A space, and a module of it with the first of its numbers; used codes crowd around it.
    fn space()(
        room in select(vec![10_i64, 100]),
        is_negative in any::<bool>(),
        services in services(),
        (service, module) in any::<(Index, Index)>()
    )(
        near in prop::collection::vec(-3_i64..room + 3, 0..25),
        far in prop::collection::vec(0_i64..100 * room, 0..10),
        reserved in prop::collection::vec((0_i64..room, 0_i64..room), 0..3),
        retired in prop::collection::btree_set(0_i64..room, 0..4),
        filled in prop::option::weighted(0.3, 0..room + 1),
        (room, is_negative, services, service, module) in
            Just((room, is_negative, services, service, module))
    ) -> (Space, usize, Option<usize>, i64) {
        let at = service.index(services.len());
        let modules = &services[at].modules;
        let module = (!modules.is_empty()).then(|| module.index(modules.len()));
        let part = module.map_or(0, |module| modules[module].0);
        let first = (services[at].number * 10 + part) * room;
        let mut used: Vec<i64> = near.into_iter().map(|number| (first + number).max(0)).collect();
        used.extend(far);
        used.extend(first..first + filled.unwrap_or(0).min(room));
        let space = Space {
            room,
            is_negative,
            services,
            reserved: reserved.into_iter().map(|(from, more)| (first + from, more)).collect(),
            retired: retired.into_iter().map(|number| first + number).filter(|n| *n != 0).collect(),
            used,
        };
        (space, at, module, first)
    }
}

fn codes(space: &Space) -> Vec<OwnedCode> {
    space.used.iter().map(|number| OwnedCode::Int(space.signed(*number))).collect()
}

/// Whether the derive takes an enum with this code in this module.
fn derives(config: &Config, package: &str, home: &str, code: i64) -> Result<(), String> {
    let text = format!("#[errcode({home})] #[non_exhaustive] enum E {{ #[code({code})] Variant }}");
    let mut errors = Errors::default();
    let parsed = parse(&mut errors, syn::parse_str(&text).unwrap());
    drop(parsed.and_then(|parsed| check(&mut errors, parsed, Some(config), package)));
    let first = errors.into_problems().into_iter().next();
    first.map_or(Ok(()), |problem| Err(problem.message))
}

proptest! {
    #[test]
    fn the_next_code_is_that_of_the_rule(
        (space, service, module, first) in space(),
        package in select(&PACKAGES[..]),
        order: u64,
    ) {
        let text = space.toml();
        let config = Config::parse(&text).map_err(|errors| {
            TestCaseError::fail(format!("{text}\n{errors:?}"))
        })?;
        let domain = &config.domains[0];
        let of_service = &space.services[service];
        let service_name = format!("s{}", of_service.number);
        let module_name = module.map(|at| format!("m{}", of_service.modules[at].0));
        let wanted = Wanted {
            package,
            service: Some(&service_name),
            module: module_name.as_deref(),
            like: None,
        };
        let mut used = codes(&space);
        let next = Allocator::new(domain, used.iter()).allocate(wanted);
        let expected = space.next(first).map(|number| OwnedCode::Int(space.signed(number)));
        match &next {
            Ok(code) => prop_assert_eq!(Some(code.clone()), expected.clone(), "{}", text),
            Err(NoCode::Full { .. }) => prop_assert_eq!(expected.clone(), None, "{}", text),
            Err(other) => prop_assert!(false, "{}\n{}", other, text),
        }
        // Neither the order of the codes nor that one is there twice matters.
        if !used.is_empty() {
            let middle = usize::try_from(order % used.len() as u64).unwrap();
            used.rotate_left(middle);
            used.push(used[0].clone());
        }
        let mut reversed = Allocator::new(domain, used.iter().rev());
        prop_assert_eq!(&reversed.allocate(wanted), &next);
        // The derive takes it from those who may use the module, and refuses it to others.
        let Ok(OwnedCode::Int(code)) = next else { return Ok(()) };
        let may = Space::may_use(of_service, module, package);
        let module = module_name.map(|name| format!(", module = {name:?}")).unwrap_or_default();
        let home = format!("service = {service_name:?}{module}");
        let derived = derives(&config, package, &home, code);
        prop_assert_eq!(derived.is_ok(), may, "{:?}\n{}", derived, text);
        let refused = refusal(domain, package, &OwnedCode::Int(code));
        prop_assert_eq!(refused.is_none(), may, "{:?}\n{}", refused, text);
    }

    /// Handing out until there is no more gives every usable number of the module once.
    #[test]
    fn a_module_is_handed_out_to_the_last_code((space, service, module, first) in space()) {
        let config = Config::parse(&space.toml()).unwrap();
        let of_service = &space.services[service];
        let service_name = format!("s{}", of_service.number);
        let module_name = module.map(|at| format!("m{}", of_service.modules[at].0));
        let wanted = Wanted {
            package: "one",
            service: Some(&service_name),
            module: module_name.as_deref(),
            like: None,
        };
        let mut used = codes(&space);
        let before = used.len();
        let domain = &config.domains[0];
        let mut allocator = Allocator::new(domain, used.iter());
        while let Ok(code) = allocator.allocate(wanted) {
            prop_assert!(!used.contains(&code), "{} twice", code);
            // As if each were handed out by another run.
            let anew = Allocator::new(domain, used.iter()).allocate(wanted);
            prop_assert_eq!(Ok(&code), anew.as_ref());
            used.push(code);
        }
        let mut handed: Vec<i64> =
            used[before..].iter().map(|code| space.signed(code.as_int().unwrap())).collect();
        handed.sort_unstable();
        let is_free = |number: &i64| space.is_usable(*number) && !space.used.contains(number);
        let expected: Vec<i64> = (first..first + space.room).filter(is_free).collect();
        prop_assert_eq!(handed, expected);
    }
}
