//! Which column is which key: by its name, by one that lists use, or as the command line says.

use errcode_syntax::{CODE_KEYS, did_you_mean};

use super::records::Record;
use crate::args::ColumnName;
use crate::import::Imported;
use crate::import::row::Mistake;
use crate::import::text_file::TextFile;

/// What a column holds.
pub(super) struct Column {
    /// `None` for one that is passed over.
    pub(super) key: Option<&'static str>,
}

/// Names that lists use for our keys. An earlier column wins where two mean one key, and a column with
/// the key's own name before all.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        "code",
        &[
            "error_code",
            "errcode",
            "err_code",
            "errno",
            "number",
            "no",
            "num",
            "id",
            "value",
            "codigo",
        ],
    ),
    (
        "name",
        &["error_name", "reason", "symbol", "constant", "const", "identifier", "error", "key"],
    ),
    (
        "http",
        &["http_status", "http_code", "status", "status_code", "httpstatus", "http_status_code"],
    ),
    ("grpc", &["grpc_code", "grpc_status", "rpc_code", "status_name"]),
    ("retry", &["retriable", "retryable", "is_retriable", "is_retryable", "retry_advice"]),
    (
        "message",
        &[
            "msg",
            "text",
            "message_en",
            "error_message",
            "err_msg",
            "errmsg",
            "title",
            "user_message",
        ],
    ),
    ("detail", &["internal_message", "developer_message", "details"]),
    (
        "description",
        &["desc", "doc", "comment", "first_sentence", "meaning", "remark", "explanation"],
    ),
    ("trigger", &["cause", "when"]),
    ("help", &["solution", "action", "resolution", "suggestion", "advice"]),
    ("reference", &["url", "link", "doc_url", "documentation"]),
    ("severity", &["log_level"]),
    ("since", &["since_version", "added", "added_in"]),
    ("replaced_by", &["replacement"]),
    ("alias", &["old_name"]),
];

/// What follows from where a code stands, and from errcode.toml.
const ELSEWHERE: [&str; 12] = [
    "domain",
    "service",
    "module",
    "crate",
    "place",
    "enum",
    "variant",
    "package",
    "seq",
    "service_name",
    "module_name",
    "placeholders",
];

/// The keys that a column can be.
fn keys() -> impl Iterator<Item = &'static str> {
    ["code", "description"].into_iter().chain(CODE_KEYS.iter().copied())
}

/// Finds the keys of a table's columns. `None` where that cannot be, which is reported.
pub(super) fn columns(
    file: &TextFile,
    header: &Record,
    given: &[ColumnName],
    imported: &mut Imported,
) -> Option<Vec<Column>> {
    let names: Vec<String> = header.cells.iter().map(|cell| normal(&cell.text)).collect();
    let mut found: Vec<Option<&'static str>> = vec![None; names.len()];
    let before = imported.mistakes.len();
    let mut mistake = |at: usize, message: String| {
        let place = file.place(header.cells.get(at).map_or(header.at, |cell| cell.at));
        imported.mistakes.push(Mistake { place, message });
    };
    for ColumnName { key, column } in given {
        let Some(key) = keys().find(|known| known == key) else {
            let close = did_you_mean(key, keys()).map(|close| format!(", did you mean `{close}`?"));
            let all = || format!("; there are {}", keys().collect::<Vec<_>>().join(", "));
            mistake(
                0,
                format!("`--column {key}={column}`: no key `{key}`{}", close.unwrap_or_else(all)),
            );
            continue;
        };
        match header.cells.iter().position(|cell| cell.text.trim() == column) {
            Some(at) => found[at] = Some(key),
            None => {
                let columns: Vec<&str> = header.cells.iter().map(|cell| cell.text.trim()).collect();
                let columns = columns.join(", ");
                mistake(0, format!("there is no column `{column}`; the columns are {columns}"));
            }
        }
    }
    for (at, name) in names.iter().enumerate() {
        let Some(key) = keys().find(|key| key == name) else { continue };
        if let Some(first) = found[..at].iter().position(|other| *other == Some(key))
            && !is_given(given, key)
        {
            let first = file.place(header.cells[first].at);
            mistake(at, format!("two columns are `{key}`; the first is at {first}"));
        } else if !found.contains(&Some(key)) && found[at].is_none() {
            found[at] = Some(key);
        }
    }
    for (key, synonyms) in SYNONYMS {
        // The first that the table of synonyms has, whatever the order of columns.
        let mut free = synonyms.iter().filter_map(|synonym| {
            names.iter().enumerate().position(|(at, name)| name == synonym && found[at].is_none())
        });
        if !found.contains(&Some(key))
            && let Some(at) = free.next()
        {
            found[at] = Some(key);
        }
    }
    if !found.contains(&Some("code")) && imported.mistakes.len() == before {
        let columns: Vec<&str> = header.cells.iter().map(|cell| cell.text.trim()).collect();
        imported.mistakes.push(Mistake {
            place: file.place(header.at),
            message: format!(
                "no column is the code; name it with `--column code=COLUMN`: the columns are {}",
                columns.join(", ")
            ),
        });
    }
    let (mut unknown, mut elsewhere) = (Vec::new(), Vec::new());
    for ((key, name), cell) in found.iter().zip(&names).zip(&header.cells) {
        if key.is_none() && !cell.text.trim().is_empty() {
            let of = if ELSEWHERE.contains(&&**name) { &mut elsewhere } else { &mut unknown };
            of.push(format!("`{}`", cell.text.trim()));
        }
    }
    if !elsewhere.is_empty() {
        imported.notes.push(format!(
            "{}: not imported, for they follow from errcode.toml and from where the codes stand: {}",
            file.shown,
            elsewhere.join(", ")
        ));
    }
    if !unknown.is_empty() {
        imported.notes.push(format!(
            "{}: not imported, for no key has these names: {}; `--column KEY=COLUMN` says what a column is",
            file.shown,
            unknown.join(", ")
        ));
    }
    let is_good = imported.mistakes.len() == before;
    is_good.then(|| found.into_iter().map(|key| Column { key }).collect())
}

