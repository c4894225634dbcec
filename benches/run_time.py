#!/usr/bin/env python3
"""What errcode costs a running program: budgets C1 to C5, in instructions beside a limit and a peer.

    python3 benches/run_time.py [--quick] [C1 C2 C3 C4 C5]

Needs valgrind and binutils. All programs are built by `cargo build --release` in target/run-time and
are kept; --quick leaves out 100,000 codes, which take minutes to build the first time.

Instructions are those of valgrind's cachegrind, without its caches. A loop is run twice, the second
time with more rounds: the difference has no start-up in it. Sizes are of stripped programs, page
faults the median of many runs. Times (C2, C3) are noisy: the cases take turns, and the ratio is the
median of the ratios of each turn, with its 10th and 90th percentile.

Each enum has 100 or 10 variants, written "x100" and "x10". Their messages are about as long as those of
examples/ (54 bytes), their names too (19).
"""

import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "run-time"
# The codes of one generated crate, so that rustc builds several at a time and keeps them small.
CHUNK = 10_000
FIRST_CODE = 100_000
# How far enums of 10 lie apart where the registry just has a place for every page, and where it just
# bisects the pages that are not empty (code_index.rs).
SPREAD, FAR = 4_000, 5_000
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

# ---------------------------------------------------------------------------------------------------
# Generated sources


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


CODED = """
/// What errcode gives beside `Display`.
pub trait Coded: Display {
    fn name(&self) -> &'static str;
    fn code(&self) -> i64;
    fn http(&self) -> u16;
}
"""


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


# What all programs share: `program`, `program faults`, `program CASE ROUNDS`, `program time TURNS CASE..`.
PRELUDE = """
#![allow(unused)]
use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting;
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}
#[global_allocator]
static COUNTING: Counting = Counting;

/// Each case is a function of its own: a loop over the inputs, with a buffer that never grows.
macro_rules! cases {
    ($($name:ident($inputs:ident.$field:ident) |$value:ident, $buffer:ident| $operation:expr;)+) => {
        $(
            #[inline(never)]
            fn $name($inputs: &Inputs, $buffer: &mut String, rounds: usize) {
                for _ in 0..rounds {
                    for $value in black_box(&$inputs.$field[..]) {
                        black_box($operation);
                    }
                }
            }
        )+
        const CASES: &[(&str, fn(&Inputs, &mut String, usize))] = &[$((stringify!($name), $name)),+];
    };
}

/// The same numbers in the same disorder for all.
fn shuffle<T>(values: &mut [T]) {
    let mut state = 1_u64;
    for i in (1..values.len()).rev() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        values.swap(i, (state >> 33) as usize % (i + 1));
    }
}

fn run(case: &str, inputs: &Inputs, rounds: usize) {
    let found = CASES.iter().find(|(name, _)| *name == case).expect("a case");
    found.1(inputs, &mut String::with_capacity(1024), rounds);
}

fn run_cases(arguments: &[String]) {
    let inputs = Inputs::new();
    let operations = inputs.operations();
    if arguments[0] == "time" {
        let cases = &arguments[2..];
        let seconds = |case: &str, rounds| {
            let start = std::time::Instant::now();
            run(case, &inputs, rounds);
            start.elapsed().as_secs_f64()
        };
        // Each about 2 ms.
        let round_counts: Vec<usize> = cases
            .iter()
            .map(|case| (0.002 * 20.0 / seconds(case, 20)).ceil() as usize)
            .collect();
        for _ in 0..arguments[1].parse().unwrap() {
            for (case, rounds) in cases.iter().zip(&round_counts) {
                print!("{} ", seconds(case, *rounds) * 1e9 / (rounds * operations) as f64);
            }
            println!();
        }
        return;
    }
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    run(&arguments[0], &inputs, arguments[1].parse().unwrap());
    // One for the buffer.
    println!("{} {}", operations, ALLOCATIONS.load(Ordering::Relaxed) - before - 1);
}
"""

