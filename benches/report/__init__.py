"""Renders results.json: docs/performance.md with its plots, and the table on the terminal.

page.py is the page, plots.py says what is drawn, svg.py draws, summary.py is for the terminal. Nothing here
measures: what is committed comes out the same on every machine.
"""

import sys

from budgets import verdicts
from places import PAGE, PLOTS, ROOT
from report import page, plots


def files(results):
    """Each file and its text."""
    yield PAGE, page.render(results)
    for name, text in plots.render(results):
        yield PLOTS / f"{name}.svg", text


def write(results):
    for path, text in files(results):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}", file=sys.stderr)
    return 0


def check(results):
    """What CI asks: does each file say what the results say, is there a reason for each miss, and any figure at all."""
    stale = [path for path, text in files(results) if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what benches/results.json says: run `python3 benches report`",
              file=sys.stderr)
    silent = page.without_reason(results)
    for name in silent:
        print(f"{name} is missed, and benches/notes/{name}.md does not say why", file=sys.stderr)
    unmeasured(results)
    return 1 if stale or silent or not results.rows else 0


def unmeasured(results):
    """Says which budgets have no figure, and how many they are."""
    names = [verdict.budget.name for verdict in verdicts(results) if verdict.measured is None]
    for name in sorted(set(names)):
        print(f"{name} has a budget without a figure: `python3 benches --only {name}` measures it", file=sys.stderr)
    return len(names)
