//! The rules of `proto check`, as rows.

use errcode_syntax::config::LintLevel;

use crate::rules::Rule;

/// One kind of difference between a .proto file and the codes of the workspace.
#[derive(Debug)]
pub(crate) struct ProtoRule {
    pub(crate) rule: Rule,
    /// Its level where errcode.toml says nothing.
    pub(crate) level: LintLevel,
}

/// All rules, in the order of their findings.
pub(crate) static PROTO_RULES: &[&ProtoRule] = &[
    &NUMBER_TWICE,
    &RETIRED_VALUE,
    &RESERVED_VALUE,
    &OUTSIDE_SEGMENT,
    &UNKNOWN_VALUE,
    &MISSING_VALUE,
    &NAME_DRIFT,
    &HTTP_DRIFT,
];

pub(super) static NUMBER_TWICE: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-number-twice",
        summary: "two values of .proto enums have one number",
        explanation: "\
Two values have the same number: in one enum by `option allow_alias = true`, or in two enums whose
numbers are codes. A number is all that travels, so a client cannot tell which of the two was meant.

Give one of them a number of its own. A name that is kept for old sources belongs to `alias` on the code.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  option allow_alias = true;
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
  EMPTY_CART = 100102;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static RETIRED_VALUE: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-retired-value",
        summary: "a .proto value uses a code that errcode.toml has retired",
        explanation: "\
errcode.toml lists the code under `[retired]`: clients in the field know it with its old meaning.

Take the next free number, and write the retired one as `reserved` into the .proto file.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
[retired]
100103 = \"nothing sells out\"
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
  SOLD_OUT = 100103;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
[retired]
100103 = \"nothing sells out\"
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  reserved 100103;
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static RESERVED_VALUE: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-reserved-value",
        summary: "a .proto value uses a code of a reserved band",
        explanation: "\
errcode.toml keeps the band free (`reserved`; decimal layouts of four digits and more keep 1 to 999 by
themselves).

Take a number outside of the band.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
  SOLD_OUT = 103;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static OUTSIDE_SEGMENT: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-outside-segment",
        summary: "a .proto value lies outside of the segment of its module",
        explanation: "\
The number does not fit the layout of errcode.toml, or it lies in the segment of another module than the
Rust codes of the same enum. The derive would refuse it.

Take the next free number of the module; errcode.toml says which numbers that are.
",
        fires: "\
#[derive(Debug, ErrorCode)]
#[errcode(service = \"shop\", module = \"order\")]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
services = { shop = { code = 10, modules = { order = 1, stock = 2 } } }
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
  SOLD_OUT = 100201;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
#[errcode(service = \"shop\", module = \"order\")]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- errcode.toml
layout = { digits = \"SSMMNN\" }
services = { shop = { code = 10, modules = { order = 1, stock = 2 } } }
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static UNKNOWN_VALUE: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-unknown-value",
        summary: "a .proto value stands for no code of the workspace",
        explanation: "\
The .proto file promises a code that no Rust enum has, so nothing raises it, and `cargo errcode explain`
does not know it. The value 0, which proto3 asks for, is no code and is not compared.

Add the code to the Rust enum, or take the value out and write its number as `reserved`.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
  SOLD_OUT = 100103;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static MISSING_VALUE: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-missing-value",
        summary: "a code of the workspace is missing in its .proto enum",
        explanation: "\
Other codes of the same Rust enum are in the .proto file, and this one is not: clients that are made of
the file meet a number or a reason that they have no name for. Deprecated codes are not missed.

Add the value to the .proto enum. If the code is internal, allow it in errcode.toml, with the reason:
`[lints] proto-missing-value = { allow = { 100105 = \"internal\" } }`.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static NAME_DRIFT: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-name-drift",
        summary: "a code has another name in the .proto file than in Rust",
        explanation: "\
The number is the same and the name is not: one side was renamed, or the number was given to two errors.

The names agree if they are the same, also without the enum's prefix (`USER_ERROR_NOT_FOUND` in the enum
`UserError` agrees with `NOT_FOUND`), or if the .proto name is the code's `alias`.

If both mean the same error, rename one of them, or write `alias = \"..\"` on the code; else give one of
them another number.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  SOLD_OUT = 100102;
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(100101, http = 404)]
    NoOrder,
    #[code(100102)]
    CartEmpty,
}
//- shop.proto
syntax = \"proto3\";
enum ShopError {
  SHOP_ERROR_UNSPECIFIED = 0;
  NO_ORDER = 100101;
  CART_EMPTY = 100102;
}
",
    },
    level: LintLevel::Deny,
};

pub(super) static HTTP_DRIFT: ProtoRule = ProtoRule {
    rule: Rule {
        id: "proto-http-drift",
        summary: "kratos's option gives a code another HTTP status than Rust does",
        explanation: "\
`(errors.code)` of the value, or `(errors.default_code)` of its enum, is not the status of the Rust code.
Services of the two languages would answer the same error with different statuses.

Decide for one, and change the other.
",
        fires: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(\"NO_ORDER\", http = 404)]
    NoOrder,
}
//- shop.proto
syntax = \"proto3\";
import \"errors/errors.proto\";
enum ShopError {
  option (errors.default_code) = 500;
  NO_ORDER = 0 [(errors.code) = 400];
}
",
        silent: "\
#[derive(Debug, ErrorCode)]
enum ShopError {
    #[code(\"NO_ORDER\", http = 404)]
    NoOrder,
}
//- shop.proto
syntax = \"proto3\";
import \"errors/errors.proto\";
enum ShopError {
  option (errors.default_code) = 500;
  NO_ORDER = 0 [(errors.code) = 404];
}
",
    },
    level: LintLevel::Deny,
};
