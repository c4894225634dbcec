"""Log-log plots as SVG: axes in decades, a line with marks for each series, its name at its end.

Colours suit light and dark pages and those who see few of them; marks and dashes tell the lines apart too.
"""

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 74, 176, 56, 58
LINE = 15
# Of Okabe and Ito's palette, darker for light pages and lighter for dark ones.
COLOURS = [("#0060a8", "#58b4f0"), ("#b34700", "#f0904a"), ("#00734f", "#3cc79c"), ("#99377a", "#e29cc8"),
           ("#7a5b00", "#e6c042"), ("#4d4d4d", "#b8b8b8"), ("#3d3d9e", "#a3a3f5"), ("#a31f34", "#ff8a8f")]
DASHES = ["", "7 3", "2 3", "9 3 2 3"]
MARKS = [
    '<circle r="4"/>', '<rect x="-3.6" y="-3.6" width="7.2" height="7.2"/>', '<path d="M0-4.6 4.4 3.4H-4.4Z"/>',
    '<path d="M0-5 5 0 0 5-5 0Z"/>', '<path d="M0 4.6 4.4-3.4H-4.4Z"/>',
]


@dataclass
class Series:
    name: str
    points: list
    # Ours is drawn thick.
    is_ours: bool = False


def plot(title, description, x_name, y_name, series, x_text, y_text):
    """`x_text` and `y_text` write the numbers beside the axes."""
    series = [one for one in series if len(one.points) > 1]
    if not series:
        return None
    xs, ys = ([point[axis] for one in series for point in one.points] for axis in (0, 1))
    x_axis, y_axis = Axis(xs, LEFT, WIDTH - RIGHT), Axis(ys, HEIGHT - BOTTOM, TOP)
    parts = [head(title, description), *grid(x_axis, y_axis, x_text, y_text)]
    parts.append(f'<text class="name" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 14}" '
                 f'text-anchor="middle">{escape(x_name)}</text>')
    parts.append(f'<text class="name" x="{LEFT - 58}" y="{TOP - 14}">{escape(y_name)}</text>')
    ends = names_apart([y_axis.place(one.points[-1][1]) for one in series])
    for at, (one, end) in enumerate(zip(series, ends)):
        places = [(x_axis.place(x), y_axis.place(y)) for x, y in one.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dash = DASHES[at // len(COLOURS) % len(DASHES)] if at else ""
        marks = "".join(f'<g transform="translate({x:.1f} {y:.1f})">{MARKS[at % len(MARKS)]}</g>' for x, y in places)
        x, y = places[-1]
        parts.append(
            f'<g class="s{at % len(COLOURS)}{" ours" if one.is_ours else ""}"><title>{escape(one.name)}</title>'
            f'<polyline points="{path}"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}/>{marks}'
            f'<path class="lead" d="M{x + 7:.1f} {y:.1f}L{WIDTH - RIGHT + 22} {end:.1f}"/>'
            f'<text x="{WIDTH - RIGHT + 26}" y="{end + 4:.1f}">{escape(one.name)}</text></g>')
    return "\n".join([*parts, "</svg>", ""])


class Axis:
    """From the decade (or its half) below the least value to the one above the greatest."""

    def __init__(self, values, start, end):
        low, high = math.log10(min(values)), math.log10(max(values))
        self.low, self.high = math.floor(low + 1e-9), math.ceil(high - 1e-9)
        # Half a decade is enough where a whole one would be empty.
        if low - self.low > math.log10(5):
            self.low += math.log10(5)
        if self.high - high > math.log10(2):
            self.high -= math.log10(2)
        self.start, self.end = start, end

    def place(self, value):
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self):
        """Powers of ten with the lines between them."""
        for power in range(math.floor(self.low), math.ceil(self.high) + 1):
            for digit in range(1, 10):
                value = digit * 10.0 ** power
                if self.low - 1e-9 <= math.log10(value) <= self.high + 1e-9:
                    yield value, digit == 1


def head(title, description):
    def rules(which):
        return "".join(f".s{at}{{--c:{pair[which]}}}" for at, pair in enumerate(COLOURS))
    return f'''<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title description">
<title id="title">{escape(title)}</title>
<desc id="description">{escape(description)}</desc>
<style>
svg{{--text:#1f2328;--quiet:#59636e;--line:#d1d9e0;--paper:#ffffff}}
{rules(0)}
@media(prefers-color-scheme:dark){{svg{{--text:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--paper:#0d1117}}{rules(1)}}}
text{{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--quiet)}}
.title{{font-size:15px;font-weight:600;fill:var(--text)}}.name{{fill:var(--text)}}
.grid{{stroke:var(--line);stroke-width:1;fill:none}}.minor{{opacity:.45}}
polyline{{fill:none;stroke:var(--c);stroke-width:1.6}}g g{{fill:var(--c)}}g>text{{fill:var(--c)}}
.lead{{stroke:var(--c);stroke-width:.7;opacity:.6}}.ours polyline{{stroke-width:3.2}}.ours>text{{font-weight:700}}
</style>
<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>
<text class="title" x="{LEFT - 58}" y="24">{escape(title)}</text>'''


def grid(x_axis, y_axis, x_text, y_text):
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
    for value, is_power in x_axis.ticks():
        x = x_axis.place(value)
        yield f'<path class="grid{"" if is_power else " minor"}" d="M{x:.1f} {top}V{bottom}"/>'
        if is_power or is_named(value, x_axis):
            yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{escape(x_text(value))}</text>'
    for value, is_power in y_axis.ticks():
        y = y_axis.place(value)
        yield f'<path class="grid{"" if is_power else " minor"}" d="M{left} {y:.1f}H{right}"/>'
        if is_power:
            yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(y_text(value))}</text>'


def is_named(value, axis):
    """An axis that ends at half a decade has its end named."""
    return abs(math.log10(value) - axis.high) < 1e-6


def names_apart(places):
    """Names near one another are moved so that none lies on another."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [places[at] for at in order]
    for _ in range(200):
        is_apart = True
        for at in range(1, len(moved)):
            gap = LINE - (moved[at] - moved[at - 1])
            if gap > 0.01:
                moved[at] += gap / 2
                moved[at - 1] -= gap / 2
                is_apart = False
        if is_apart:
            break
    low, high = TOP + 4, HEIGHT - BOTTOM + 10
    shift = max(0, low - moved[0]) or min(0, high - moved[-1])
    ends = [0.0] * len(places)
    for place, at in zip(moved, order):
        ends[at] = place + shift
    return ends
