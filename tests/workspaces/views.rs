//! One test that holds everything that shows the codes of the examples against the registry of a running
//! program: both collectors, every page, every export.

use std::collections::BTreeMap;

use crate::examples::registered;
use crate::fixture::{repository, run};

/// What a view says of each code; the examples' number spaces share no number.
type View = BTreeMap<i64, Facts>;

/// The facts of a code that a view has; `None` for what it does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Facts {
    name: String,
    http: Option<u16>,
    grpc: Option<String>,
    retry: Option<String>,
    message: Option<String>,
}

/// What `cargo errcode` prints.
fn errcode(arguments: &[&str]) -> String {
    let cargo = ["run", "--quiet", "--package", "cargo-errcode", "--", "--quiet"];
    let run = run(repository(), &[&cargo[..], arguments].concat());
    assert!(run.is_success, "{arguments:?}: {}", run.stderr);
    run.stdout
}

fn of_registry() -> View {
    let facts = |entry: &errcode::Entry| Facts {
        name: entry.name().to_string(),
        http: Some(entry.http()),
        grpc: Some(entry.grpc().to_string()),
        retry: Some(entry.retry().to_string()),
        message: Some(entry.message().to_string()),
    };
    registered().map(|entry| (entry.code().as_int().unwrap(), facts(entry))).collect()
}

/// The catalog as JSON, of which several commands print their own.
fn of_catalog(json: &str) -> View {
    let catalog: serde_json::Value = serde_json::from_str(json).unwrap();
    let facts = |code: &serde_json::Value| {
        let text = |key: &str| code[key].as_str().map(str::to_string);
        Facts {
            name: text("name").unwrap(),
            http: code["http"].as_u64().and_then(|status| u16::try_from(status).ok()),
            grpc: text("grpc"),
            retry: text("retry"),
            message: text("message"),
        }
    };
    let codes = catalog["codes"].as_array().unwrap();
    codes.iter().map(|code| (code["code"].as_i64().unwrap(), facts(code))).collect()
}

/// The rows of a table of CSV whose texts have no quotes in them but those around them.
fn of_csv(text: &str) -> View {
    let rows: Vec<Vec<String>> = text.lines().map(csv_cells).collect();
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).unwrap();
    let [code, name, http, grpc, retry, message] =
        ["code", "name", "http", "grpc", "retry", "message"].map(column);
    let facts = |row: &Vec<String>| Facts {
        name: row[name].clone(),
        http: row[http].parse().ok(),
        grpc: Some(row[grpc].clone()),
        retry: Some(row[retry].clone()),
        message: Some(row[message].clone()),
    };
    rows[1..].iter().map(|row| (row[code].parse().unwrap(), facts(row))).collect()
}

fn csv_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

/// The rows of the tables of a Markdown page.
fn of_markdown(page: &str) -> View {
    let plain = |cell: &str| {
        let cell = cell.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        cell.replace('\\', "")
    };
    let rows = page.lines().filter(|line| line.starts_with("| ["));
    let view = rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [code, name, http, grpc, retry, message] = cells[..] else { panic!("{row}") };
        let code = code.split(['[', ']']).nth(1).unwrap();
        let facts = Facts {
            name: plain(name),
            http: http.trim().parse().ok(),
            grpc: Some(plain(grpc)),
            retry: Some(plain(retry)),
            message: Some(plain(message)),
        };
        (code.parse().unwrap(), facts)
    });
    view.collect()
}

