#!/usr/bin/env python3
"""What a derive costs rustc, beside its peers, and whether the budgets A1 to A6 and B1 are met.

    python3 benches/compile_cost.py [--quick] [NAME ...]

Needs valgrind. NAME picks rows (bare, thiserror, errcode, errcode-governed, strum, masterror, num_enum).
Every enum also derives Debug. Instructions are cachegrind's, in thousands per variant:

    x10     100 enums of 10 variants
    field   the same with one String field, which the message prints
    slope   one enum, (N=1000 - N=100) / 900          (not with --quick)
    growth  one enum, (N=5000 - bare) / (N=1000 - bare)  (errcode and thiserror, not with --quick)
    memory  peak of rustc at N=1000, in MB            (not with --quick)
    stack   a clean build of the crate alone, user seconds, -j1  (errcode and thiserror, not with --quick)

Ratios are of rows of one run. docs/architecture.md says what they decided.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "compile-cost"

MANIFEST = f"""
[package]
name = "compile-cost"
version = "0.0.0"
edition = "2024"
# Peers are resolved to versions that the present compiler takes.
rust-version = "1.95"
[workspace]
resolver = "3"
[dependencies]
errcode = {{ path = "{ROOT}" }}
thiserror = "2"
strum = {{ version = "0.28", features = ["derive"] }}
masterror = "*"
num_enum = "0.7"
"""


def variants(kind, enum, count, field):
    body = " { name: String }" if field else ""
    hole = " {name}" if field else ""
    for i in range(count):
        code = 100000 + enum * count + i
        message = f"Message number {i} of {enum}{hole}"
        attribute = {
            "bare": "",
            "thiserror": f'#[error("{message}")]',
            "errcode": f'#[code({code}, http = 404, message = "{message}")]',
            "errcode-governed": f'#[code({code}, http = 404, message = "{message}")]',
            "strum": f'#[strum(to_string = "{message}", message = "{message}", props(code = "{code}", http = "404"))]',
            "masterror": f'#[error("{message}")] #[app_error(kind = AppErrorKind::NotFound, code = AppCode::NotFound, message)]',
            "num_enum": "",
        }[kind]
        yield f"{attribute} Variant{i}{body}"


DERIVES = {
    "bare": "Debug",
    "thiserror": "Debug, thiserror::Error",
    "errcode": "Debug, errcode::ErrorCode",
    "errcode-governed": "Debug, errcode::ErrorCode",
    "strum": "Debug, strum::Display, strum::EnumMessage, strum::EnumProperty",
    "masterror": "Debug, masterror::Error",
    "num_enum": "Debug, num_enum::IntoPrimitive",
}


def source(kind, enums, count, field):
    head = "use masterror::{AppCode, AppErrorKind};\n" if kind == "masterror" else ""
    repr_ = "#[repr(u32)] " if kind == "num_enum" else ""
    return head + "\n".join(
        f"#[derive({DERIVES[kind]})] {repr_}pub enum E{enum} {{ {', '.join(variants(kind, enum, count, field))} }}"
        for enum in range(enums)
    )


def prepare():
    (WORK / "src").mkdir(parents=True, exist_ok=True)
    (WORK / "Cargo.toml").write_text(MANIFEST)
    (WORK / "src/lib.rs").write_text("")
    subprocess.run(["cargo", "build", "--quiet"], cwd=WORK, check=True,
                   env={**os.environ, "CARGO_TARGET_DIR": str(WORK / "target")})
    deps = WORK / "target/debug/deps"
    externs = []
    for name in ["errcode", "thiserror", "strum", "masterror", "num_enum"]:
        libs = sorted(deps.glob(f"lib{name}-*.rlib"), key=lambda path: path.stat().st_mtime)
        externs += ["--extern", f"{name}={libs[-1]}"]
    return deps, externs


def command_of(kind, enums, count, field, emit, deps, externs):
    """rustc's command and environment for a case, whose source is written."""
    path = WORK / "case.rs"
    path.write_text(source(kind, enums, count, field))
    rustc = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True)
    command = [f"{rustc.stdout.strip()}/bin/rustc", str(path), "--crate-name", "case", "--crate-type",
               "rlib", "--edition", "2024", f"--emit={emit}", "-A", "warnings",
               "-o", str(WORK / "case.out"), "-L", f"dependency={deps}", *externs]
    environment = {**os.environ, "CARGO_PKG_NAME": "case", "CARGO_PKG_VERSION": "1.0.0"}
    if kind == "errcode-governed":
        folder = WORK / "governed"
        folder.mkdir(exist_ok=True)
        (folder / "errcode.toml").write_text('layout = { digits = "SSMMNN" }\n')
        environment["CARGO_MANIFEST_DIR"] = str(folder)
    return command, environment


