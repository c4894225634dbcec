"""Measures this project and its peers, and says which budgets hold.

    python3 benches                    measures everything, and writes benches/results.json and docs/performance.md
    python3 benches --quick            a small part of everything, in minutes; writes into target/benches only
    python3 benches --only A,C3        a few budgets; the other rows stay as they were
    python3 benches report             writes docs/performance.md and its plots from benches/results.json
    python3 benches report --check     fails where they are not what the results say
    python3 benches replay             a small part by instruction count, against benches/baseline.json
    python3 benches replay --bless     makes what it counts the baseline

Needs valgrind, binutils and ripgrep; E4 (.ci/page) needs Node and Chromium too.
What is measured is built in target/benches and kept.
"""

import argparse
import os
import shutil
import sys
import time

import replay
import report
from compile_time import clean_build, cost as compile_cost
from compile_time.sources import KINDS
from measure import progress
from places import RESULTS, WORK
from report import summary
from results import Results
from run_time import cost as run_cost
from workspaces import cost as workspace_cost, page

# What is measured together, and the budgets that it is for.
PARTS = [
    ("what rustc does for enums", compile_cost, ["A1", "A2", "A3", "A4", "A5", "A6"]),
    ("clean builds", clean_build, ["B1"]),
    ("programs", run_cost, ["C1", "C2", "C3", "C4", "C5"]),
    ("commands over workspaces", workspace_cost, ["E1", "E2", "E3"]),
    ("the page", page, ["E4"]),
]
DESIGNS = list(dict.fromkeys([*KINDS, *clean_build.PACKAGES]))
TOOLS = {"valgrind": "valgrind", "strip": "binutils", "readelf": "binutils", "rg": "ripgrep"}


def parse_arguments():
    parser = argparse.ArgumentParser(prog="benches", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    listed = lambda text: [part.strip() for part in text.split(",") if part.strip()]
    numbers = lambda text: [int(part) for part in listed(text)]
    parser.add_argument("action", nargs="?", choices=["run", "report", "replay"], default="run")
    parser.add_argument("--only", type=listed, default=[], help="budgets: A, B1, C3, …")
    parser.add_argument("--quick", action="store_true", help="few sizes, few turns")
    parser.add_argument("--kinds", type=listed, default=DESIGNS, help=f"designs of A and B1: {', '.join(DESIGNS)}")
    parser.add_argument("--shapes", type=listed, help="enums of A: 1x1000, 100x10, …")
    parser.add_argument("--codes", type=numbers, help="sizes of C: 1000,10000,100000")
    parser.add_argument("--sizes", type=numbers, help="crates of E: 1,10,100,1000")
    parser.add_argument("--check", action="store_true", help="of report: only compare")
    parser.add_argument("--bless", action="store_true", help="of replay: write the baseline")
    options = parser.parse_args()
    known = {name for *_, names in PARTS for name in names}
    for name in options.only:
        if not any(budget.startswith(name) for budget in known):
            parser.error(f"no budget is called `{name}`; there are {', '.join(sorted(known))}")
    for kind in options.kinds:
        if kind not in DESIGNS:
            parser.error(f"no design is called `{kind}`; there are {', '.join(DESIGNS)}")
    for shape in options.shapes or []:
        if shape not in compile_cost.SHAPES:
            parser.error(f"no shape is called `{shape}`; there are {', '.join(compile_cost.SHAPES)}")
    options.wants = lambda *names: not options.only or any(
        name.startswith(chosen) for name in names for chosen in options.only)
    return options


def require(names):
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        packages = " ".join(sorted({TOOLS[name] for name in missing}))
        sys.exit(f"{', '.join(missing)} not found; on Debian: apt-get install {packages}")


def run(options):
    require(TOOLS)
    results = Results(WORK / "quick.json" if options.quick else RESULTS)
    results.begin()
    if os.getloadavg()[0] > 0.7:
        progress(f"the machine is busy (load {os.getloadavg()[0]:.1f}): counts are right, times are not")
    for what, part, budgets in PARTS:
        # The page in a browser is no quick matter.
        if options.wants(*budgets) and not (options.quick and part is page):
            start = time.monotonic()
            progress(what)
            part.measure(options, results)
            progress(f"{what}: {time.monotonic() - start:.0f} s")
    print(summary.text(results))
    if not options.quick:
        report.write(results)
        # All that was asked for has to have a figure.
        sys.exit(report.check(results) or (not options.only and report.unmeasured(results) > 0))


def main():
    options = parse_arguments()
    match options.action:
        case "run":
            run(options)
        case "report":
            results = Results(RESULTS)
            sys.exit(report.check(results) if options.check else report.write(results))
        case "replay":
            require(["valgrind"])
            sys.exit(replay.main(options))


if __name__ == "__main__":
    main()
