"""The budgets: what is compared, how far it may go, and what was measured.

Each is a ratio of rows of one run (or a number with a unit), so it can be measured anew on any machine.
"""

from dataclasses import dataclass, field
from typing import Callable

from rows import PACKAGES, SPARSE, NotMeasured, Rows, label, same_enums, shape

LARGEST = 1000


@dataclass
class Measured:
    value: float
    detail: str


@dataclass
class Budget:
    name: str
    what: str
    limit: float
    of: Callable[[Rows], Measured]
    # What would be better still.
    goal: float | None = None
    unit: str = ""


@dataclass
class Verdict:
    budget: Budget
    measured: Measured | None
    runs: set = field(default_factory=set)

    @property
    def is_missed(self):
        return self.measured is not None and self.measured.value > self.budget.limit

    @property
    def word(self):
        if self.measured is None:
            return "not measured"
        if self.is_missed:
            return "MISSED"
        goal = self.budget.goal
        return "met, better too" if goal is not None and self.measured.value <= goal else "met"


def verdicts(results):
    for budget in BUDGETS:
        rows = Rows(results)
        try:
            yield Verdict(budget, budget.of(rows), rows.runs)
        except NotMeasured:
            yield Verdict(budget, None)


def ratio(ours, theirs, unit, digits=0):
    return Measured(ours / theirs, f"{ours:,.{digits}f} : {theirs:,.{digits}f} {unit}")


def worst(found):
    """The one with the highest value; `found` are pairs of a label and what was measured."""
    name, measured = max(found, key=lambda pair: pair[1].value)
    return Measured(measured.value, f"{measured.detail} ({name})")


def of_those_measured(rows, names, of):
    """What is there of several sizes: a run may leave out the largest."""
    found = []
    for name in names:
        try:
            found.append((label(name), of(name)))
        except NotMeasured:
            pass
    if not found:
        raise NotMeasured(names[0])
    return found


# ---------------------------------------------------------------------------------------------------
# A and B: compiling

K = "K instructions"


def enums_of_ten(peer, shape="100x10", emit="build"):
    return lambda rows: ratio(rows.per_variant("errcode", shape, emit), rows.per_variant(peer, shape, emit), K)


def one_enum(peer, emit):
    return lambda rows: ratio(rows.slope("errcode", emit), rows.slope(peer, emit), K)


def growth(rows):
    def grows(kind):
        over = [rows.rustc(kind, shape, "build") - rows.rustc("bare", shape, "build") for shape in ("1x1000", "1x5000")]
        return over[1] / over[0]
    try:
        peer = f"thiserror {grows('thiserror'):.2f}"
    except NotMeasured:
        peer = "thiserror took too long to count"
    return Measured(grows("errcode"), peer)


def clean_build(name):
    return lambda rows: ratio(rows.clean_build(name), rows.clean_build("thiserror"), "G instructions", 1)


def beside_darling(rows):
    added = rows.clean_build("darling+errcode") - rows.clean_build("darling")
    return ratio(added, rows.clean_build("thiserror"), "G instructions", 1)


COMPILING = [
    Budget("A1", "100 enums of 10 variants, `cargo build`; thiserror", 1.3, enums_of_ten("thiserror"), 1.0),
    Budget("A2", "a variant more in one enum, `cargo check`; thiserror", 1.0, one_enum("thiserror", "check"), 0.66),
    Budget("A2", "a variant more in one enum, `cargo build`; thiserror", 1.0, one_enum("thiserror", "build"), 0.66),
    Budget("A3", "100 enums of 10, build; strum's three derives", 0.3, enums_of_ten("strum")),
    Budget("A3", "a variant more in one enum, build; strum", 0.3, one_enum("strum", "build")),
    Budget("A3", "100 enums of 10, build; masterror", 0.5, enums_of_ten("masterror")),
    Budget("A3", "a variant more in one enum, build; masterror", 0.5, one_enum("masterror", "build")),
    Budget("A4", "100 enums of 10 with a field in each message, build; thiserror", 1.0,
           enums_of_ten("thiserror", "field-100x10"), 0.85),
    Budget("A5", "growth from 1,000 to 5,000 variants, over a bare enum", 5.5, growth),
    Budget("A6", "peak memory of rustc, 1,000 variants; thiserror", 1.1,
           lambda rows: ratio(rows.memory("errcode"), rows.memory("thiserror"), "MB")),
    Budget("B1", "clean build of what a user depends on; thiserror", 2.4,
           clean_build("errcode")),
    Budget("B1", "of it the derive alone, with all that runs in the compiler; thiserror", 2.4, clean_build("errcode-derive")),
    Budget("B1", "the same added to a project that has darling; thiserror", 0.5, beside_darling),
]

