"""E4: what .ci/page sees in headless Chromium of the page with 10,000 codes."""

import re
import shutil
import subprocess
import sys

from measure import progress
from places import ROOT

SEEN = re.compile(r"10,000 codes: (\d+) bytes; a key stroke takes ([\d.]+) ms, at most ([\d.]+) ms")


def measure(options, results):
    if not shutil.which("npm") or not shutil.which("node"):
        progress("  the page is not looked at: node and npm are missing")
        return
    progress("  the page in Chromium (.ci/page)")
    run = subprocess.run([ROOT / ".ci/page"], capture_output=True, text=True, cwd=ROOT)
    seen = SEEN.search(run.stdout)
    if not seen:
        sys.exit(f".ci/page: exit code {run.returncode}\n{run.stdout[-1000:]}{run.stderr[-2000:]}")
    results.put("page", codes=10_000, bytes=int(seen[1]), key_stroke_ms=float(seen[2]), worst_ms=float(seen[3]))
