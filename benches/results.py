"""results.json: what was measured, each row with the run that it is from.

A row is written as soon as it is measured, so a run that is stopped keeps what it has, and one of a few
rows (`--only`) leaves the others as they were.
"""

import datetime
import json
import os
import platform
import re
import subprocess
from pathlib import Path

from places import ROOT

FORMAT = 1
# What a run writes itself does not change what it measures.
WRITTEN = [":!benches/results.json", ":!docs/performance", ":!docs/performance.md"]


class Results:
    def __init__(self, path):
        self.path = path
        self.rows, self.runs = {}, {}
        if path.exists():
            document = json.loads(path.read_text())
            self.rows, self.runs = document["rows"], document["runs"]

    def begin(self):
        """What is put from now on is of this run."""
        here = describe_machine()
        commit = output("git", "rev-parse", "--short=9", "HEAD")
        is_changed = bool(output("git", "status", "--porcelain", "--", ".", *WRITTEN))
        day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        described = {"date": day, "commit": commit + (" with changes" if is_changed else ""), **here, "versions": {}}
        # Rows of one day, commit and machine are of one run.
        for self.run, other in self.runs.items():
            if {**other, "versions": {}} == described:
                return
        self.run = f"r{1 + max((int(name[1:]) for name in self.runs), default=0)}"
        self.runs[self.run] = described

    def note_versions(self, folder, names):
        """Which releases the peers are."""
        lock = (folder / "Cargo.lock").read_text()
        for name in names:
            found = re.findall(rf'name = "{name}"\nversion = "([^"]+)"', lock)
            if found and name != "errcode":
                self.runs[self.run]["versions"][name] = found[-1]

    def put(self, key, **values):
        self.rows[key] = {**values, "run": self.run}
        self.save()

    def save(self):
        used = {row["run"] for row in self.rows.values()}
        runs = {name: run for name, run in self.runs.items() if name in used}
        # One row a line, so that a diff shows what changed.
        lines = [f"{json.dumps(key)}: {json.dumps(self.rows[key])}" for key in sorted(self.rows)]
        text = (f'{{\n"format": {FORMAT},\n"runs": {json.dumps(runs, indent=1, sort_keys=True)},\n'
                '"rows": {\n' + ",\n".join(lines) + "\n}\n}\n")
        part = self.path.with_suffix(".part")
        part.write_text(text)
        os.replace(part, self.path)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def describe_machine():
    cpu = re.search(r"model name\s*:\s*(.+)", read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", read("/proc/meminfo"))
    system = re.search(r'PRETTY_NAME="([^"]+)"', read("/etc/os-release"))
    return {
        "cpu": cpu[1].strip() if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory[1]) / 2**20) if memory else None,
        "system": system[1] if system else platform.system(),
        "rustc": re.search(r"rustc (\S+)", output("rustc", "--version"))[1],
        "valgrind": output("valgrind", "--version").removeprefix("valgrind-"),
    }


def read(path):
    path = Path(path)
    return path.read_text() if path.exists() else ""