fn is_given(given: &[ColumnName], key: &str) -> bool {
    given.iter().any(|given| given.key == key)
}

/// `HTTP Status` and `httpStatus` are `http_status`.
fn normal(name: &str) -> String {
    let name = name.trim();
    let is_upper = name.chars().all(|c| !c.is_lowercase());
    let name = if is_upper { name.to_lowercase() } else { name.to_owned() };
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    errcode_syntax::words(&name).to_lowercase().replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::form::Form;
    use crate::import::table::records::records;

    #[track_caller]
    fn check(header: &str, given: &[(&str, &str)], expected: &[&str]) -> Imported {
        let file = TextFile::new("a".to_owned(), header);
        let records = records(&file, Form::Csv).unwrap();
        let given: Vec<ColumnName> = given
            .iter()
            .map(|(key, column)| ColumnName {
                key: (*key).to_owned(),
                column: (*column).to_owned(),
            })
            .collect();
        let mut imported = Imported::default();
        let columns = columns(&file, &records[0], &given, &mut imported).unwrap_or_default();
        let keys: Vec<&str> = columns.iter().map(|column| column.key.unwrap_or("-")).collect();
        assert_eq!(keys, expected);
        imported
    }

    #[test]
    fn names_of_columns() {
        check("code,name,http,description", &[], &["code", "name", "http", "description"]);
        check("Error Code,HTTP Status,retriable", &[], &["code", "http", "retry"]);
        check("errorCode,httpStatus,msg", &[], &["code", "http", "message"]);
        check("id,code,text,message", &[], &["-", "code", "-", "message"]);
        let given = [("code", "id"), ("name", "code")];
        check("id,code,x", &given, &["code", "name", "-"]);
    }

    #[test]
    fn what_is_wrong_with_a_header() {
        for (header, given, part) in [
            ("a,b", vec![], "no column is the code"),
            ("code,code", vec![], "two columns are `code`"),
            ("code,x", vec![("name", "y")], "there is no column `y`; the columns are code, x"),
            ("code,x", vec![("nam", "x")], "did you mean `name`?"),
        ] {
            let imported = check(header, &given, &[]);
            let [mistake] = &*imported.mistakes else { panic!("{:?}", imported.mistakes) };
            assert!(mistake.message.contains(part), "{header}: {mistake}");
        }
    }

    #[test]
    fn what_is_passed_over_is_said() {
        let imported = check("code,service,colour", &[], &["code", "-", "-"]);
        assert!(
            imported.notes[0].contains("errcode.toml") && imported.notes[0].ends_with("`service`")
        );
        assert!(imported.notes[1].contains("`colour`"), "{:?}", imported.notes);
    }
}
