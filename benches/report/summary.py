"""The budgets and the growth on the terminal."""

from budgets import verdicts
from growth import LIMIT, curves


def text(results):
    lines = []
    for verdict in verdicts(results):
        budget, measured = verdict.budget, verdict.measured
        value = f"{measured.value:10.3f}" if measured else f"{'–':>10}"
        goal = f" better {budget.goal:g}" if budget.goal is not None else ""
        lines.append(f"{budget.name}  {value} {budget.unit:2} ≤ {budget.limit:<5g}{goal:12} {verdict.word:15}"
                     f" {budget.what.replace('`', '')}{': ' + measured.detail if measured and measured.detail else ''}")
    group = None
    for curve in curves(results):
        if curve.group != group:
            group = curve.group
            lines.append(f"\ngrowth of {group}")
        sign = f"ABOVE {LIMIT}" if curve.is_above else ""
        lines.append(f"  {curve.name:24} n^{curve.exponent:.3f}  R² {curve.r_squared:.4f}  {sign}")
    missed = [verdict for verdict in verdicts(results) if verdict.is_missed]
    above = [curve for curve in curves(results) if curve.is_above]
    lines.append(f"\n{len(missed)} budgets missed, {len(above)} curves of ours above linear")
    return "\n".join(lines)
