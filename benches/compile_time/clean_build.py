"""What a derive costs a build from nothing, by the crates that it brings: budget B1."""

import os
import shutil

from compile_time.cost import DEPENDENCIES
from measure import progress, usage
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
# The budget's; of the others one build is enough.
JUDGED = ["errcode", "errcode-derive", "errcode-core", "thiserror", "darling", "darling+errcode"]
TURNS = 5


def measure(options, results):
    turns = 1 if options.quick else TURNS
    seconds = {name: [] for name in (JUDGED if options.quick else PACKAGES)}
    for turn in range(turns):
        for name in seconds:
            if turn == 0 or name in JUDGED:
                progress(f"  clean build of {name}")
                seconds[name].append(round(build(name), 2))
    for name, values in seconds.items():
        results.put(f"stack/{name}", seconds=values)


def build(name):
    """User seconds of a clean build, -j1, so that no core is shared."""
    folder = WORK / "stack" / name
    dependencies = "\n".join(PACKAGES[name])
    write(folder / "src/lib.rs", "")
    write(folder / "Cargo.toml", '[package]\nname = "stack"\nversion = "0.0.0"\nedition = "2024"\n'
          f'rust-version = "1.95"\n[workspace]\nresolver = "3"\n[dependencies]\n{dependencies}\n')
    lock_as_ours(folder)
    environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
    # What has to be downloaded is, before the time is taken.
    usage(["cargo", "fetch", "--quiet"], cwd=folder, env=environment)
    shutil.rmtree(folder / "target", ignore_errors=True)
    return usage(["cargo", "build", "--quiet", "-j1"], cwd=folder, env=environment).user
