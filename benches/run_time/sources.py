"""Generated crates of codes. Messages are about as long as those of examples/ (54 bytes), names too (19)."""

# The codes of one generated crate, so that rustc builds several at a time and keeps them small.
CHUNK = 10_000
FIRST_CODE = 100_000
STATUSES = [400, 404, 409, 500, 503]
TEXTS = [
    ("Order", "was not found, check its number"),
    ("Address", "is not complete, fill in every line"),
    ("Payment", "was refused by your bank, use another card"),
    ("Voucher", "has expired"),
    ("Stock", "is used up, choose another"),
    ("User", "may not do this, ask an administrator"),
    ("Invoice", "cannot be changed any more"),
]


class Codes:
    """A number of codes in enums of one size: several generated crates, and programs over them."""

    def __init__(self, codes, per_enum, step=None):
        self.codes, self.per_enum, self.step = codes, per_enum, step or per_enum
        self.enums = codes // per_enum
        self.is_dense = step is None
        self.suffix = "" if step is None else f"-every-{step}"
        self.package = f"{codes // 1000}k-x{per_enum}{self.suffix}"

    def facts(self):
        return {"codes": self.codes, "enums": self.enums, "is_dense": self.is_dense}

    def crates(self, kind):
        """Name and shape of each crate; those of 10,000 codes are the first of 100,000."""
        size = min(self.codes, CHUNK)
        return {
            f"{kind}-{size // 1000}k-x{self.per_enum}{self.suffix}-{chunk}": (
                FIRST_CODE + chunk * size // self.per_enum * self.step,
                size // self.per_enum, self.per_enum, self.step)
            for chunk in range(self.codes // size)
        }


def message(enum, i, name=""):
    noun, problem = TEXTS[i % len(TEXTS)]
    return f"{noun} {i} of {name}shop {enum} {problem}"


def variant(enum, i):
    """No two enums share a name, which the linker would store once."""
    return f"{TEXTS[i % len(TEXTS)][0]}{i}Shop{enum}"


def name_of(enum, i):
    """The name that the derive gives the variant."""
    return f"{TEXTS[i % len(TEXTS)][0]}{i}_SHOP{enum}".upper()


def declare(kind, name, enum, first, count, field=False):
    """One enum of errcode or thiserror, with the same messages."""
    variants = []
    for i in range(count):
        text = message(enum, i, "{name} in " if field else "")
        attribute = {
            "errcode": f'code({first + i}, http = {STATUSES[i % len(STATUSES)]}, message = "{text}")',
            "thiserror": f'error("{text}")',
        }[kind]
        body = " { name: String }" if field else ""
        variants.append(f"#[{attribute}] {variant(enum, i)}{body}")
    derive = {"errcode": "errcode::ErrorCode", "thiserror": "thiserror::Error"}[kind]
    body = ",\n".join(variants)
    return f"#[derive(Clone, Debug, {derive})] pub enum {name} {{\n{body}\n}}\n"


CODED = """
/// What errcode gives beside `Display`.
pub trait Coded: Display {
    fn name(&self) -> &'static str;
    fn code(&self) -> i64;
    fn http(&self) -> u16;
}
"""


def by_hand(name, first, count):
    """What errcode gives beside `Display`, as one writes it by hand."""
    def method(what, ty, value):
        arms = "\n".join(f"{name}::{variant(first, i)} => {value(i)}," for i in range(count))
        return f"fn {what}(&self) -> {ty} {{ match self {{\n{arms}\n}} }}\n"

    methods = [
        method("name", "&'static str", lambda i: f'"{name_of(first, i)}"'),
        method("code", "i64", lambda i: first + i),
        method("http", "u16", lambda i: STATUSES[i % len(STATUSES)]),
    ]
    return f"impl Coded for {name} {{\n{''.join(methods)}}}\n"


def codes_crate(kind, first, enums, per_enum, step):
    """A library of many enums. `keep` makes the linker keep them, `show` prints each variant."""
    names = [f"E{first + e * step}" for e in range(enums)]
    parts = ["use std::fmt::Display; use std::hint::black_box;\n", CODED if kind == "by-hand" else ""]
    for e, name in enumerate(names):
        start = first + e * step
        parts.append(declare("thiserror" if kind == "by-hand" else kind, name, start, start, per_enum))
        if kind == "by-hand":
            parts.append(by_hand(name, start, per_enum))
        values = ", ".join(f"{name}::{variant(start, i)}" for i in range(per_enum))
        parts.append(f"static ALL_{name}: [{name}; {per_enum}] = [{values}];\n")
    if kind == "errcode":
        # A use of each enum that needs no relocation.
        firsts = [f"{name}::{variant(first + e * step, 0)}" for e, name in enumerate(names)]
        kept = "\n".join(f"black_box(black_box({value}).http());" for value in firsts)
        parts.append(f"use errcode::ErrorCode as _;\npub fn keep() {{\n{kept}\n}}\n")
    what = "Coded" if kind == "by-hand" else "Display"
    shown = "\n".join(f"for error in black_box(&ALL_{name}) {{ print(error); }}" for name in names)
    parts.append(f"pub fn show(print: fn(&dyn {what})) {{\n{shown}\n}}\n")
    return "".join(parts)