# ---------------------------------------------------------------------------------------------------
# C: running


def getters(prefix):
    """Each beside an array index that gives a value of the same size: a `Code` is 16 bytes."""
    limits = {"code": "index_code", "http_status": "index", "grpc": "index", "retry": "index"}

    def count(rows, case):
        return rows.get(f"run/getters/{prefix}{case}", "instructions")

    def of(rows):
        return worst([(f"`{method}()`", ratio(count(rows, method), count(rows, limit), "instructions", 1))
                      for method, limit in limits.items()])
    return of


def allocations(group, cases):
    def of(rows):
        return Measured(sum(rows.get(f"run/{group}/{case}", "allocations") for case in cases), "allocations")
    return of


def display(case):
    def of(rows):
        ours, theirs = (rows.get(f"run/display/{name}", "nanoseconds")[0] for name in (case, f"{case}_peer"))
        median, low, high = rows.get(f"run/display-ratio/{case}", "ratio")
        return Measured(median, f"{ours:.1f} : {theirs:.1f} ns ({low:.2f} to {high:.2f})")
    return of


def look_up(packages, peer):
    def of(rows):
        def one(package):
            ours, theirs = (rows.get(f"run/registry/{package}/{case}", "instructions") for case in ("by_code", peer))
            return ratio(ours, theirs, "instructions", 1)
        return worst(of_those_measured(rows, packages, one))
    return of


def first_use(rows):
    found = []
    for few, many in same_enums(PACKAGES):
        try:
            found.append((f"{label(many)}; {label(few)}", ratio(rows.first_use(many), rows.first_use(few), "instructions")))
        except NotMeasured:
            pass
    if not found:
        raise NotMeasured("first-use")
    return worst(found)


def largest_start(rows):
    there = [name for name in PACKAGES if rows.has(f"run/start/{name}", "instructions")]
    if not there:
        raise NotMeasured("start")
    codes = max(shape(name).codes for name in there)
    return [name for name in there if shape(name).codes == codes]


def start_up(rows):
    return worst([(label(name), Measured(rows.beyond_empty(name, "instructions") / shape(name).codes,
                                         f"{rows.beyond_empty(name, 'instructions'):,} instructions"))
                  for name in largest_start(rows)])


def page_faults(rows):
    return worst([(label(name), Measured(rows.beyond_empty(name, "page_faults"), "page faults"))
                  for name in largest_start(rows)])


def relocations(rows):
    found = []
    for few, many in same_enums(PACKAGES):
        if all(rows.has(f"run/start/{name}", "relocations") for name in (few, many)):
            more = rows.beyond_empty(many, "relocations") - rows.beyond_empty(few, "relocations")
            found.append((f"{label(few)} to {label(many)}",
                          Measured(more / (shape(many).codes - shape(few).codes), f"{more} relocations more")))
    if not found:
        raise NotMeasured("start")
    return worst(found)


def size(per_enum, is_slope):
    """A code more, or all beyond an empty program by codes. The budget counts the texts on both sides, and
    thiserror has no names."""
    def of(rows):
        few, many = (f"{thousands}k-x{per_enum}" for thousands in (1, 10))

        def bytes_per_code(kind):
            if is_slope:
                return (rows.size(kind, many) - rows.size(kind, few)) / (shape(many).codes - shape(few).codes)
            return rows.size(kind, many) / shape(many).codes
        names = rows.get("run/size/empty", "name")
        return ratio(bytes_per_code("errcode"), bytes_per_code("thiserror") + names, "bytes", 1)
    return of


