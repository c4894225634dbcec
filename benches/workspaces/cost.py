"""Measures each command and its peers: budgets E1 to E3, and the size of the page (E4).

The peers: reading every file, `rg` for the attribute, `syn::parse_file` over the files that hold codes (on
all cores, as we read them), `cargo metadata`, an up-to-date `cargo build`. Commands and peers take turns.
Instructions are those of the process alone, with one thread: cargo's are not in them, and they repeat.
"""

import os
import shutil
import statistics
import subprocess

from measure import at_once, instructions, progress, usage
from places import cargo, tool, write
from workspaces.generate import ENUMS, VARIANTS, generate, peer

TURNS = 5
COMMANDS = {
    "list": ["list"],
    "list --source": ["list", "--source"],
    "list --format json": ["list", "--format", "json"],
    "inspect": ["inspect", "target/debug/server", "--format", "json"],
    "check": ["check"],
    "check --source, cold": ["check", "--source"],
    "check --source": ["check", "--source"],
    "lock --check": ["lock", "--check"],
    "diff": ["diff"],
    "diff of two files": ["diff", "errcode.lock", "target/catalog.json"],
    "docs": ["docs"],
    "docs --per-service": ["docs", "--per-service"],
    "html": ["html"],
    "map": ["map"],
    "coverage --source": ["coverage", "--source", "--missing"],
}
# Stands for cargo and prints what cargo printed when it was asked the first time: what a command takes beside
# it is the command's own, and no difference of two noisy times.
REPLAYED = """#!/bin/sh
printed="$BENCHES_PRINTED/$1-$#"
[ -f "$printed" ] || "$BENCHES_CARGO" "$@" > "$printed" || exit
exec cat "$printed"
"""


def measure(options, results):
    sizes = options.sizes or ([1, 10] if options.quick else [1, 10, 100, 1000])
    program, peer_program = tool(), peer()
    for crates in sizes:
        workspace = Workspace(crates, program, peer_program)
        workspace.put_times(results, 2 if options.quick else TURNS)
        workspace.put_instructions(results)


class Workspace:
    def __init__(self, crates, program, peer_program):
        self.crates, self.program, self.peer = crates, program, peer_program
        self.folder = generate(crates)
        self.target = self.folder / "target"
        # Ours is found by variables that cargo would obey too.
        self.environment = {name: value for name, value in os.environ.items() if name != "CARGO_TARGET_DIR"}
        self.replayed = self.environment | self.replay()
        self.files = sorted(self.folder.glob("*/src/*.rs"))
        holds_codes = [file for file in self.files if file.name == "errors.rs"]
        for name, chosen in [("all", self.files), ("codes", holds_codes)]:
            write(self.target / f"{name}.txt", "\n".join(map(str, chosen)))
        progress(f"  building {crates} crates")
        cargo(self.folder, "build", "--workspace")
        self.run("lock")
        with (self.target / "catalog.json").open("w") as catalog:
            self.run(*COMMANDS["list --format json"], stdout=catalog)

    def replay(self):
        """The environment in which cargo is asked once."""
        printed, script = self.target / "printed", self.target / "cargo-replayed"
        shutil.rmtree(printed, ignore_errors=True)
        printed.mkdir(parents=True)
        write(script, REPLAYED)
        script.chmod(0o755)
        return {"CARGO": str(script), "BENCHES_CARGO": shutil.which("cargo"), "BENCHES_PRINTED": str(printed)}

    def run(self, *arguments, stdout=subprocess.DEVNULL):
        subprocess.run([self.program, *arguments], cwd=self.folder, env=self.environment, check=True, stdout=stdout)

    def forget(self):
        """Removes what cargo-errcode keeps of an earlier run."""
        shutil.rmtree(self.target / "errcode", ignore_errors=True)

    def commands(self):
        peers = {
            "read": [self.peer, "read", "target/all.txt"],
            "syn": [self.peer, "syn", "target/codes.txt"],
            "cargo metadata": ["cargo", "metadata", "--no-deps", "--format-version", "1"],
            "cargo build": ["cargo", "build", "--workspace", "--quiet"],
        }
        if shutil.which("rg"):
            peers["rg"] = ["rg", "--count", "ErrorCode", "--glob", "*.rs", "."]
        return peers | {name: [self.program, *arguments] for name, arguments in COMMANDS.items()}

    def put_times(self, results, turns):
        """The median of turns, which begin after one that warms the system's caches."""
        figures = {(name, kind): [] for name in self.commands() for kind in ("time", "own")}
        for turn in range(turns + 1):
            progress(f"  {self.crates} crates, turn {turn} of {turns}")
            for name, command in self.commands().items():
                for kind, environment in [("time", self.environment), ("own", self.replayed)]:
                    if kind == "own" and name not in COMMANDS:
                        continue
                    if name.endswith("cold"):
                        self.forget()
                    used = usage(command, cwd=self.folder, env=environment)
                    if turn:
                        figures[name, kind].append((used.wall, used.cpu, used.megabytes, used.is_least))
        results.put(f"workspace/{self.crates}", codes=self.crates * ENUMS * VARIANTS, files=len(self.files),
                    bytes=sum(file.stat().st_size for file in self.files))
        for (name, kind), rows in figures.items():
            if rows:
                wall, cpu, memory, is_least = map(statistics.median, zip(*rows))
                results.put(f"workspace/{self.crates}/{name}/{kind}", wall=round(wall, 4), cpu=round(cpu, 4),
                            megabytes=round(memory, 1), is_least=bool(is_least), walls=[round(row[0], 4) for row in rows])
        page = self.target / "page.html"
        self.run("html", "--quiet", "--output", str(page))
        results.put(f"workspace/{self.crates}/page", bytes=page.stat().st_size)

    def put_instructions(self, results):
        progress(f"  {self.crates} crates, instructions")
        names = [name for name in self.commands() if not name.startswith("cargo")]
        # Only this one removes the caches, so it is alone.
        cold = [name for name in names if name.endswith("cold")]
        for name in cold:
            self.forget()
            results.put(f"workspace/{self.crates}/{name}/instructions", instructions=self.instructions(name))
        rest = [name for name in names if name not in cold]
        for name, count in zip(rest, at_once([lambda name=name: self.instructions(name) for name in rest])):
            results.put(f"workspace/{self.crates}/{name}/instructions", instructions=count)

    def instructions(self, name):
        environment = {**self.environment, "RAYON_NUM_THREADS": "1"}
        return instructions(self.commands()[name], cwd=self.folder, env=environment, prints=False)[0]