def instructions(kind, enums, count, field, emit, deps, externs):
    command, environment = command_of(kind, enums, count, field, emit, deps, externs)
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    run = subprocess.run(valgrind + command, capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        sys.exit(run.stderr[-3000:])
    return int(re.search(r"I\s*refs:\s*([\d,]+)", run.stderr)[1].replace(",", ""))


def peak_memory(kind, count, deps, externs):
    command, environment = command_of(kind, 1, count, False, "link", deps, externs)
    child = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"rustc failed on {kind}")
    return usage.ru_maxrss / 1024


def stack_seconds(name, dependency):
    """User seconds of a clean build of a crate that has one dependency and no code, the best of three."""
    folder = WORK / f"stack-{name}"
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "src/lib.rs").write_text("")
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "stack"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n{dependency}\n')
    best = None
    for _ in range(3):
        shutil.rmtree(folder / "target", ignore_errors=True)
        child = subprocess.Popen(["cargo", "build", "--quiet", "-j1"], cwd=folder,
                                 env={**os.environ, "CARGO_TARGET_DIR": str(folder / "target")})
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"cargo failed on {name}")
        best = min(best or usage.ru_utime, usage.ru_utime)
    return best


def measure_row(kind, quick, deps, externs):
    def measure(enums, count, field, emit):
        return instructions(kind, enums, count, field, emit, deps, externs)

    row = {}
    for emit, label in [("metadata", "check"), ("link", "build")]:
        row[f"x10 {label}"] = measure(100, 10, False, emit) / 1000e3
        if kind not in ("num_enum", "masterror"):
            row[f"field {label}"] = measure(100, 10, True, emit) / 1000e3
        if not quick:
            small, large = measure(1, 100, False, emit), measure(1, 1000, False, emit)
            row[f"slope {label}"] = (large - small) / 900e3
    if not quick:
        row["memory"] = peak_memory(kind, 1000, deps, externs)
    if not quick and kind in ("bare", "errcode", "thiserror"):
        row["N=1000"], row["N=5000"] = (measure(1, count, False, "link") / 1e6 for count in (1000, 5000))
    return row


def budgets(rows, stack):
    """(name, what, ratio, budget) of what was measured."""
    def ratio(column, peer):
        have = rows.get("errcode", {}).get(column), rows.get(peer, {}).get(column)
        return have[0] / have[1] if all(have) else None

    yield "A1", "x10 build / thiserror", ratio("x10 build", "thiserror"), 1.3
    yield "A2", "slope check / thiserror", ratio("slope check", "thiserror"), 1.0
    yield "A2", "slope build / thiserror", ratio("slope build", "thiserror"), 1.0
    for column in ("x10 build", "slope build"):
        yield "A3", f"{column} / strum", ratio(column, "strum"), 0.3
        yield "A3", f"{column} / masterror", ratio(column, "masterror"), 0.5
    yield "A4", "field build / thiserror", ratio("field build", "thiserror"), 1.0
    bare = rows.get("bare", {})
    for kind, budget in (("errcode", 5.5), ("thiserror", None)):
        row = rows.get(kind, {})
        if "N=5000" in row and "N=5000" in bare:
            growth = (row["N=5000"] - bare["N=5000"]) / (row["N=1000"] - bare["N=1000"])
            yield "A5", f"growth of {kind}", growth, budget
    yield "A6", "memory / thiserror", ratio("memory", "thiserror"), 1.1
    if stack:
        yield "B1", "stack / thiserror", stack["errcode"] / stack["thiserror"], 2.4


def main():
    arguments = sys.argv[1:]
    quick = "--quick" in arguments
    kinds = [a for a in arguments if not a.startswith("--")] or list(DERIVES)
    deps, externs = prepare()
    rows = {}
    for kind in kinds:
        rows[kind] = measure_row(kind, quick, deps, externs)
        print(f"{kind:17}", "  ".join(f"{name} {value:.0f}" for name, value in rows[kind].items()), flush=True)
    stack = {}
    if not quick:
        stack = {"errcode": stack_seconds("errcode", f'errcode = {{ path = "{ROOT}" }}'),
                 "thiserror": stack_seconds("thiserror", 'thiserror = "2"')}
        print("stack            ", "  ".join(f"{name} {value:.1f}" for name, value in stack.items()))
    for name, what, ratio, budget in budgets(rows, stack):
        if ratio is not None:
            verdict = "" if budget is None else f"budget {budget}: {'met' if ratio <= budget else 'MISSED'}"
            print(f"{name}  {what:26} {ratio:6.3f}  {verdict}")


if __name__ == "__main__":
    main()