RUNNING = [
    Budget("C1", "`code()`, `http_status()`, `grpc()`, `retry()`, the slowest; an array index that gives as much", 1.1, getters("")),
    Budget("C1", "the same through `dyn ErrorCode`; that index behind `dyn`", 1.1, getters("dyn_")),
    Budget("C1", "allocations of these", 0, allocations("getters", ["code", "http_status", "grpc", "retry"])),
    Budget("C2", "time of `Display`; thiserror", 0.6, display("display")),
    Budget("C2", "time of `Display` with a `String`; thiserror", 0.6, display("display_field")),
    Budget("C2", "allocations of these", 0, allocations("display", ["display", "display_field"])),
    Budget("C3", "look-up; a direct array", 1.25, look_up(PACKAGES, "array")),
    Budget("C3", "look-up; std's `HashMap`", 0.25, look_up(PACKAGES, "hash_map")),
    Budget("C3", "look-up where enums lie far apart; std's `HashMap`", 0.25, look_up(SPARSE, "hash_map")),
    Budget("C3", "first use with ten times the codes in as many enums; without", 1.25, first_use),
    Budget("C4", "start-up before `main`, instructions per code", 2.5, start_up),
    Budget("C4", "page faults more than an empty program", 20, page_faults),
    Budget("C4", "relocations per code", 0.001, relocations),
    Budget("C5", "bytes of a code more, in enums of 100; thiserror and the names", 1.0, size(100, True)),
    Budget("C5", "the same in enums of 10", 1.0, size(10, True)),
    Budget("C5", "bytes of 10,000 codes and all that comes with them, in enums of 100; thiserror and the names", 1.0,
           size(100, False)),
    Budget("C5", "the same in enums of 10", 1.0, size(10, False)),
]

# ---------------------------------------------------------------------------------------------------
# E: commands


def own_time(crates, command, field):
    return lambda rows: rows.own(crates, command, field)


def cpu_beside(command, peer):
    """The processor's time without cargo's beside a peer's."""
    def of(rows):
        return ratio(own_time(LARGEST, command, "cpu")(rows) * 1e3, rows.time(LARGEST, peer, "cpu") * 1e3, "ms of CPU")
    return of


def seconds(command):
    def of(rows):
        own, whole = own_time(LARGEST, command, "wall")(rows), rows.time(LARGEST, command, "wall")
        return Measured(own, f"{whole:.2f} s with cargo's")
    return of


def memory(rows):
    commands = ["list", "check", "check --source, cold", "diff", "docs", "html"]
    return worst([(f"`{name}`", Measured(rows.time(LARGEST, name, "megabytes"), "")) for name in commands])


COMMANDS = [
    Budget("E1", "`list`, its own CPU time; reading the sources", 1.0, cpu_beside("list", "read")),
    Budget("E2", "`check --source` of an unchanged tree; reading the files", 3.0, cpu_beside("check --source", "read")),
    Budget("E2", "`check --source` the first time; syn over the files with codes", 1.2,
           cpu_beside("check --source, cold", "syn")),
    Budget("E3", "100,000 codes: `list` beside cargo's own time", 2, seconds("list"), unit="s"),
    Budget("E3", "100,000 codes: `check`", 3, seconds("check"), unit="s"),
    Budget("E3", "100,000 codes: `check --source`, the first time", 3, seconds("check --source, cold"), unit="s"),
    Budget("E3", "100,000 codes: `diff`", 2, seconds("diff"), unit="s"),
    Budget("E3", "100,000 codes: `docs`", 5, seconds("docs"), unit="s"),
    Budget("E3", "100,000 codes: memory", 400, memory, unit="MB"),
    Budget("E4", "the page with 10,000 codes: a key stroke in Chromium", 50,
           lambda rows: Measured(rows.get("page", "key_stroke_ms"),
                                 f"at most {rows.get('page', 'worst_ms'):.0f} ms"), unit="ms"),
    Budget("E4", "the page with 10,000 codes: its size", 4,
           lambda rows: Measured(rows.get("page", "bytes") / 1e6, ""), unit="MB"),
]

BUDGETS = COMPILING + RUNNING + COMMANDS
