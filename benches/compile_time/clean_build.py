"""What a derive costs a build from nothing, by the crates that it brings: budget B1."""

import os
import shutil

from compile_time.cost import DEPENDENCIES
from measure import at_once, instructions_of_all, progress, usage
from places import ROOT, WORK, lock_as_ours, write

DARLING = 'darling = "0.24"'
# The crates of which each package has no code of its own but these dependencies.
PACKAGES = {
    "errcode": [DEPENDENCIES["errcode"]],
    # What runs in the compiler, and what is linked.
    "errcode-derive": [f'errcode-derive = {{ path = "{ROOT / "errcode-derive"}" }}'],
    "errcode-core": [f'errcode-core = {{ path = "{ROOT / "errcode-core"}" }}'],
    "thiserror": [DEPENDENCIES["thiserror"]],
    "darling": [DARLING],
    "darling+errcode": [DARLING, DEPENDENCIES["errcode"]],
    "displaydoc": [DEPENDENCIES["displaydoc"]],
    "snafu": [DEPENDENCIES["snafu"]],
    "strum": [DEPENDENCIES["strum"]],
    "masterror": [DEPENDENCIES["masterror"]],
}
# Those that the budget compares are counted.
JUDGED = ["errcode", "errcode-derive", "errcode-core", "thiserror", "darling", "darling+errcode"]


def measure(options, results):
    chosen = [name for name in PACKAGES if name in options.kinds]
    for name in chosen:
        if options.quick and name not in JUDGED:
            continue
        progress(f"  clean build of {name}")
        results.put(f"stack/{name}/time", seconds=round(usage(**build(name)).user, 2))
    # Darling takes long, and a short run has to be short.
    counted = [name for name in (["errcode-core", "thiserror"] if options.quick else JUDGED) if name in chosen]

    def count(name):
        progress(f"  instructions of a clean build of {name}")
        return instructions_of_all(**build(name))

    for name, value in zip(counted, at_once([lambda name=name: count(name) for name in counted])):
        results.put(f"stack/{name}", instructions=value)


def build(name):
    """The command and environment of a clean build, -j1, so that no core is shared."""
    folder = WORK / "stack" / name
    dependencies = "\n".join(PACKAGES[name])
    write(folder / "src/lib.rs", "")
    write(folder / "Cargo.toml", '[package]\nname = "stack"\nversion = "0.0.0"\nedition = "2024"\n'
          f'rust-version = "1.95"\n[workspace]\nresolver = "3"\n[dependencies]\n{dependencies}\n')
    lock_as_ours(folder)
    environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
    # What has to be downloaded is, before anything is measured.
    usage(["cargo", "fetch", "--quiet"], cwd=folder, env=environment)
    shutil.rmtree(folder / "target", ignore_errors=True)
    return {"command": ["cargo", "build", "--quiet", "-j1"], "cwd": folder, "env": environment}