EMPTY = """
/// The page faults of this process so far.
fn page_faults() -> i64 {
    unsafe extern "C" {
        fn getrusage(who: i32, usage: *mut [i64; 18]) -> i32;
    }
    let mut usage = [0; 18];
    unsafe { getrusage(0, &mut usage) };
    usage[8]
}

fn main() {
    let faults = page_faults();
    match std::env::args().nth(1).as_deref() {
        None => {}
        Some("faults") => println!("{faults}"),
        Some(_) => SHOW,
    }
}
"""

# C1 and C2. A limit has the same loop and the same inputs.
METHODS = """
use errcode::ErrorCode;

/// The limit behind a trait object.
trait Indexed {
    fn index(&self) -> u64;
}
struct Number(u8);
impl Indexed for Number {
    fn index(&self) -> u64 {
        TABLE[self.0 as usize]
    }
}

/// What `write!` costs by itself.
struct Nothing;
impl std::fmt::Display for Nothing {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// The best that `Display` can do: a table and one `write_str`.
struct ByTable(u8);
impl std::fmt::Display for ByTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MESSAGES[self.0 as usize])
    }
}

/// The same with a name to fill in.
struct ByTableField(u8, String);
impl std::fmt::Display for ByTableField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (before, after) = PIECES[self.0 as usize];
        f.write_str(before)?;
        f.write_str(&self.1)?;
        f.write_str(after)
    }
}

struct Inputs {
    numbers: Vec<u8>,
    dyn_numbers: Vec<Box<dyn Indexed>>,
    ours: Vec<Ours>,
    dyn_ours: Vec<Box<dyn ErrorCode>>,
    ours_one: Vec<Ours>,
    ours_field: Vec<OursField>,
    theirs: Vec<Theirs>,
    theirs_one: Vec<Theirs>,
    theirs_field: Vec<TheirsField>,
    by_table: Vec<ByTable>,
    by_table_field: Vec<ByTableField>,
    nothing: Vec<Nothing>,
}

impl Inputs {
    fn new() -> Inputs {
        let mut numbers: Vec<u8> = (0..4096).map(|i| (i % COUNT) as u8).collect();
        shuffle(&mut numbers);
        let at = || numbers.iter().map(|number| usize::from(*number));
        let ours = ours_field();
        let theirs = theirs_field();
        Inputs {
            dyn_numbers: numbers.iter().map(|number| Box::new(Number(*number)) as _).collect(),
            ours: at().map(|number| OURS[number].clone()).collect(),
            dyn_ours: at().map(|number| Box::new(OURS[number].clone()) as _).collect(),
            ours_one: at().map(|_| OURS[57].clone()).collect(),
            ours_field: at().map(|number| ours[number].clone()).collect(),
            theirs: at().map(|number| THEIRS[number].clone()).collect(),
            theirs_one: at().map(|_| THEIRS[57].clone()).collect(),
            theirs_field: at().map(|number| theirs[number].clone()).collect(),
            nothing: at().map(|_| Nothing).collect(),
            by_table_field: numbers.iter().map(|n| ByTableField(*n, format!("ann{n}"))).collect(),
            by_table: numbers.iter().map(|number| ByTable(*number)).collect(),
            numbers,
        }
    }

    fn operations(&self) -> usize {
        self.numbers.len()
    }
}

/// What a message without placeholders is.
fn message(error: &Ours) -> &'static str {
    error.message()
}

macro_rules! print {
    ($value:ident, $buffer:ident) => {{
        $buffer.clear();
        write!(black_box(&mut *$buffer), "{}", *$value)
    }};
}

cases! {
    nothing(inputs.numbers) |value, buffer| *value;
    index(inputs.numbers) |value, buffer| TABLE[*value as usize];
    index_code(inputs.numbers) |value, buffer| CODES[*value as usize];
    code(inputs.ours) |value, buffer| value.code();
    http_status(inputs.ours) |value, buffer| value.http_status();
    grpc(inputs.ours) |value, buffer| value.grpc();
    retry(inputs.ours) |value, buffer| value.retry();
    dyn_nothing(inputs.dyn_numbers) |value, buffer| value;
    dyn_index(inputs.dyn_numbers) |value, buffer| value.index();
    dyn_code(inputs.dyn_ours) |value, buffer| value.code();
    dyn_http_status(inputs.dyn_ours) |value, buffer| value.http_status();
    dyn_grpc(inputs.dyn_ours) |value, buffer| value.grpc();
    dyn_retry(inputs.dyn_ours) |value, buffer| value.retry();
    message_text(inputs.ours) |value, buffer| message(value);
    copy(inputs.numbers) |value, buffer| {
        buffer.clear();
        black_box(&mut *buffer).push_str(MESSAGES[*value as usize])
    };
    display_nothing(inputs.nothing) |value, buffer| print!(value, buffer);
    display_by_table(inputs.by_table) |value, buffer| print!(value, buffer);
    display_by_table_field(inputs.by_table_field) |value, buffer| print!(value, buffer);
    display(inputs.ours) |value, buffer| print!(value, buffer);
    display_peer(inputs.theirs) |value, buffer| print!(value, buffer);
    display_one(inputs.ours_one) |value, buffer| print!(value, buffer);
    display_one_peer(inputs.theirs_one) |value, buffer| print!(value, buffer);
    display_field(inputs.ours_field) |value, buffer| print!(value, buffer);
    display_field_peer(inputs.theirs_field) |value, buffer| print!(value, buffer);
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    run_cases(&arguments);
}
"""

