"""The same enums, as each design declares them. Every enum derives Debug too."""

MESSAGE = "Message number {} of {}"

# What each gives, and the crate that it comes from. `errcode-governed` has an errcode.toml above it.
KINDS = {
    "errcode": ("all of errcode", "errcode"),
    "errcode-governed": ("the same, checked against an errcode.toml", "errcode"),
    "bare": ("–", None),
    "by-hand": ("`Display`, code, HTTP status: three matches", None),
    "thiserror": ("`Display`", "thiserror"),
    "displaydoc": ("`Display`", "displaydoc"),
    "snafu": ("`Display`, context selectors", "snafu"),
    "num_enum": ("code", "num_enum"),
    "strum": ("`Display`, code, HTTP status: three derives", "strum"),
    "masterror": ("`Display`, kind, code", "masterror"),
}
# What a message with a field is no matter of.
WITHOUT_FIELDS = {"num_enum", "masterror"}

DERIVES = {
    "bare": "Debug",
    "by-hand": "Debug",
    "errcode": "Debug, errcode::ErrorCode",
    "errcode-governed": "Debug, errcode::ErrorCode",
    "thiserror": "Debug, thiserror::Error",
    "displaydoc": "Debug, displaydoc::Display",
    "snafu": "Debug, snafu::Snafu",
    "num_enum": "Debug, num_enum::IntoPrimitive",
    "strum": "Debug, strum::Display, strum::EnumMessage, strum::EnumProperty",
    "masterror": "Debug, masterror::Error",
}


def attribute(kind, code, message):
    return {
        "bare": "",
        "by-hand": "",
        "errcode": f'#[code({code}, http = 404, message = "{message}")]',
        "errcode-governed": f'#[code({code}, http = 404, message = "{message}")]',
        "thiserror": f'#[error("{message}")]',
        "displaydoc": f"#[doc = \"{message}\"]",
        "snafu": f'#[snafu(display("{message}"))]',
        "num_enum": "",
        "strum": f'#[strum(to_string = "{message}", message = "{message}", props(code = "{code}", http = "404"))]',
        "masterror": f'#[error("{message}")] '
                     "#[app_error(kind = AppErrorKind::NotFound, code = AppCode::NotFound, message)]",
    }[kind]


def by_hand(name, rows, body):
    """The three matches; `body` is the pattern of the fields."""
    def match(value):
        return "".join(f"{name}::{variant}{body} => {value(code, message)}," for variant, code, message in rows)

    shown = match(lambda _, message: f'write!(f, "{message}")' if body else f'f.write_str("{message}")')
    ignored = " { .. }" if body else ""
    codes = match(lambda code, _: code).replace(body, ignored) if body else match(lambda code, _: code)
    statuses = match(lambda *_: 404).replace(body, ignored) if body else match(lambda *_: 404)
    return (f"impl std::fmt::Display for {name} {{ fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result "
            f"{{ match self {{ {shown} }} }} }}\nimpl std::error::Error for {name} {{}}\n"
            f"impl {name} {{ pub fn code(&self) -> i64 {{ match self {{ {codes} }} }} "
            f"pub fn http(&self) -> u16 {{ match self {{ {statuses} }} }} }}\n")


def declare(kind, enum, count, field):
    name, fields, hole = f"E{enum}", " { name: String }" if field else "", " {name}" if field else ""
    rows = [(f"Variant{i}", 100_000 + enum * count + i, MESSAGE.format(i, enum) + hole) for i in range(count)]
    variants = []
    for variant, code, message in rows:
        value = f" = {code}" if kind == "num_enum" else ""
        variants.append(f"{attribute(kind, code, message)} {variant}{fields}{value}")
    repr_ = "#[repr(u32)] " if kind == "num_enum" else ""
    # Selectors of snafu are types that are named for their variants.
    outer = "#[snafu(module)] " if kind == "snafu" else ""
    text = f"#[derive({DERIVES[kind]})] {outer}{repr_}pub enum {name} {{ {', '.join(variants)} }}\n"
    return text + by_hand(name, rows, " { name }" if field else "") if kind == "by-hand" else text


def source(kind, enums, count, field=False):
    head = "use masterror::{AppCode, AppErrorKind};\n" if kind == "masterror" else ""
    return head + "".join(declare(kind, enum, count, field) for enum in range(enums))
