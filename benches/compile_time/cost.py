"""Counts what rustc does for enums of each design: budgets A1 to A6."""

import os
import subprocess
import time

from compile_time.sources import KINDS, WITHOUT_FIELDS, source
from measure import TooSlow, at_once, instructions, progress, usage
from places import ROOT, WORK, cargo, lock_as_ours, write

# Name, enums, variants, fields.
ONE = {f"1x{count}": (1, count, False) for count in (10, 100, 1000, 2000, 5000)}
MANY = {f"{enums}x10": (enums, 10, False) for enums in (10, 100, 500)}
SHAPES = {**ONE, **MANY, "field-100x10": (100, 10, True)}
# What --quick measures.
QUICK = ["1x10", "1x100", "1x1000", "10x10", "100x10", "field-100x10"]
# How costs grow with the number of enums is a question for these only: for all of them it takes long.
GROWS_BY_ENUMS = {"bare", "errcode", "thiserror"}
EMITS = {"check": "metadata", "build": "link"}
# A count that takes longer is given up, or not begun. rustc takes some 20 times as long under valgrind.
SECONDS = 180

DEPENDENCIES = {
    "errcode": f'errcode = {{ path = "{ROOT}" }}',
    "thiserror": 'thiserror = "2"',
    "displaydoc": 'displaydoc = "0.2"',
    "snafu": 'snafu = "0.9"',
    "num_enum": 'num_enum = "0.7"',
    "strum": 'strum = { version = "0.28", features = ["derive"] }',
    # The newest that the present compiler takes.
    "masterror": 'masterror = "*"',
}


class Compiler:
    """rustc with the crates of the designs, as cargo builds them for `cargo build`."""

    def __init__(self, folder, kinds):
        self.folder = folder
        crates = sorted({KINDS[kind][1] for kind in kinds} - {None})
        dependencies = "\n".join(DEPENDENCIES[name] for name in crates)
        write(folder / "Cargo.toml", '[package]\nname = "compile-cost"\nversion = "0.0.0"\nedition = "2024"\n'
              # Peers are resolved to versions that the present compiler takes.
              f'rust-version = "1.95"\n[workspace]\nresolver = "3"\n[dependencies]\n{dependencies}\n')
        write(folder / "src/lib.rs", "")
        lock_as_ours(folder)
        cargo(folder, "build")
        deps = folder / "target/debug/deps"
        self.flags = ["-L", f"dependency={deps}"]
        for name in crates:
            # A derive without a library beside it is a plugin of the compiler.
            built = [path for path in deps.glob(f"lib{name}-*") if path.suffix in (".rlib", ".so", ".dylib")]
            newest = max(built, key=lambda path: path.stat().st_mtime)
            self.flags += ["--extern", f"{name}={newest}"]
        # Not rustup's proxy, which looks for a toolchain each time.
        sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True, cwd=ROOT)
        self.rustc = f"{sysroot.stdout.strip()}/bin/rustc"

    def command(self, kind, shape, emit):
        """rustc's command and environment for a case, whose source is written."""
        folder = self.folder / "cases" / f"{kind}-{shape}"
        write(folder / "case.rs", source(kind, *SHAPES.get(shape) or parse_shape(shape)))
        # Relative paths: what is counted does not depend on where the project lies.
        command = [self.rustc, "case.rs", "--crate-name", "case", "--crate-type", "rlib", "--edition", "2024",
                   f"--emit={EMITS[emit]}", "-A", "warnings", "-o", f"case.{emit}", *self.flags]
        environment = {**os.environ, "CARGO_PKG_NAME": "case", "CARGO_PKG_VERSION": "1.0.0"}
        if kind == "errcode-governed":
            write(folder / "errcode.toml", 'layout = { digits = "SSMMNN" }\n')
            environment["CARGO_MANIFEST_DIR"] = str(folder)
        if kind == "num_enum":
            # It asks Cargo.toml for its own name.
            environment["CARGO_MANIFEST_DIR"] = str(self.folder)
        return {"command": command, "cwd": folder, "env": environment}

    def instructions(self, kind, shape, emit, limit=SECONDS):
        return instructions(**self.command(kind, shape, emit), limit=limit)[0]


def parse_shape(shape):
    enums, count = shape.split("x")
    return int(enums), int(count), False


def chosen_kinds(options):
    return [kind for kind in KINDS if kind in options.kinds]


def cases(options):
    """Kinds, shapes and emits of what is to be measured, small ones first: they tell how long others take."""
    shapes = options.shapes or (QUICK if options.quick else list(SHAPES))
    for shape in sorted(shapes, key=lambda shape: SHAPES[shape][0] * SHAPES[shape][1]):
        enums, _, has_field = SHAPES[shape]
        for kind in chosen_kinds(options):
            if has_field and kind in WITHOUT_FIELDS or enums in (10, 500) and kind not in GROWS_BY_ENUMS:
                continue
            for emit in EMITS:
                yield kind, shape, emit


def measure(options, results):
    compiler = Compiler(WORK / "compile", KINDS)
    results.note_versions(compiler.folder, list(DEPENDENCIES))
    if options.wants("A1", "A2", "A3", "A4", "A5"):
        count_all(compiler, list(cases(options)), results)
    if options.wants("A6"):
        peak_memory(compiler, options, results)


def count_all(compiler, chosen, results):
    seconds = {}

    def task(kind, shape, emit):
        def run():
            # Ours is waited for: what was given up has no figure, and would not be missed.
            limit = None if kind.startswith("errcode") else SECONDS
            if limit and expected(seconds, kind, shape, emit) > limit:
                return {"gave_up_after": limit}
            progress(f"  rustc, {emit} of {kind} {shape}")
            start = time.monotonic()
            try:
                counted = compiler.instructions(kind, shape, emit, limit)
            except TooSlow:
                return {"gave_up_after": limit}
            seconds[kind, shape, emit] = time.monotonic() - start
            return {"instructions": counted}
        return run

    for (kind, shape, emit), values in zip(chosen, at_once([task(*case) for case in chosen])):
        results.put(f"compile/{kind}/{shape}/{emit}", **values)


def expected(seconds, kind, shape, emit):
    """The least that 5,000 variants take, by what 2,000 took."""
    return seconds.get((kind, "1x2000", emit), 0) * 5000 / 2000 if shape == "1x5000" else 0


def peak_memory(compiler, options, results):
    """Peak of rustc at N=1000, several times: its threads do not always meet."""
    for kind in chosen_kinds(options):
        command = compiler.command(kind, "1x1000", "build")
        results.put(f"compile/{kind}/1x1000/memory",
                    megabytes=[round(usage(**command).megabytes, 1) for _ in range(5)])
