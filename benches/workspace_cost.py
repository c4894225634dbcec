#!/usr/bin/env python3
"""What `cargo errcode` costs over a large workspace: budgets E1 to E3, beside peers.

    python3 benches/workspace_cost.py [CRATES ...]

Generates a workspace of CRATES crates (default: 10 100 1000) with 100 codes each in 10 enums, about as
much other code, and a program that links them all; builds it once, with a cargo-errcode of the release
profile; then times each command and its peers in turns. All is kept in target/workspace-cost.

The peers: reading every file, `rg` for the attribute, `syn::parse_file` over the files that hold codes
(on all cores, as we read them), `cargo metadata`, an up-to-date `cargo build`. "Own" is the time of the
command without that of cargo. Each figure is the median of the turns; memory is the peak of the
process and its children.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "workspace-cost"
TURNS = 5
ENUMS, VARIANTS = 10, 10
NOUNS = ["Order", "Address", "Payment", "Voucher", "Stock", "User", "Invoice"]
ADVICE = ["was not found, check its number", "is not complete, fill in every line",
          "was refused by your bank, use another card", "is used up, choose another"]


def codes_file(crate):
    lines = ["//! What can go wrong.\n", "use errcode::ErrorCode;\n"]
    for enum in range(ENUMS):
        lines += ["#[derive(Debug, ErrorCode)]", "#[non_exhaustive]", f"pub enum Error{enum} {{"]
        for i in range(VARIANTS):
            number = 10_000_000 + crate * 1_000 + enum * VARIANTS + i + 1
            noun, advice = NOUNS[i % 7], ADVICE[(i + enum) % 4]
            status = [400, 404, 409, 500, 503][i % 5]
            lines += [f"    /// {noun} {i} of crate {crate} could not be handled.",
                      f"    #[code({number}, http = {status}, "
                      f'message = "{noun} {i} of shop {crate}-{enum} {advice}")]',
                      f"    {noun}{i}Crate{crate}Enum{enum},"]
        lines.append("}\n")
    return "\n".join(lines)


def other_file(crate, number):
    """A file without codes, about as long as the one with them."""
    lines = [f"//! Part {number} of crate {crate}.\n"]
    for i in range(12):
        lines += [f"/// Adds up the orders of day {i}.",
                  f"pub fn total_{number}_{i}(orders: &[(u32, u64)]) -> u64 {{",
                  "    let mut total = 0;",
                  "    for (count, price) in orders {",
                  f"        if u64::from(*count) * price > {i} {{",
                  "            total += u64::from(*count) * price;",
                  "        }", "    }", "    total", "}\n"]
    return "\n".join(lines)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def generate(crates):
    folder = WORK / f"crates-{crates}"
    services = ["layout = { digits = \"SSSSSNNN\" }\n", "[services]\n"]
    for crate in range(crates):
        services.append(f'part-{crate} = {{ code = {10_000 + crate}, crates = ["part-{crate}"] }}\n')
        base = folder / f"part-{crate}"
        write(base / "Cargo.toml", f'[package]\nname = "part-{crate}"\nversion = "0.1.0"\nedition = "2024"\n'
              f'[dependencies]\nerrcode = {{ path = "{ROOT}" }}\n')
        write(base / "src/lib.rs", "//! A part.\npub mod errors;\npub mod a;\npub mod b;\n")
        write(base / "src/errors.rs", codes_file(crate))
        write(base / "src/a.rs", other_file(crate, "a"))
        write(base / "src/b.rs", other_file(crate, "b"))
    names = [f"part-{crate}" for crate in range(crates)]
    write(folder / "server/Cargo.toml", '[package]\nname = "server"\nversion = "0.1.0"\nedition = "2024"\n'
          f'[dependencies]\nerrcode = {{ path = "{ROOT}" }}\n'
          + "".join(f'{name} = {{ path = "../{name}" }}\n' for name in names))
    uses = "".join(f"    total += {name.replace('-', '_')}::a::total_a_0(&[]);\n" for name in names)
    write(folder / "server/src/main.rs",
          f"fn main() {{\n    let mut total = 0;\n{uses}    println!(\"{{total}}\");\n}}\n")
    write(folder / "Cargo.toml", '[workspace]\nmembers = ["*"]\nexclude = ["target"]\nresolver = "3"\n'
          "[profile.dev]\ndebug = false\nincremental = false\n")
    write(folder / "errcode.toml", "".join(services))
    if not (folder / "Cargo.lock").exists():
        shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")
    return folder


PEER = r'''
use rayon::prelude::*;
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let files: Vec<std::path::PathBuf> = std::fs::read_to_string(std::env::args().nth(2).unwrap())
        .unwrap().lines().map(Into::into).collect();
    let total: usize = files.par_iter().map(|file| {
        let bytes = std::fs::read(file).unwrap();
        match mode.as_str() {
            "read" => bytes.len(),
            _ => syn::parse_file(std::str::from_utf8(&bytes).unwrap()).unwrap().items.len(),
        }
    }).sum();
    println!("{total}");
}
'''


def peer():
    folder = WORK / "peer"
    write(folder / "Cargo.toml", '[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n'
          'syn = { version = "3", features = ["full", "extra-traits", "visit"] }\n'
          'proc-macro2 = { version = "1", features = ["span-locations"] }\nrayon = "1"\n[workspace]\n')
    write(folder / "src/main.rs", PEER)
    build(["cargo", "build", "--release", "--quiet"], folder)
    return folder / "target/release/peer"


def build(command, folder, **environment):
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, **environment})


def timed(command, folder):
    """Seconds of the wall clock and of all cores, and the peak of memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 100):
        sys.exit(f"{' '.join(map(str, command))}: {process.returncode}\n{error.decode()[-2000:]}")
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(crates, tool, peer_program):
    folder = generate(crates)
    target = folder / "target"
    files = sorted(folder.glob("*/src/*.rs"))
    lists = {"all": files, "codes": [file for file in files if file.name == "errors.rs"]}
    for name, chosen in lists.items():
        write(target / f"{name}.txt", "\n".join(map(str, chosen)))
    build(["cargo", "build", "--workspace", "--quiet"], folder)
    build([tool, "lock"], folder)
    catalog = target / "catalog.json"
    with catalog.open("w") as out:
        subprocess.run([tool, "list", "--format", "json"], cwd=folder, check=True, stdout=out)
    caches = target / "errcode"
    commands = {
        "read": [peer_program, "read", target / "all.txt"],
        "syn": [peer_program, "syn", target / "codes.txt"],
        "metadata": ["cargo", "metadata", "--no-deps", "--format-version", "1"],
        "build": ["cargo", "build", "--workspace", "--quiet"],
        "list": [tool, "list", "--format", "json"],
        "list --source": [tool, "list", "--source", "--format", "json"],
        "inspect of the program": [tool, "inspect", "target/debug/server", "--format", "json"],
        "check": [tool, "check"],
        "check --source, cold": [tool, "check", "--source"],
        "check --source": [tool, "check", "--source"],
        "lock --check": [tool, "lock", "--check"],
        "diff": [tool, "diff"],
        "docs": [tool, "docs"],
        "docs --per-service": [tool, "docs", "--per-service"],
        "html": [tool, "html"],
        "map": [tool, "map"],
        "coverage --source": [tool, "coverage", "--source", "--missing"],
        "diff of two files": [tool, "diff", "errcode.lock", catalog],
    }
    if shutil.which("rg"):
        commands["rg"] = ["rg", "--count", "ErrorCode", "--glob", "*.rs", "."]
    figures = {name: [] for name in commands}
    for turn in range(TURNS + 1):
        for name, command in commands.items():
            if name.endswith("cold"):
                shutil.rmtree(caches, ignore_errors=True)
            figure = timed(command, folder)
            # The first turn warms the caches of the system.
            if turn:
                figures[name].append(figure)
    median = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    print(f"\n{crates * ENUMS * VARIANTS} codes in {crates} crates, {len(files)} files, "
          f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    print(f"  {'':24}{'wall s':>8} {'own s':>8} {'cpu s':>8} {'MB':>6}")
    for name, (wall, cpu, memory) in median.items():
        needs_build = name in ("list", "check", "diff", "lock --check", "docs", "docs --per-service", "html", "map")
        of_cargo = median["metadata"][0] + (median["build"][0] if needs_build else 0)
        is_ours = name not in ("read", "syn", "metadata", "build", "rg")
        is_alone = name in ("diff of two files", "inspect of the program")
        own = f"{wall - (0 if is_alone else of_cargo):8.3f}" if is_ours else " " * 8
        print(f"  {name:24}{wall:8.3f} {own} {cpu:8.3f} {memory:6.0f}")
    own_cpu = lambda name: median[name][1] - median["metadata"][1]
    print(f"  E2 unchanged, cpu: {own_cpu('check --source') / median['read'][1]:.2f} of reading the files (limit 3)")
    print(f"  E2 cold, cpu:      {own_cpu('check --source, cold') / median['syn'][1]:.2f} of syn (limit 1.2)")
    own_list = median["list"][1] - median["metadata"][1] - median["build"][1]
    print(f"  E1 list, cpu:      {own_list / median['read'][1]:.2f} of reading the sources (limit 1)")
    return median


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [10, 100, 1000]
    WORK.mkdir(parents=True, exist_ok=True)
    build(["cargo", "build", "--release", "--quiet", "-p", "cargo-errcode"], ROOT)
    tool = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/cargo-errcode"
    peer_program = peer()
    for size in sizes:
        measure(size, tool, peer_program)


if __name__ == "__main__":
    main()
