"""How costs grow: an exponent fitted to each curve, beside the peers'.

A curve is what is measured without what is there anyway (a bare enum, the cost of one crate), over the
larger sizes, where what grows is most of it. The fit is least squares of the logarithms.
"""

import math
from dataclasses import dataclass

from compile_time.sources import KINDS
from rows import NotMeasured, Rows
from workspaces.cost import COMMANDS

# An exponent of 1 is linear; this much is the fit's.
LIMIT = 1.05
OURS = {"errcode", "errcode-governed"}


@dataclass
class Curve:
    group: str
    name: str
    points: list
    is_ours: bool

    @property
    def exponent(self):
        return fit(self.points)[0]

    @property
    def r_squared(self):
        return fit(self.points)[1]

    @property
    def is_above(self):
        return self.is_ours and self.exponent > LIMIT


def fit(points):
    """The exponent, and how much of the scatter it explains."""
    x, y = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    variance = sum((a - mean_x) ** 2 for a in x)
    exponent = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / variance
    left = sum((b - mean_y - exponent * (a - mean_x)) ** 2 for a, b in zip(x, y))
    total = sum((b - mean_y) ** 2 for b in y)
    return exponent, 1 - left / total if total else 1.0


def curves(results):
    rows = Rows(results)
    for emit in ("check", "build"):
        yield from rustc(rows, f"one enum, {emit}", emit, {count: f"1x{count}" for count in (1000, 2000, 5000)})
        yield from rustc(rows, f"enums of 10, {emit}", emit, {count: f"{count}x10" for count in (10, 100, 500)})
    for per_enum in (100, 10):
        found = points(lambda size: rows.first_use(f"{size}k-x{per_enum}"), (1, 10, 100))
        yield from curve("first use", f"enums of {per_enum}", found, True)
    for name in ["read", "syn", "rg", *COMMANDS]:
        def count(crates):
            return rows.get(f"workspace/{crates}/{name}/instructions", "instructions")
        # What 9, 99, 999 crates more cost than one.
        found = points(lambda more: count(more + 1) - count(1), (9, 99, 999))
        yield from curve("workspaces", name, found, name in COMMANDS)


def rustc(rows, group, emit, shapes):
    for kind in KINDS:
        if kind != "bare":
            found = points(lambda x: rows.rustc(kind, shapes[x], emit) - rows.rustc("bare", shapes[x], emit), shapes)
            yield from curve(group, kind, found, kind in OURS)


def points(of, sizes):
    found = []
    for size in sizes:
        try:
            found.append((size, of(size)))
        except NotMeasured:
            pass
    return [(x, y) for x, y in found if y > 0]


def curve(group, name, found, is_ours):
    if len(found) >= 2:
        yield Curve(group, name, found, is_ours)