# C3.
REGISTRY = """
use errcode::{Entry, registry};
use std::collections::HashMap;

/// The limit: an array from the lowest code to the highest, its index checked as the registry's.
struct Direct {
    first: i64,
    entries: Vec<Option<Entry>>,
}

fn direct() -> &'static Direct {
    static DIRECT: OnceLock<Direct> = OnceLock::new();
    DIRECT.get_or_init(|| {
        let last = FIRST + (ENUMS - 1) * STEP + PER_ENUM - 1;
        let entries = (FIRST..=last).map(|number| registry().by_code(number)).collect();
        Direct { first: FIRST, entries }
    })
}

impl Direct {
    #[inline]
    fn get(&self, number: i64) -> Option<Entry> {
        let position = usize::try_from(number.checked_sub(self.first)?).ok()?;
        *self.entries.get(position)?
    }
}

struct Inputs {
    keys: Vec<i64>,
    map: HashMap<i64, usize>,
}

impl Inputs {
    fn new() -> Inputs {
        let mut keys: Vec<i64> = (0..ENUMS)
            .flat_map(|number| (0..PER_ENUM).map(move |i| FIRST + number * STEP + i))
            .collect();
        let map = keys.iter().copied().enumerate().map(|(at, key)| (key, at)).collect();
        shuffle(&mut keys);
        Inputs { keys, map }
    }

    fn operations(&self) -> usize {
        self.keys.len()
    }
}

cases! {
    nothing(inputs.keys) |key, buffer| *key;
    by_code(inputs.keys) |key, buffer| registry().by_code(*key);
    array(inputs.keys) |key, buffer| direct().get(*key);
    hash_map(inputs.keys) |key, buffer| inputs.map.get(key).copied();
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments[0].as_str() {
        "check" => {
            keep();
            for key in Inputs::new().keys {
                assert_eq!(registry().by_code(key).unwrap().code().as_int(), Some(key));
            }
            assert!(registry().by_code(FIRST - 1).is_none());
        }
        "nothing-yet" => {}
        "collect" => _ = black_box(registry()),
        "look-up" => assert!(registry().by_code(FIRST + ENUMS / 2 * STEP).is_some()),
        _ => run_cases(&arguments),
    }
}
"""

# C5: what `main` of EMPTY calls.
PRINT = """
fn print(error: &dyn std::fmt::Display) {
    println!("{error}");
}
"""


