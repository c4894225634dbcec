"""Measures the programs: budgets C1 to C5.

A loop is counted twice, the second time with more rounds: the difference has no start-up in it. Sizes are
of stripped programs, page faults the median of many runs. Times (C2, C3) are noisy: the cases take turns,
and a ratio is the median of the ratios of each turn.
"""

import re
import statistics
import subprocess
import sys

from measure import at_once, instructions, progress
from places import WORK
from run_time.programs import Programs
from run_time.sources import FIRST_CODE, Codes, message, name_of

# How far enums of 10 lie apart where the registry just has a place for every page, and where it just
# hashes the pages that are not empty (page_positions.rs).
SPREAD, FAR = 4_000, 5_000
GETTERS = ["code", "http_status", "grpc", "retry"]
# What is not in a row. No budget is about them.
SELDOM = ["name", "line", "help"]
# Ours and thiserror's, then limits.
DISPLAY_PAIRS = ["display", "display_field", "display_one"]
DISPLAY = [case for ours in DISPLAY_PAIRS for case in (ours, f"{ours}_peer")] + [
    "copy", "display_nothing", "display_by_table", "display_by_table_field"]
KINDS = ["errcode", "thiserror", "by-hand"]


def measure(options, results):
    sizes = options.codes or ([1_000, 10_000] if options.quick else [1_000, 10_000, 100_000])
    dense = [Codes(codes, per_enum) for codes in sizes for per_enum in (100, 10)]
    sparse = [] if options.quick else [Codes(10_000, 10, SPREAD), Codes(10_000, 10, FAR)]
    sized = [Codes(codes, per_enum) for codes in (1_000, 10_000) for per_enum in (100, 10)]
    programs = write_programs(options, dense, sparse, sized)
    programs.build()
    bench = Bench(programs, results)
    if options.wants("C1"):
        bench.getters()
    if options.wants("C2"):
        bench.display()
    if options.wants("C3"):
        bench.look_up(dense + sparse)
        bench.first_use(dense + sparse)
    if options.wants("C4"):
        bench.start_up(dense)
    if options.wants("C5"):
        bench.size(sized)


def write_programs(options, dense, sparse, sized):
    programs = Programs()
    programs.empty()
    if options.wants("C1", "C2"):
        programs.methods()
    for codes in dense + sparse:
        if options.wants("C3"):
            programs.registry(codes)
        if options.wants("C4") and codes.is_dense:
            programs.start(codes)
    if options.wants("C5"):
        for kind in KINDS:
            for codes in sized:
                programs.size(kind, codes)
    return programs


