#!/usr/bin/env python3
"""What a derive costs rustc, in instructions (valgrind's cachegrind), beside its peers.

    python3 benches/compile_cost.py [--quick] [NAME ...]

Needs valgrind. NAME picks rows (bare, thiserror, errcode, errcode-governed, strum, masterror, num_enum).
Every enum also derives Debug. "x10" is 100 enums of 10 variants; "slope" is one enum,
(N=1000 - N=100) / 900; A4 is x10 with one String field in the message. Figures are thousands of
instructions per variant; ratios are of rows of one run. docs/architecture.md says what they decided.
"""

import os
import re
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
            "masterror": f'#[error("{message}")] #[app_error(kind = AppErrorKind::NotFound, code = AppCode::NotFound)]',
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


def instructions(kind, enums, count, field, emit, deps, externs):
    path = WORK / "case.rs"
    path.write_text(source(kind, enums, count, field))
    rustc = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True)
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
               f"{rustc.stdout.strip()}/bin/rustc", str(path), "--crate-name", "case", "--crate-type",
               "rlib", "--edition", "2024", f"--emit={emit}", "-A", "warnings",
               "-o", str(WORK / "case.out"), "-L", f"dependency={deps}", *externs]
    environment = {**os.environ, "CARGO_PKG_NAME": "case", "CARGO_PKG_VERSION": "1.0.0"}
    if kind == "errcode-governed":
        folder = WORK / "governed"
        folder.mkdir(exist_ok=True)
        (folder / "errcode.toml").write_text('layout = { digits = "SSMMNN" }\n')
        environment["CARGO_MANIFEST_DIR"] = str(folder)
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        sys.exit(run.stderr[-3000:])
    return int(re.search(r"I\s*refs:\s*([\d,]+)", run.stderr)[1].replace(",", ""))


def main():
    arguments = sys.argv[1:]
    quick = "--quick" in arguments
    kinds = [a for a in arguments if not a.startswith("--")] or ["bare", "thiserror", "errcode", "errcode-governed", "strum", "masterror", "num_enum"]
    deps, externs = prepare()
    rows = {}
    for kind in kinds:
        row = {}
        for emit, label in [("metadata", "check"), ("link", "build")]:
            def measure(*case, kind=kind, emit=emit):
                return instructions(kind, *case, emit, deps, externs)
            row[f"x10 {label}"] = measure(100, 10, False) / 1000e3
            if not quick:
                small, large = measure(1, 100, False), measure(1, 1000, False)
                row[f"slope {label}"] = (large - small) / 900e3
            if kind not in ("num_enum", "masterror"):
                row[f"A4 {label}"] = measure(100, 10, True) / 1000e3
        rows[kind] = row
        print(f"{kind:18}", "  ".join(f"{name} {value:7.0f}" for name, value in row.items()), flush=True)
    if "thiserror" in rows:
        for kind in rows:
            ratios = "  ".join(f"{name} {value / rows['thiserror'][name]:7.2f}"
                               for name, value in rows[kind].items() if name in rows["thiserror"])
            print(f"{kind:18}", ratios, " (of thiserror)")


if __name__ == "__main__":
    main()