class Codes:
    """A number of codes in enums of one size: several generated crates, and programs over them."""

    def __init__(self, codes, per_enum, step=None):
        self.codes, self.per_enum, self.step = codes, per_enum, step or per_enum
        self.enums = codes // per_enum
        self.is_dense = step is None
        self.suffix = "" if step is None else f"-every-{step}"
        self.package = f"{codes // 1000}k-x{per_enum}{self.suffix}"
        self.label = self.package.replace("-x", " x").replace("-every-", ", one per ")

    def crates(self, kind):
        """Name and shape of each crate; those of 10,000 codes are the first of 100,000."""
        size = min(self.codes, CHUNK)
        return {
            f"{kind}-{size // 1000}k-x{self.per_enum}{self.suffix}-{chunk}": (
                FIRST_CODE + chunk * size // self.per_enum * self.step,
                size // self.per_enum, self.per_enum, self.step)
            for chunk in range(self.codes // size)
        }


def write(path, text):
    """Only what changed, so that cargo does not build it again."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


MEMBERS = []


def crate(name, source, dependencies, file="main.rs"):
    MEMBERS.append(name)
    lines = "\n".join(dependencies)
    manifest = f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n{lines}\n'
    write(WORK / name / "Cargo.toml", manifest)
    write(WORK / name / "src" / file, source)


PEERS = {
    "errcode": f'errcode = {{ path = "{ROOT}" }}',
    "thiserror": 'thiserror = "2"',
    "by-hand": 'thiserror = "2"',
}


def code_crates(kind, codes):
    """Writes the crates; gives them as dependencies and as paths."""
    crates = codes.crates(kind)
    for name, (first, enums, per_enum, step) in crates.items():
        crate(name, codes_crate(kind, first, enums, per_enum, step), [PEERS[kind]], "lib.rs")
    paths = [name.replace("-", "_") for name in crates]
    return [f'{name} = {{ path = "../{name}" }}' for name in crates], paths


def write_methods():
    numbers = range(100)

    def array(of):
        return ", ".join(of(i) for i in numbers)

    parts = [
        PRELUDE, METHODS, f"const COUNT: usize = {len(numbers)};\n",
        f"static TABLE: [u64; COUNT] = [{array(lambda i: str(FIRST_CODE + i))}];\n",
        f"static CODES: [errcode::Code; COUNT] = [{array(lambda i: f'errcode::Code::Int({FIRST_CODE + i})')}];\n",
        "static MESSAGES: [&str; COUNT] = [" + array(lambda i: f'"{message(0, i)}"') + "];\n",
        "static PIECES: [(&str, &str); COUNT] = ["
        + array(lambda i: '("{}", "{}")'.format(*message(1, i, "| in ").split("|"))) + "];\n",
    ]
    for kind, name in [("errcode", "Ours"), ("thiserror", "Theirs")]:
        fields = array(lambda i: f'{name}Field::{variant(1, i)} {{ name: "ann{i}".into() }}')
        parts += [
            declare(kind, name, 0, FIRST_CODE, len(numbers)),
            f"static {name.upper()}: [{name}; COUNT] = [{array(lambda i: f'{name}::{variant(0, i)}')}];\n",
            declare(kind, f"{name}Field", 1, FIRST_CODE + len(numbers), len(numbers), field=True),
            f"fn {name.lower()}_field() -> Vec<{name}Field> {{ vec![{fields}] }}\n",
        ]
    crate("methods", "".join(parts), [PEERS["errcode"], PEERS["thiserror"]])


def write_registry(codes):
    dependencies, paths = code_crates("errcode", codes)
    kept = " ".join(f"{path}::keep();" for path in paths)
    shape = {"FIRST": FIRST_CODE, "ENUMS": codes.enums, "PER_ENUM": codes.per_enum, "STEP": codes.step}
    constants = "".join(f"const {name}: i64 = {value};\n" for name, value in shape.items())
    source = PRELUDE + REGISTRY + constants + f"fn keep() {{ {kept} }}\n"
    crate(f"registry-{codes.package}", source, [PEERS["errcode"], *dependencies])


def write_start(codes):
    """C4: `main` does nothing, but the enums are linked."""
    dependencies, paths = code_crates("errcode", codes)
    linked = " ".join(f"use {path} as _;" for path in paths)
    show = f'{{ {linked} println!("{{}}", errcode::registry().entries().len()) }}'
    crate(f"start-{codes.package}", EMPTY.replace("SHOW", show), [PEERS["errcode"], *dependencies])


def write_size(kind, codes):
    """C5: prints every variant, and on our side looks one up."""
    dependencies, paths = code_crates(kind, codes)
    shown = " ".join(f"{path}::show(print);" for path in paths)
    look_up = f'println!("{{:?}}", errcode::registry().by_code({FIRST_CODE}));'
    look_up = look_up if kind == "errcode" else ""
    source = EMPTY.replace("SHOW", f"{{ {look_up} {shown} }}") + PRINT
    if kind == "by-hand":
        source = source.replace("&dyn std::fmt::Display", f"&dyn {paths[0]}::Coded")
        source = source.replace('"{error}"', '"{error} {} {} {}", error.name(), error.code(), error.http()')
    crate(f"size-{kind}-{codes.package}", source, [PEERS[kind], *dependencies])


def build(packages):
    members = ", ".join(f'"{name}"' for name in sorted(set(MEMBERS)))
    write(WORK / "Cargo.toml", f'[workspace]\nresolver = "3"\nmembers = [{members}]\n')
    print(f"building {len(packages)} programs …", file=sys.stderr, flush=True)
    chosen = [part for package in packages for part in ("-p", package)]
    subprocess.run(["cargo", "build", "--release", "--quiet", *chosen], cwd=WORK, check=True,
                   env={**os.environ, "CARGO_TARGET_DIR": str(WORK / "target")})


# ---------------------------------------------------------------------------------------------------
# Measuring


def program(package):
    return str(WORK / "target/release" / package)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def instructions(package, *arguments):
    """Those of a whole run, and what it prints."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
               program(package), *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr[-3000:])
    return int(re.search(r"I\s*refs:\s*([\d,]+)", run.stderr)[1].replace(",", "")), run.stdout


def per_operation(package, case, rounds=8):
    """Instructions of one operation with its share of the loop, and all allocations."""
    few, _ = instructions(package, case, 1)
    many, printed = instructions(package, case, 1 + rounds)
    operations, allocations = map(int, printed.split())
    return (many - few) / (rounds * operations), allocations


def times(package, cases, turns=201):
    """Nanoseconds of each turn, by case."""
    lines = output(program(package), "time", str(turns), *cases).splitlines()
    return dict(zip(cases, zip(*([float(word) for word in line.split()] for line in lines))))


def time_ratio(ours, peer):
    ratios = sorted(a / b for a, b in zip(ours, peer))
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    detail = f"{statistics.median(ours):.2f} : {statistics.median(peer):.2f} ns ({low:.2f}–{high:.2f})"
    return statistics.median(ratios), detail


def page_faults(package, runs=41):
    return statistics.median(int(output(program(package), "faults")) for _ in range(runs))


def relocations(package):
    return len(re.findall(r" R_[A-Z]", output("readelf", "-rW", program(package))))


def stripped_size(package):
    path = WORK / "target/stripped"
    subprocess.run(["strip", "-o", str(path), program(package)], check=True)
    return path.stat().st_size


MISSED = []


def judge(name, what, value, budget, detail=""):
    is_met = value <= budget
    if not is_met:
        MISSED.append(f"{name} {what}")
    verdict = "met" if is_met else "missed"
    print(f"{name}  {what:44} {value:8.2f}  <= {budget:<6g} {verdict:6}  {detail}", flush=True)


def tell(name, what, detail):
    """A row without a budget."""
    print(f"{name}  {what:73} {detail}", flush=True)


# ---------------------------------------------------------------------------------------------------
# The budgets


def methods():
    """C1: with the loop, as the budget's figures are, and without it."""
    allocations = 0
    for prefix, shown in [("", "{}()"), ("dyn_", "dyn {}()")]:
        loop, _ = per_operation("methods", f"{prefix}nothing")
        limit, _ = per_operation("methods", f"{prefix}index")
        if not prefix:
            tell("C1", "array index that gives a Code", f"{per_operation('methods', 'index_code')[0]:.1f} instructions")
        tell("C1", f"{shown.format('array index')[:-2]}, the limit",
             f"{limit:.1f} instructions, of which the loop {loop:.1f}")
        for method in ["code", "http_status", "grpc", "retry"]:
            count, allocated = per_operation("methods", prefix + method)
            allocations += allocated
            detail = f"{count - loop:.1f} : {limit - loop:.1f} = {(count - loop) / (limit - loop):.2f}"
            judge("C1", shown.format(method), count / limit, 1.1,
                  f"{count:.1f} : {limit:.1f}; without the loop {detail}")
    judge("C1", "allocations", allocations, 0)


def display():
    """C2: the budget is one on time. Instructions repeat, but even by hand they are not below thiserror's,
    whose time goes into a jump that is predicted wrongly where variants vary."""
    pairs = [("display", "{}"), ("display_field", "{} with a String"), ("display_one", "{}, always one variant")]
    others = [
        ("copy", "push_str of known text"),
        ("display_nothing", "{} that prints nothing"),
        ("display_by_table", "{} by hand, a table and write_str"),
        ("display_by_table_field", "{} with a String by hand, three write_str"),
    ]
    cases = [case for ours, _ in pairs for case in (ours, f"{ours}_peer")] + [case for case, _ in others]
    counts = {case: per_operation("methods", case) for case in cases}
    measured = times("methods", cases)
    for case, what in others:
        tell("C2", what, f"{counts[case][0]:.1f} instructions, {statistics.median(measured[case]):.2f} ns")
    for case, what in pairs:
        ratio, detail = time_ratio(measured[case], measured[f"{case}_peer"])
        ours, theirs = counts[case][0], counts[f"{case}_peer"][0]
        if case == "display_one":
            # No jump of thiserror's is predicted wrongly here, as it is where variants vary.
            tell("C2", what, f"time {ratio:.2f}: {detail}")
            continue
        judge("C2", f"time of {what}", ratio, 0.6, detail)
        tell("C2", f"instructions of {what}", f"{ours / theirs:.2f}: {ours:.1f} : {theirs:.1f}")
    judge("C2", "allocations", sum(counts[case][1] for case, _ in pairs), 0)
    tell("C2", "message() is a &'static str", "the program compiles")


def look_up(all_codes):
    """C3: `registry().by_code(n)` of codes that are there."""
    for codes in all_codes:
        package = f"registry-{codes.package}"
        output(program(package), "check")
        rounds = max(2, 40_000 // codes.codes)
        # Where enums lie far apart an array of all numbers would not fit.
        peers = ["array", "hash_map"] if codes.is_dense else ["hash_map"]
        count = {case: per_operation(package, case, rounds)[0] for case in ["nothing", "by_code", *peers]}
        measured = times(package, ["by_code", *peers], 101)
        for peer, what, budget in [("array", "an array", 1.25), ("hash_map", "std HashMap", 0.25)]:
            if peer in peers:
                detail = f"{count['by_code']:.1f} : {count[peer]:.1f}, of which the loop {count['nothing']:.1f}"
                ratio, nanoseconds = time_ratio(measured["by_code"], measured[peer])
                judge("C3", f"{codes.label}: of {what}", count["by_code"] / count[peer], budget,
                      f"{detail}; time {ratio:.2f}: {nanoseconds}")


def first_use(all_codes):
    """C3: the number of codes does not matter, that of enums does."""
    collect, both = {}, {}
    for codes in all_codes:
        started, collected, found = (
            instructions(f"registry-{codes.package}", what)[0] for what in ["nothing-yet", "collect", "look-up"])
        collect[codes], both[codes] = collected - started, found - started
        each = f"{collect[codes]:,} instructions = {collect[codes] / codes.enums:.0f} per enum"
        tell("C3", f"{codes.label}: first use", f"registry() {each}; first look-up {found - collected:,}")
    near = {(codes.enums, codes.codes): codes for codes in all_codes if codes.is_dense}
    for few, many in same_enums(all_codes):
        judge("C3", f"first use, {many.label} of {few.label}", both[many] / both[few], 1.25,
              f"both {few.enums} enums; 1.25 is this script's reading of O(enums)")
    for codes in all_codes:
        if not codes.is_dense:
            of = near[codes.enums, codes.codes]
            judge("C3", f"first use, {codes.label}", both[codes] / both[of], 1.25, f"of {of.label}")


def same_enums(all_codes):
    """Pairs with as many enums and ten times the codes."""
    dense = [codes for codes in all_codes if codes.is_dense]
    return [(few, many) for few in dense for many in dense
            if few.enums == many.enums and few.codes < many.codes]


def start_up(all_codes):
    """C4: before main, beyond a program without errcode."""
    empty, empty_faults = instructions("empty")[0], page_faults("empty")
    empty_relocations = relocations("empty")
    tell("C4", "empty program",
         f"{empty:,} instructions, {empty_faults:.0f} page faults, {empty_relocations} relocations")
    extra = {}
    largest = max(codes.codes for codes in all_codes)
    for codes in all_codes:
        if not codes.is_dense:
            continue
        package = f"start-{codes.package}"
        linked = int(output(program(package), "codes"))
        if linked != codes.codes:
            sys.exit(f"{package}: the linker kept {linked} codes")
        cost, faults = instructions(package)[0] - empty, page_faults(package) - empty_faults
        extra[codes] = relocations(package) - empty_relocations
        per_code, each = cost / codes.codes, f"{cost:,} = {cost / codes.enums:.1f} per enum"
        # The budgets are those of many codes.
        if codes.codes == largest:
            judge("C4", f"{codes.label}: instructions per code", per_code, 2.5, each)
            judge("C4", f"{codes.label}: page faults", faults, 20)
        else:
            tell("C4", f"{codes.label}: instructions per code", f"{per_code:.2f}: {each}; {faults:.0f} page faults")
        tell("C4", f"{codes.label}: relocations", f"{extra[codes]} = {extra[codes] / codes.enums:.2f} per enum")
    for few, many in same_enums(all_codes):
        slope = (extra[many] - extra[few]) / (many.codes - few.codes)
        # More crates are a few relocations more.
        judge("C4", f"relocations per code, {few.label} to {many.label}", slope, 0.001, f"both {few.enums} enums")


def size(shapes):
    """C5: beyond an empty program, and per code more, which leaves out what is there once."""
    empty = stripped_size("empty")
    messages, names = (statistics.mean(len(text(FIRST_CODE, i)) for i in range(100)) for text in (message, name_of))
    tell("C5", "empty program", f"{empty:,} bytes; messages have {messages:.0f} bytes and names {names:.0f}")
    for few, many in shapes:
        beyond, more = {}, {}
        for kind in PEERS:
            small, large = (stripped_size(f"size-{kind}-{codes.package}") for codes in (few, many))
            beyond[kind] = (large - empty) / many.codes
            more[kind] = (large - small) / (many.codes - few.codes)
        for what, sizes, detail in [("beyond empty", beyond, ""), ("more", more, f"from {few.label} on; ")]:
            ours, theirs, hand = sizes.values()
            # The budget counts the texts on both sides, and thiserror has no names.
            judge("C5", f"{many.label}: bytes per code {what}", ours / (theirs + names), 1.0,
                  f"{ours:.1f} : {theirs:.1f} and names, {detail}with name, code and http by hand {hand:.1f}")


def main():
    is_quick = "--quick" in sys.argv
    chosen = [argument for argument in sys.argv[1:] if not argument.startswith("--")] or ["C1", "C2", "C3", "C4", "C5"]
    sizes = [1_000, 10_000] if is_quick else [1_000, 10_000, 100_000]
    all_codes = [Codes(codes, per_enum) for codes in sizes for per_enum in (100, 10)]
    if not is_quick:
        all_codes += [Codes(10_000, 10, SPREAD), Codes(10_000, 10, FAR)]
    shapes = [(Codes(1_000, per_enum), Codes(10_000, per_enum)) for per_enum in (100, 10)]

    packages = ["empty"]
    crate("empty", EMPTY.replace("SHOW", "{}"), [])
    if {"C1", "C2"} & set(chosen):
        write_methods()
        packages.append("methods")
    for codes in all_codes:
        if "C3" in chosen:
            write_registry(codes)
            packages.append(f"registry-{codes.package}")
        if "C4" in chosen and codes.is_dense:
            write_start(codes)
            packages.append(f"start-{codes.package}")
    if "C5" in chosen:
        for kind in PEERS:
            for codes in (codes for shape in shapes for codes in shape):
                write_size(kind, codes)
                packages.append(f"size-{kind}-{codes.package}")
    build(packages)

    if "C1" in chosen:
        methods()
    if "C2" in chosen:
        display()
    if "C3" in chosen:
        look_up(all_codes)
        first_use(all_codes)
    if "C4" in chosen:
        start_up(all_codes)
    if "C5" in chosen:
        size(shapes)
    print(f"\n{len(MISSED)} missed" + "".join(f"\n  {one}" for one in MISSED))


if __name__ == "__main__":
    main()
