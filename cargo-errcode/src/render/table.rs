//! The listing for people.

use std::io::{self, Write};

use super::columns::{COLUMNS, Column, Shown};
use super::ranked_table::{Form, RankedColumn, render_ranked_table};
use crate::catalog::{Catalog, CatalogEntry};

/// Writes a table and a line that counts; `width` is the terminal's, `None` for any.
pub(crate) fn render_table(
    to: &mut impl Write,
    catalog: &Catalog,
    width: Option<u16>,
) -> io::Result<()> {
    let columns = COLUMNS.iter().filter_map(|column| in_tables(catalog, column)).collect();
    render_ranked_table(to, columns, catalog.codes.iter(), &catalog.summary(), width)
}

fn in_tables(catalog: &Catalog, column: &Column) -> Option<RankedColumn<CatalogEntry>> {
    let rank = match column.shown {
        Shown::Always => None,
        Shown::WhereItFits(rank) => Some(rank),
        // With one number space, its name would be repeated in every line.
        Shown::WhereTheyDiffer(rank) => {
            let value = |entry| (column.value)(entry);
            let first = catalog.codes.first().map(value);
            catalog.codes.iter().any(|entry| Some(value(entry)) != first).then_some(Some(rank))?
        }
        Shown::InFiles => return None,
    };
    let form = match column.name {
        "code" => Form::Number,
        "message" => Form::Prose,
        _ => Form::Text,
    };
    Some(RankedColumn { heading: column.heading, value: column.value, rank, form })
}

#[cfg(test)]
mod tests {
    use errcode_core::OwnedCode;
    use errcode_core::section::{Key, Record};
    use errcode_core::{GrpcCode, RetryAdvice, Severity};

    use super::*;

    fn sample() -> Catalog {
        let code = errcode_core::section::CodeFacts {
            code: OwnedCode::Int(100_101),
            http: 503,
            grpc: GrpcCode::Unavailable,
            retry: RetryAdvice::Backoff,
            severity: Severity::Error,
            fault: None,
            is_expected: false,
            message: "数据库暂时不可用，请稍后再试一次吧".into(),
            name: "DATABASE".into(),
            line: 3,
            column: 5,
            origins: errcode_core::section::Origins::default(),
            facts: Vec::new(),
        };
        let facts = vec![(Key::Package, "shop".into()), (Key::File, "src/lib.rs".into())];
        Catalog::from_records(&[Record { facts, codes: vec![code] }], None)
    }

    #[track_caller]
    fn check(width: Option<u16>, expected: &str) {
        let mut written = Vec::new();
        render_table(&mut written, &sample(), width).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected, "{width:?}");
    }

    #[test]
    fn the_width_decides_what_is_shown() {
        let whole = "  Code  Name      HTTP  gRPC         Retry    Message                             Crate  Place
100101  DATABASE  503   UNAVAILABLE  backoff  数据库暂时不可用，请稍后再试一次吧  shop   src/lib.rs:3

1 code in 1 crate
";
        check(None, whole);
        check(Some(200), whole);
        check(
            Some(91),
            "  Code  Name      HTTP  gRPC         Retry    Message                   Crate  Place
100101  DATABASE  503   UNAVAILABLE  backoff  数据库暂时不可用，请稍后  shop   src/lib.rs:3
                                              再试一次吧

1 code in 1 crate
",
        );
        check(
            Some(60),
            "  Code  Name      HTTP  Message
100101  DATABASE  503   数据库暂时不可用，请稍后再试一次吧

1 code in 1 crate (no room for Crate, Retry, gRPC, Place)
",
        );
        check(
            Some(10),
            "  Code  Message
100101  数据库暂时
        不可用，请
        稍后再试一
        次吧

1 code in 1 crate (no
room for Crate, Retry,
gRPC, Place, HTTP, Name)
",
        );
    }
}
