"""A small part of the measurements by instruction count, against the counts that are committed.

    python3 benches replay [--bless]

CI runs it (.ci/perf). Counts of one machine and one compiler repeat to far below the limit. Another compiler
makes other code, and another libc or processor other copies: there each count is compared through that of a
peer, which is counted in the same run.
"""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from compile_time.cost import Compiler
from measure import at_once, progress
from places import BASELINE, ROOT, WORK, tool
from run_time.cost import Bench
from run_time.programs import Programs
from run_time.sources import Codes
from workspaces.cost import Workspace
from workspaces.generate import peer

# How much more fails.
LIMIT = 0.05
# The same where only ratios to peers can be compared.
RATIO_LIMIT = 0.10
# What counts of one program may differ by.
REPEATS_WITHIN = 0.01
CODES = Codes(1_000, 10)
# 300 codes.
CRATES = 3
COMMANDS = ["check --source", "check", "list", "diff", "docs", "html"]


@dataclass
class Case:
    """One count. `peer` is the case that it is compared with where the compiler is another."""

    name: str
    count: Callable[[], int]
    peer: str | None
    is_ours: bool = True


def compiling():
    """Over a bare enum: rustc's own start is most of a small case, and would hide what the derive does."""
    compiler = Compiler(WORK / "replay-compile", ["errcode", "thiserror"])
    shapes = {"20x10": "20 enums of 10", "1x200": "one enum of 200"}
    cases = [(shape, emit) for shape in shapes for emit in ("check", "build")]

    def count(kind, shape, emit):
        return lambda: compiler.instructions(kind, shape, emit)

    bare = dict(zip(cases, at_once([count("bare", *case) for case in cases])))
    for shape, emit in cases:
        for kind in ("errcode", "thiserror"):
            over_bare = lambda whole=count(kind, shape, emit), floor=bare[shape, emit]: whole() - floor
            yield Case(f"rustc, {emit} of {shapes[shape]}, {kind}", over_bare,
                       f"rustc, {emit} of {shapes[shape]}, thiserror", kind == "errcode")


def running():
    programs = Programs()
    programs.empty()
    programs.methods()
    programs.registry(CODES)
    programs.build()
    bench = Bench(programs, None)
    registry = f"registry-{CODES.package}"

    def loop(package, case, rounds):
        # All instructions of many rounds, so that what one operation takes is no fraction.
        return lambda: bench.instructions(package, case, 1 + rounds) - bench.instructions(package, case, 1)

    for case, limit in [("code", "index"), ("http_status", "index"), ("name", "index"), ("line", "index"),
                        ("help", "index"), ("display", "display_peer"),
                        ("display_field", "display_field_peer")]:
        yield Case(f"`{case}`, 4,096 times", loop("methods", case, 1), f"`{limit}`, 4,096 times")
    for case in ["index", "display_peer", "display_field_peer"]:
        yield Case(f"`{case}`, 4,096 times", loop("methods", case, 1), f"`{case}`, 4,096 times", is_ours=False)
    yield Case("registry, 8,000 look-ups", loop(registry, "by_code", 8), "an array, 8,000 look-ups")
    yield Case("an array, 8,000 look-ups", loop(registry, "array", 8), "an array, 8,000 look-ups", is_ours=False)
    empty = "start of an empty program"
    yield Case(empty, lambda: bench.instructions("empty"), empty, is_ours=False)
    yield Case("start of a program with 1,000 codes", lambda: bench.instructions(registry, "nothing-yet"), empty)
    # Nothing else does what the first use does.
    yield Case("registry, first use",
               lambda: bench.instructions(registry, "look-up") - bench.instructions(registry, "nothing-yet"),
               "an array, 8,000 look-ups")


def commands():
    """By a debug build, which CI has anyway: it shows what an algorithm does, if not what it costs users."""
    workspace = Workspace(CRATES, tool("dev"), peer())

    def cold():
        workspace.forget()
        return workspace.instructions("check --source, cold")

    parse = "syn, files with codes"
    # Removes the caches that others use, so it is counted before them.
    yield Case("check --source, cold", cold, parse)
    for name in COMMANDS:
        yield Case(name, lambda name=name: workspace.instructions(name), parse)
    yield Case(parse, lambda: workspace.instructions("syn"), parse, is_ours=False)