class Bench:
    def __init__(self, programs, results):
        self.programs, self.results = programs, results

    def output(self, package, *arguments):
        command = [str(self.programs.path(package)), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def instructions(self, package, *arguments):
        return instructions([self.programs.path(package), *arguments])[0]

    def per_operation(self, package, case, rounds=8):
        """Instructions of one operation with its share of the loop, and all allocations."""
        few, _ = instructions([self.programs.path(package), case, 1])
        many, printed = instructions([self.programs.path(package), case, 1 + rounds])
        operations, allocations = map(int, printed.split())
        return {"instructions": round((many - few) / (rounds * operations), 2), "allocations": allocations}

    def count_cases(self, package, cases, rounds=8):
        return dict(zip(cases, at_once([lambda case=case: self.per_operation(package, case, rounds) for case in cases])))

    def times(self, package, cases, turns):
        """Nanoseconds of each turn, by case."""
        lines = self.output(package, "time", turns, *cases).splitlines()
        return dict(zip(cases, zip(*([float(word) for word in line.split()] for line in lines))))

    def getters(self):
        """C1: as the budget's figures are, with the loop; `nothing` is the loop."""
        progress("  getters")
        cases = ["nothing", "index", "index_code", *GETTERS, *SELDOM, "dyn_nothing", "dyn_index",
                 "dyn_index_code", *(f"dyn_{method}" for method in GETTERS)]
        for case, counted in self.count_cases("methods", cases).items():
            self.results.put(f"run/getters/{case}", **counted)

    def display(self):
        """C2: the budget is one on time. Instructions repeat, but even by hand they are not below thiserror's,
        whose time goes into a jump that is predicted wrongly where variants vary."""
        progress("  Display")
        counted = self.count_cases("methods", DISPLAY)
        measured = self.times("methods", DISPLAY, 201)
        for case in DISPLAY:
            self.results.put(f"run/display/{case}", **counted[case], nanoseconds=spread(measured[case]))
        for ours in DISPLAY_PAIRS:
            self.results.put(f"run/display-ratio/{ours}", ratio=ratio(measured[ours], measured[f"{ours}_peer"]))

    def look_up(self, all_codes):
        """C3: `registry().by_code(n)` of codes that are there."""
        for codes in all_codes:
            progress(f"  look-up among {codes.package}")
            package = f"registry-{codes.package}"
            self.output(package, "check")
            # Where enums lie far apart an array of all numbers would not fit.
            peers = ["array", "hash_map"] if codes.is_dense else ["hash_map"]
            cases = ["nothing", "by_code", *peers]
            counted = self.count_cases(package, cases, max(2, 40_000 // codes.codes))
            measured = self.times(package, cases[1:], 101)
            for case in cases:
                times = {"nanoseconds": spread(measured[case])} if case in measured else {}
                self.results.put(f"run/registry/{codes.package}/{case}", **codes.facts(), **counted[case], **times)
            for peer in peers:
                self.results.put(f"run/registry-ratio/{codes.package}/{peer}",
                                 ratio=ratio(measured["by_code"], measured[peer]))

    def first_use(self, all_codes):
        """C3: the number of codes does not matter, that of enums does."""
        for codes in all_codes:
            steps = ["nothing-yet", "collect", "look-up"]
            package = f"registry-{codes.package}"
            started, collected, found = at_once(
                [lambda step=step: self.instructions(package, step) for step in steps])
            self.results.put(f"run/first-use/{codes.package}", **codes.facts(),
                             collect=collected - started, look_up=found - collected)

    def start_up(self, all_codes):
        """C4: before main, beyond a program without errcode."""
        progress("  start-up")
        self.results.put("run/start/empty", **self.start_of("empty"))
        for codes in all_codes:
            package = f"start-{codes.package}"
            linked = int(self.output(package, "codes"))
            if linked != codes.codes:
                sys.exit(f"{package}: the linker kept {linked} codes")
            self.results.put(f"run/start/{codes.package}", **codes.facts(), **self.start_of(package))

    def start_of(self, package):
        faults = statistics.median(int(self.output(package, "faults")) for _ in range(41))
        read = subprocess.run(["readelf", "-rW", self.programs.path(package)], capture_output=True, text=True, check=True)
        return {"instructions": self.instructions(package), "page_faults": faults,
                "relocations": len(re.findall(r" R_[A-Z]", read.stdout))}

    def size(self, all_codes):
        """C5: beyond an empty program, and per code more, which leaves out what is there once."""
        texts = {what: statistics.mean(len(text(FIRST_CODE, i)) for i in range(100))
                 for what, text in [("message", message), ("name", name_of)]}
        self.results.put("run/size/empty", bytes=self.stripped("empty"), **texts)
        for kind in KINDS:
            for codes in all_codes:
                self.results.put(f"run/size/{kind}/{codes.package}", **codes.facts(),
                                 bytes=self.stripped(f"size-{kind}-{codes.package}"))

    def stripped(self, package):
        path = WORK / "stripped"
        subprocess.run(["strip", "-o", str(path), self.programs.path(package)], check=True)
        return path.stat().st_size


def spread(values):
    """Median, 10th and 90th percentile."""
    ordered = sorted(values)
    return [round(value, 3) for value in
            (statistics.median(ordered), ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10])]


def ratio(ours, peer):
    return spread(a / b for a, b in zip(ours, peer))
