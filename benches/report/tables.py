"""The tables of docs/performance.md. A cell of which nothing was measured is a dash."""

from compile_time.clean_build import PACKAGES
from compile_time.sources import KINDS
from rows import PACKAGES as SHAPES, SPARSE, NotMeasured, Rows, label, shape
from workspaces.cost import COMMANDS

NONE = "–"


def table(header, rows, align):
    sides = {"l": "---", "r": "--:"}
    lines = [header, [sides[side] for side in align], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def cell(of, form=",.0f"):
    try:
        return format(of(), form)
    except NotMeasured:
        return NONE


def known(rows):
    """Without rows of dashes only."""
    return [row for row in rows if any(text not in (NONE, "") for text in row[1:])]


def pair(of):
    """A figure of `cargo check` and one of `cargo build`."""
    both = [cell(lambda: of(emit)) for emit in ("check", "build")]
    return NONE if both == [NONE, NONE] else " / ".join(both)


# ---------------------------------------------------------------------------------------------------
# Compiling


def compile_time(results):
    rows = Rows(results)
    lines = [[f"**{kind}**" if kind == "errcode" else kind, gives,
              pair(lambda emit: rows.per_variant(kind, "100x10", emit)),
              pair(lambda emit: rows.slope(kind, emit)),
              pair(lambda emit: rows.per_variant(kind, "field-100x10", emit)),
              cell(lambda: rows.memory(kind))] for kind, (gives, _) in KINDS.items()]
    lines = [line for line in lines if any(text != NONE for text in line[2:])]
    if not lines:
        return ""
    return ("K instructions of rustc per variant, `cargo check` / `cargo build`; every enum derives `Debug` too. "
            "Memory is rustc's peak at 1,000 variants.\n\n"
            + table(["design", "gives", "100 enums of 10", "one enum, a variant more", "100 of 10, a field in the message",
                     "memory, MB"], lines, "llrrrr"))


def one_enum(results):
    rows = Rows(results)
    sizes = (10, 100, 1000, 2000, 5000)

    def whole(kind, size, emit):
        row = results.rows.get(f"compile/{kind}/1x{size}/{emit}", {})
        if "gave_up_after" in row:
            return f"> {row['gave_up_after']} s"
        return cell(lambda: rows.rustc(kind, f"1x{size}", emit) / 1e6)

    texts = []
    for emit in ("check", "build"):
        lines = known([[kind, *(whole(kind, size, emit) for size in sizes)] for kind in KINDS])
        if lines:
            texts.append(table([f"`cargo {emit}`, M instructions in all", *(f"{size:,}" for size in sizes)], lines, "lrrrrr"))
    if not texts:
        return ""
    gave_up = any("gave_up_after" in row for row in results.rows.values())
    why = "\n\nWhere a time stands, the count takes longer than that under valgrind." if gave_up else ""
    return "One enum of 10 to 5,000 variants:\n\n" + "\n\n".join(texts) + why


def clean_build(results):
    rows = Rows(results)
    lines = known([[name.replace("+", " and "), cell(lambda: rows.clean_build(name), ".1f"),
                    cell(lambda: rows.clean_build(name) / rows.clean_build("thiserror"), ".2f"),
                    cell(lambda: rows.get(f"stack/{name}/time", "seconds"), ".1f")] for name in PACKAGES])
    if not lines:
        return ""
    return ("A clean build of a crate that has no code but this dependency: billions of instructions of cargo and all that "
            "it starts; and, of one build on one core, user seconds, which other programs of the machine stretch:\n\n"
            + table(["dependency", "G instructions", "of thiserror", "seconds"], lines, "lrrr"))


# ---------------------------------------------------------------------------------------------------
# Running


def methods(results):
    rows = Rows(results)

    def line(group, case, text):
        return [text, cell(lambda: rows.get(f"run/{group}/{case}", "instructions"), ".1f"),
                cell(lambda: rows.get(f"run/{group}/{case}", "nanoseconds")[0], ".1f")]

    getters = [("nothing", "the loop alone"), ("index", "an array index (limit)"),
               ("index_code", "an array index that gives a `Code`"), *((name, f"`{name}()`") for name in
               ("code", "http_status", "grpc", "retry")), ("name", "`entry().name()`"), ("line", "`entry().line()`"),
               ("help", "`entry().help()`, which the codes do not have")]
    through = [("dyn_nothing", "the loop over boxes"), ("dyn_index", "an array index behind `dyn` (limit)"),
               ("dyn_index_code", "one that gives a `Code`"),
               *((f"dyn_{name}", f"`{name}()` of `dyn ErrorCode`") for name in ("code", "http_status", "grpc", "retry"))]
    shown = [("copy", "`push_str` of a known text (limit)"), ("display_nothing", "`Display` that prints nothing"),
             ("display_by_table", "by hand: a table and `write_str`"), ("display", "**`Display`**"),
             ("display_peer", "thiserror's"), ("display_by_table_field", "with a `String`, by hand: three `write_str`"),
             ("display_field", "**with a `String`**"), ("display_field_peer", "thiserror's"),
             ("display_one", "**always the same variant**"), ("display_one_peer", "thiserror's")]
    lines = known([line("getters", *case) for case in getters + through] + [line("display", *case) for case in shown])
    if not lines:
        return ""
    return ("An enum of 100 variants, in no order; with the loop, a release build. `message()` of a code without places "
            "is a `&'static str`: the program compiles.\n\n" + table(["", "instructions", "ns"], lines, "lrr"))


def registry(results):
    rows = Rows(results)

    def case(package, name, field="instructions"):
        value = rows.get(f"run/registry/{package}/{name}", field)
        return value[0] if field == "nanoseconds" else value

    lines = known([[label(package), *(
        f"{cell(lambda: case(package, name), '.1f')}{times(lambda: case(package, name, 'nanoseconds'))}"
        for name in ("by_code", "array", "hash_map")), cell(lambda: rows.first_use(package)),
        cell(lambda: rows.first_use(package) / shape(package).enums)] for package in SHAPES + SPARSE])
    if not lines:
        return ""
    return ("Instructions (and nanoseconds) of a look-up of a code that is there, with the loop; instructions of the "
            "first use, which makes the registry and looks one code up.\n\n"
            + table(["", "`by_code`", "a direct array", "std's `HashMap`", "first use", "per enum"], lines, "lrrrrr"))


def times(of):
    text = cell(of, ".1f")
    return "" if text == NONE else f" ({text})"


def start_and_size(results):
    rows = Rows(results)
    started = known([[label(package), *(cell(lambda: rows.beyond_empty(package, field))
                                        for field in ("instructions", "page_faults", "relocations"))] for package in SHAPES])
    kinds = ["errcode", "thiserror", "by-hand"]
    sized = known([[label(package), *(cell(lambda: rows.size(kind, package) / shape(package).codes, ".1f")
                                      for kind in kinds)] for package in SHAPES])
    texts = []
    if started:
        texts.append("What a program with linked codes does before `main` beyond an empty one:\n\n"
                     + table(["", "instructions", "page faults", "relocations"], started, "lrrr"))
    if sized:
        name = cell(lambda: rows.get("run/size/empty", "name"), ".0f")
        text = cell(lambda: rows.get("run/size/empty", "message"), ".0f")
        texts.append("Bytes per code of a stripped release program that prints every variant, beyond an empty one. A message "
                     f"has {text} bytes and a name {name}; thiserror has no names, codes and statuses.\n\n"
                     + table(["", "errcode, with registry", "thiserror", "thiserror, with name, code and status by hand"],
                             sized, "lrrr"))
    return "\n\n".join(texts)


# ---------------------------------------------------------------------------------------------------
# Commands


def commands(results):
    rows = Rows(results)
    # That of one crate is for the growth only: a command's own time is nothing there.
    sizes = sorted(int(key.split("/")[1]) for key in results.rows
                   if key.count("/") == 1 and key.startswith("workspace/") and key != "workspace/1")
    if not sizes:
        return ""
    largest = sizes[-1]

    def line(name, own):
        counts = [cell(lambda: rows.get(f"workspace/{largest}/{name}/instructions", "instructions") / 1e6)]
        return [f"`{name}`" if own is not None else name,
                *(cell(lambda: max(0, (own or rows.time)(crates, name, "wall")), ".3f") for crates in sizes),
                cell(lambda: rows.time(largest, name, "cpu"), ".2f"),
                memory(name), *counts]

    def memory(name):
        sign = "≤ " if cell(lambda: rows.time(largest, name, "is_least"), "") == "True" else ""
        return sign + cell(lambda: rows.time(largest, name, "megabytes"))

    def own(crates, name, field):
        return rows.own(crates, name, field)

    peers = [("read", "reading all files"), ("rg", "`rg ErrorCode`"), ("syn", "`syn::parse_file`, files with codes"),
             ("cargo metadata", "`cargo metadata --no-deps`"), ("cargo build", "`cargo build`, up to date")]
    lines = [line(name, own) for name in COMMANDS]
    lines += [[title, *line(name, None)[1:]] for name, title in peers]
    facts = results.rows[f"workspace/{largest}"]
    codes = [f"{results.rows[f'workspace/{crates}']['codes']:,}" for crates in sizes]
    return (f"Workspaces of 100 codes a crate, with about as much other code; the largest has {largest:,} crates and "
            f"{facts['files']:,} files of {facts['bytes'] / 1e6:.1f} MB. Seconds of a command are its own, beside "
            "a cargo that prints at once what it printed before. CPU (of all, with cargo), memory and "
            f"instructions (of the process alone, M) are those of {codes[-1]} codes.\n\n"
            + table(["", *(f"{count} codes, s" for count in codes), "CPU, s", "MB", "M instructions"], known(lines),
                    "l" + "r" * (len(sizes) + 3)))


def ten_times(results, curve):
    """What a command takes with 100,000 codes, of what it takes with 10,000."""
    rows = Rows(results)

    def seconds(crates):
        if curve.is_ours:
            return rows.own(crates, curve.name, "wall")
        return rows.time(crates, curve.name, "wall")
    return cell(lambda: seconds(1000) / seconds(100), ".1f")