def count(times):
    """The least of some counts of every case, and how far they lie apart."""
    parts = [list(part()) for part in (compiling, running, commands)]
    counts, cases = {}, [case for part in parts for case in part]
    peers = {case.name for case in cases if not case.is_ours}
    assert all(case.peer in peers for case in cases), "a case of ours is compared with one of ours"
    progress(f"counting {len(cases)} cases")
    for _ in range(times):
        alone = [case for case in cases if case.name.endswith("cold")]
        for case in alone:
            counts.setdefault(case.name, []).append(case.count())
        rest = [case for case in cases if case not in alone]
        for case, found in zip(rest, at_once([case.count for case in rest])):
            counts.setdefault(case.name, []).append(found)
    return cases, counts


def environment():
    """What instruction counts depend on, beside the project."""
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.*)", Path("/proc/cpuinfo").read_text(), re.M)
    rustc = subprocess.run(["rustc", "--version", "--verbose"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return {
        "rustc": re.search(r"rustc (.+)", rustc)[1],
        "host": re.search(r"host: (.+)", rustc)[1],
        "libc": os.confstr("CS_GNU_LIBC_VERSION") if "CS_GNU_LIBC_VERSION" in os.confstr_names else "unknown",
        # glibc chooses its copies by it; of a processor, valgrind shows little more.
        "avx2": bool(flags and re.search(r"\bavx2\b", flags[1])),
    }


def bless(here):
    cases, counts = count(3)
    spreads = {case.name: (max(counts[case.name]) - min(counts[case.name])) / min(counts[case.name]) for case in cases}
    lines = [f"{json.dumps(case.name)}: {min(counts[case.name])}" for case in cases]
    BASELINE.write_text(f'{{\n"environment": {json.dumps(here)},\n"counts": {{\n' + ",\n".join(lines) + "\n}\n}\n")
    for case in cases:
        sign = " does not repeat" if spreads[case.name] > REPEATS_WITHIN else ""
        print(f"{min(counts[case.name]):>14,}  ± {spreads[case.name]:.3%}  {case.name}{sign}")
    print(f"wrote {BASELINE.relative_to(ROOT)}")
    return 1 if any(spread > REPEATS_WITHIN for spread in spreads.values()) else 0


def compare(here, baseline):
    cases, counts = count(1)
    before, is_same = baseline["counts"], here == baseline["environment"]
    limit = LIMIT if is_same else RATIO_LIMIT
    if not is_same:
        print("the baseline is of another machine or compiler, so counts are compared through those of their peers:\n"
              f"  there {describe(baseline['environment'])}\n  here  {describe(here)}")
    more, less, unknown = [], [], []
    for case in cases:
        now = counts[case.name][0]
        if case.name not in before or case.peer not in before:
            unknown.append(case.name)
            continue
        share = now / before[case.name]
        if not is_same:
            share *= before[case.peer] / counts[case.peer][0]
        change = share - 1
        print(f"{now:>14,}  {change:+7.2%}  {case.name}{'' if case.is_ours else ' (peer)'}")
        if case.is_ours and change > limit:
            more.append(f"{case.name}: {change:+.1%}, {before[case.name]:,} before, {now:,} now")
        elif case.is_ours and change < -limit:
            less.append(f"{case.name}: {change:+.1%}")
    gone = sorted(set(before) - {case.name for case in cases})
    for title, names in [(f"more than {limit:.0%} over benches/baseline.json", more),
                         ("not in benches/baseline.json", unknown), ("only in benches/baseline.json", gone),
                         (f"more than {limit:.0%} below benches/baseline.json, which no longer guards it", less)]:
        if names:
            print(f"\n{title}:\n  " + "\n  ".join(names))
    if more or unknown or gone or less:
        print("\nif this is as it should be: python3 benches replay --bless, and commit benches/baseline.json")
    return 1 if more or unknown or gone else 0


def describe(one):
    return f"rustc {one['rustc']} for {one['host']}, {one['libc']}, {'with' if one['avx2'] else 'without'} AVX2"


def main(options):
    here = environment()
    if options.bless:
        return bless(here)
    if not BASELINE.exists():
        print("there is no benches/baseline.json: python3 benches replay --bless")
        return 1
    return compare(here, json.loads(BASELINE.read_text()))
