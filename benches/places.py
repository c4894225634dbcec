"""Where things are, and how generated files get there."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).absolute()
# Everything that is generated and built; kept between runs.
WORK = TARGET / "benches"
BENCHES = ROOT / "benches"
RESULTS = BENCHES / "results.json"
BASELINE = BENCHES / "baseline.json"
NOTES = BENCHES / "notes"
PAGE = ROOT / "docs/performance.md"
PLOTS = ROOT / "docs/performance"


def write(path, text):
    """Only what changed, so that cargo does not build it again."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def lock_as_ours(folder):
    """Gives a generated workspace the versions of our Cargo.lock, as far as it has the same packages."""
    ours, seed = (ROOT / "Cargo.lock").read_text(), folder / "Cargo.lock.seed"
    if not (folder / "Cargo.lock").exists() or not seed.exists() or seed.read_text() != ours:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")
        seed.write_text(ours)


def cargo(folder, *arguments):
    """Cargo in a generated workspace, which builds into its own target folder."""
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "CARGO_TARGET_DIR": str(folder / "target")})


def tool(profile="release"):
    """cargo-errcode: as users have it, of the release profile; or of `dev`, which is there where tests ran."""
    subprocess.run(["cargo", "build", "--profile", profile, "--quiet", "--locked", "-p", "cargo-errcode"], cwd=ROOT,
                   check=True, env={**os.environ, "CARGO_TARGET_DIR": str(TARGET)})
    return TARGET / ("debug" if profile == "dev" else profile) / "cargo-errcode"