/// The codes of the page, each between two tags.
fn of_html(page: &str) -> View {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let codes = main.split("<details id=").skip(1);
    let view = codes.map(|code| {
        let between = |start: &str, end: char| {
            let text = code.split_once(start).unwrap().1.split(end).next().unwrap();
            let text = text.replace("&#x27;", "'").replace("&#x2f;", "/").replace("&quot;", "\"");
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let facts = Facts {
            name: between("<code>", '<'),
            http: between("<i>", '<').parse().ok(),
            grpc: Some(between("<li class=g>", '<')),
            retry: Some(between("<li class=r>", '<')),
            message: Some(between("<span>", '<')),
        };
        (between("<b>", '<').parse().unwrap(), facts)
    });
    view.collect()
}

/// The used codes of the segment map.
fn of_map(json: &str) -> View {
    let map: serde_json::Value = serde_json::from_str(json).unwrap();
    let domains = map["domains"].as_array().unwrap().iter();
    let services = domains.flat_map(|domain| domain["services"].as_array().unwrap());
    let strips = services.flat_map(|service| service["strips"].as_array().unwrap());
    let runs = strips.flat_map(|strip| strip["runs"].as_array().unwrap());
    let used = runs.filter(|run| run["state"] == "used");
    let view = used.map(|run| {
        let name = run["about"].as_str().unwrap().to_string();
        (run["code"].as_str().unwrap().parse().unwrap(), Facts { name, ..Facts::default() })
    });
    view.collect()
}

/// The codes of `OpenAPI`: each has a schema with its code and facts.
fn of_openapi(json: &str) -> View {
    let document: serde_json::Value = serde_json::from_str(json).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let of_schema = |schema: &serde_json::Value| {
        let code = schema["properties"]["code"]["const"].as_i64()?;
        let facts = &schema["x-errcode"];
        let text = |key: &str| facts[key].as_str().map(str::to_string);
        Some((
            code,
            Facts {
                name: schema["title"].as_str()?.to_string(),
                http: facts["http"].as_u64().and_then(|status| u16::try_from(status).ok()),
                grpc: text("grpc"),
                retry: text("retry"),
                message: schema["examples"][0]["message"].as_str().map(str::to_string),
            },
        ))
    };
    schemas.values().filter_map(of_schema).collect()
}

/// Constants: a name, what stands between, and the number, on a line of their own. Names may have a
/// prefix, and Go's are in camel case, so they are compared by their letters and digits.
fn of_constants(text: &str, between: &[&str], end: &str, registry: &View) -> View {
    let plain = |name: &str| {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let of_line = |line: &str| {
        let line = line.trim().strip_suffix(end)?;
        let (name, number) = between.iter().find_map(|between| line.rsplit_once(between))?;
        let name = name.trim();
        let code: i64 = number.trim().parse().ok()?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '"');
        let known = registry.get(&code)?;
        let is_meant = name.chars().all(is_name) && {
            let first = name.split_whitespace().next()?;
            plain(first).ends_with(&plain(&known.name))
        };
        is_meant.then(|| (code, Facts { name: known.name.clone(), ..Facts::default() }))
    };
    text.lines().filter_map(of_line).collect()
}

/// Holds a view against the registry, as far as it shows facts.
#[track_caller]
fn check(name: &str, view: &View, registry: &View) {
    let numbers = |view: &View| view.keys().copied().collect::<Vec<_>>();
    assert_eq!(numbers(view), numbers(registry), "{name}");
    for (code, shown) in view {
        let mut wanted = registry[code].clone();
        wanted.http = wanted.http.filter(|_| shown.http.is_some());
        wanted.grpc = wanted.grpc.filter(|_| shown.grpc.is_some());
        wanted.retry = wanted.retry.filter(|_| shown.retry.is_some());
        wanted.message = wanted.message.filter(|_| shown.message.is_some());
        assert_eq!(*shown, wanted, "{name}: {code}");
    }
}

#[test]
fn every_view_of_the_examples_agrees() {
    let registry = of_registry();
    assert_eq!(registry.len(), 27 + 134 + 141);
    let check = |name: &str, view: View| check(name, &view, &registry);
    let built = errcode(&["list", "--format", "json"]);
    check("list, from what rustc compiled", of_catalog(&built));
    let sources = errcode(&["list", "--source", "--format", "json"]);
    check("list, from the sources", of_catalog(&sources));
    check("list as CSV", of_csv(&errcode(&["list", "--format", "csv"])));
    check("docs", of_markdown(&errcode(&["docs", "--output", "-"])));
    check("docs, from the sources", of_markdown(&errcode(&["docs", "--source", "--output", "-"])));
    check("html", of_html(&errcode(&["html", "--output", "-"])));
    let export = |format: &str| errcode(&["export", format, "--output", "-"]);
    check("export json", of_catalog(&export("json")));
    check("export csv", of_csv(&export("csv")));
    check("export openapi", of_openapi(&export("openapi")));
    for (format, between, end) in [
        ("proto", &[" = "][..], ";"),
        ("typescript", &[": "], ","),
        ("go", &[" = "], ""),
        ("python", &[" = "], ""),
    ] {
        let constants = of_constants(&export(format), between, end, &registry);
        check(&format!("export {format}"), constants);
    }
    let coverage = ["coverage", "--source", "--format", "json"];
    check("coverage", of_catalog(&errcode(&coverage)));
    check("map", of_map(&errcode(&["map", "--format", "json"])));
}
