"""Measured rows as the budgets and the report ask for them."""

from run_time.sources import Codes

# The sizes of run_time/cost.py.
PACKAGES = [f"{size}k-x{per_enum}" for size in (1, 10, 100) for per_enum in (100, 10)]
SPARSE = ["10k-x10-every-4000", "10k-x10-every-5000"]


class NotMeasured(Exception):
    """A row is not there."""


class Rows:
    """Remembers of which runs the rows are that were asked for."""

    def __init__(self, results):
        self.rows, self.runs = results.rows, set()

    def has(self, key, field):
        return field in self.rows.get(key, {})

    def get(self, key, field):
        if not self.has(key, field):
            raise NotMeasured(key)
        self.runs.add(self.rows[key]["run"])
        return self.rows[key][field]

    # ---- rustc

    def rustc(self, kind, shape, emit):
        return self.get(f"compile/{kind}/{shape}/{emit}", "instructions")

    def per_variant(self, kind, shape, emit):
        """Thousands of instructions, of enums of 10."""
        enums = int(shape.removeprefix("field-").split("x")[0])
        return self.rustc(kind, shape, emit) / (enums * 10) / 1e3

    def slope(self, kind, emit):
        """Thousands of instructions for one variant more, of one enum."""
        return (self.rustc(kind, "1x1000", emit) - self.rustc(kind, "1x100", emit)) / 900e3

    def memory(self, kind):
        values = sorted(self.get(f"compile/{kind}/1x1000/memory", "megabytes"))
        return values[len(values) // 2]

    def clean_build(self, name):
        """Billions of instructions."""
        return self.get(f"stack/{name}", "instructions") / 1e9

    # ---- programs

    def first_use(self, package):
        key = f"run/first-use/{package}"
        return self.get(key, "collect") + self.get(key, "look_up")

    def beyond_empty(self, package, field):
        return self.get(f"run/start/{package}", field) - self.get("run/start/empty", field)

    def size(self, kind, package):
        return self.get(f"run/size/{kind}/{package}", "bytes") - self.get("run/size/empty", "bytes")

    # ---- commands

    def time(self, crates, name, field):
        return self.get(f"workspace/{crates}/{name}/time", field)

    def own(self, crates, name, field):
        """A command without what cargo takes."""
        return self.get(f"workspace/{crates}/{name}/own", field)


def same_enums(packages):
    """Pairs with as many enums and ten times the codes."""
    shapes = {name: shape(name) for name in packages}
    return [(few, many) for few in packages for many in packages
            if shapes[few].enums == shapes[many].enums and shapes[few].codes < shapes[many].codes]


def shape(package):
    size, per_enum = package.split("-")[:2]
    return Codes(int(size.removesuffix("k")) * 1000, int(per_enum[1:]))


def label(package):
    """`10k-x10-every-4000` as people read it."""
    size, per_enum, *step = package.split("-")
    text = f"{size.replace('k', ',000')} codes in enums of {per_enum[1:]}"
    return text + (f", one for each {int(step[1]):,} numbers" if step else "")
