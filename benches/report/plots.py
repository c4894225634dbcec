"""What is drawn."""

from compile_time.sources import KINDS
from report.svg import Series, plot
from rows import NotMeasured, Rows

SIZES = (10, 100, 1000, 2000, 5000)
CRATES = (10, 100, 1000)
DRAWN = ["list", "check", "check --source, cold", "check --source", "diff", "docs", "html"]


def render(results):
    """Name and text of each plot for which there are rows."""
    rows = Rows(results)
    for emit, command in [("check", "cargo check"), ("build", "cargo build")]:
        series = [Series(kind, known(lambda x: over_bare(rows, kind, x, emit) / 1e6, SIZES), kind == "errcode")
                  for kind in KINDS if kind not in ("bare", "errcode-governed")]
        yield from named(f"one-enum-{emit}", plot(
            f"What one enum costs {command}, over a bare enum",
            f"Millions of instructions of rustc, by the number of variants, for {names(series)}. "
            "Both axes are logarithmic. The table beside the plot has the numbers.",
            "variants", "million instructions of rustc", series, number, number))
    series = [Series(name, known(lambda crates: own(rows, crates, name), CRATES, 100), True) for name in DRAWN]
    series += [Series(name, known(lambda crates: rows.time(crates, name, "wall"), CRATES, 100))
               for name in ("read", "rg", "syn", "cargo metadata", "cargo build")]
    yield from named("commands", plot(
        "What commands take beside cargo's own time, and what others take",
        f"Seconds by the number of codes, for {names(series)}. Both axes are logarithmic. "
        "The table beside the plot has the numbers.",
        "codes", "seconds", series, number, seconds))


def over_bare(rows, kind, variants, emit):
    return rows.rustc(kind, f"1x{variants}", emit) - rows.rustc("bare", f"1x{variants}", emit)


def own(rows, crates, name):
    return rows.own(crates, name, "wall")


def known(of, sizes, scale=1):
    """Points of what was measured; time that cargo hides is none."""
    found = []
    for size in sizes:
        try:
            found.append((size * scale, of(size)))
        except NotMeasured:
            pass
    return [(x, y) for x, y in found if y > 0]


def names(series):
    return ", ".join(one.name for one in series)


def named(name, text):
    if text:
        yield name, text


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def seconds(value):
    return f"{value:g} s" if value >= 1 else f"{value * 1000:g} ms"
