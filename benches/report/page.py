"""docs/performance.md."""

from budgets import verdicts
from compile_time.sources import KINDS
from growth import LIMIT, curves
from places import NOTES
from report import plots, tables

HEAD = """# Performance

What errcode costs those who compile it, run it and call `cargo errcode`, beside what else one would use. \
`python3 benches` measures it and writes this page from [benches/results.json](../benches/results.json); \
no figure is typed by hand, and CI fails where the page and the results differ.

Instructions are counted by valgrind, which repeats where times are noise; K, M are thousands and millions. \
Every ratio is ours divided by the other's. [How it is measured](#method), and [where](#where-it-was-measured).
"""


def render(results):
    pictures = dict(plots.render(results))
    parts = [HEAD, budgets(results), missed(results), compile_time(results, pictures), *programs(results),
             commands(results, pictures), growth(results), note("method", "## Method"), where(results)]
    return "\n".join(part.strip() + "\n" for part in parts if part)



def without_reason(results):
    """Missed budgets and curves that no note explains."""
    names = {verdict.budget.name for verdict in verdicts(results) if verdict.is_missed}
    if any(curve.is_above for curve in curves(results)):
        names.add("growth")
    return sorted(name for name in names if not (NOTES / f"{name}.md").exists())


def note(name, title):
    path = NOTES / f"{name}.md"
    return f"{title}\n\n{path.read_text()}" if path.exists() else ""


def budgets(results):
    found = list(verdicts(results))
    rows = []
    for verdict in found:
        budget, measured = verdict.budget, verdict.measured
        unit = f" {budget.unit}" if budget.unit else ""
        word = f"**{verdict.word.lower()}**" if verdict.is_missed else verdict.word
        mixed = " †" if len(verdict.runs) > 1 else ""
        rows.append([budget.name, budget.what, f"{figure(measured.value)}{unit}" if measured else "–",
                     f"{budget.limit:g}{unit}", f"{budget.goal:g}" if budget.goal is not None else "",
                     word + mixed, measured.detail.strip() if measured else ""])
    missed = sum(verdict.is_missed for verdict in found)
    there = sum(verdict.measured is not None for verdict in found)
    text = f"## Budgets\n\n{there - missed} of {there} are met.\n\n" + tables.table(
        ["", "what; beside", "measured", "limit", "better", "", "figures"], rows, "llrrrll")
    if any(len(verdict.runs) > 1 for verdict in found):
        text += "\n† The rows are of several runs."
    return text


def figure(value):
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"


def missed(results):
    names = []
    for verdict in verdicts(results):
        if verdict.is_missed and verdict.budget.name not in names:
            names.append(verdict.budget.name)
    if any(curve.is_above for curve in curves(results)):
        names.append("growth")
    if not names:
        return ""
    notes = [note(name, f"### {name[0].upper()}{name[1:]}").strip() for name in names]
    return "## What is missed, and why\n\n" + "\n\n".join(text for text in notes if text)


def compile_time(results, pictures):
    parts = ["## Compiling", tables.compile_time(results)]
    for emit in ("check", "build"):
        if f"one-enum-{emit}" in pictures:
            parts.append(f"![What one enum costs cargo {emit}, by the number of variants; the tables have the numbers]"
                         f"(performance/one-enum-{emit}.svg)")
    parts += [tables.one_enum(results), tables.clean_build(results)]
    return "\n\n".join(part for part in parts if part)


def programs(results):
    sections = [("Getters and `Display`", tables.methods), ("The registry", tables.registry),
                ("Start-up and size", tables.start_and_size)]
    found = [(title, of(results)) for title, of in sections]
    if any(text for _, text in found):
        yield "## Running"
        yield from (f"### {title}\n\n{text}" for title, text in found if text)


def commands(results, pictures):
    text = tables.commands(results)
    if not text:
        return ""
    if "commands" in pictures:
        text = ("![What commands take by the number of codes, beside reading, rg, syn and cargo; the table has the "
                f"numbers](performance/commands.svg)\n\n{text}")
    return f"## Commands\n\n{text}"


def growth(results):
    found = {}
    for curve in curves(results):
        found.setdefault(curve.group, {})[curve.name] = curve
    if not found:
        return ""
    of_rustc = [f"{shape}, {emit}" for shape in ("one enum", "enums of 10") for emit in ("check", "build")]
    parts = [f"""## Growth

A cost that grows as *n* to the power of an exponent is fitted to each curve, over its larger sizes and without what is \
there anyway (a bare enum, a workspace of one crate). Up to {LIMIT} is linear. After the exponent stands R², where there \
are three sizes. Every `match` over an enum costs rustc the square of its variants, and peers have several of them."""]
    if any(group in found for group in of_rustc):
        kinds = [kind for kind in KINDS if any(kind in found.get(group, {}) for group in of_rustc)]
        parts.append("Of rustc, over 1,000, 2,000 and 5,000 variants, and over 10, 100 and 500 enums:\n\n" + tables.table(
            ["", *of_rustc], [[kind, *(exponent(found.get(group, {}).get(kind)) for group in of_rustc)] for kind in kinds],
            "lrrrr"))
    if "workspaces" in found:
        lines = [[f"`{name}`" if curve.is_ours else name, exponent(curve), tables.ten_times(results, curve)]
                 for name, curve in found["workspaces"].items()]
        parts.append("Of the instructions of a command, over workspaces of 10, 100 and 1,000 crates of 100 codes; and how "
                     "many times as long it takes with 100,000 codes as with 10,000:\n\n"
                     + tables.table(["", "exponent", "time"], lines, "lrr"))
    if "first use" in found:
        lines = [[name, exponent(curve)] for name, curve in found["first use"].items()]
        parts.append("Of the first use of the registry, over programs of 1,000, 10,000 and 100,000 codes:\n\n"
                     + tables.table(["", "exponent"], lines, "lr"))
    return "\n\n".join(parts)


def exponent(curve):
    if curve is None:
        return tables.NONE
    text = f"{curve.exponent:.3f}" + (f", {curve.r_squared:.4f}" if len(curve.points) > 2 else "")
    return f"**{text}: above linear**" if curve.is_above else text


def where(results):
    if not results.runs:
        return ""
    # The oldest first; a file has them in the order of their letters.
    runs = sorted(results.runs.items(), key=lambda item: int(item[0][1:]))
    counts = {name: sum(row["run"] == name for row in results.rows.values()) for name, _ in runs}
    rows = [[name, run["date"], run["commit"], f"{run['cpu']}, {run['cores']} cores, {run['memory_gb']} GB", run["system"],
             run["rustc"], run["valgrind"], str(counts[name])]
            for name, run in runs if counts[name]]
    versions = {}
    for name, run in runs:
        if counts[name]:
            versions |= run["versions"]
    peers = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    return ("## Where it was measured\n\n"
            + tables.table(["run", "date", "commit", "machine", "system", "rustc", "valgrind", "rows"], rows, "lllllllr")
            + (f"\n\nPeers: {peers}." if peers else ""))
