"""Programs over the generated crates, of cargo's release profile, and how they are built."""

from measure import progress
from places import BENCHES, ROOT, WORK, cargo, lock_as_ours, write
from run_time.sources import FIRST_CODE, codes_crate, declare, message, variant

DEPENDENCIES = {
    "errcode": f'errcode = {{ path = "{ROOT}" }}',
    "thiserror": 'thiserror = "2"',
    "by-hand": 'thiserror = "2"',
}

# C5: what `main` of empty.rs calls.
PRINT = """
fn print(error: &dyn std::fmt::Display) {
    println!("{error}");
}
"""


def template(name):
    return (BENCHES / "run_time/programs" / f"{name}.rs").read_text()


class Programs:
    """A cargo workspace of crates and programs."""

    def __init__(self, folder=WORK / "run"):
        self.folder = folder
        self.members, self.programs = set(), []

    def path(self, package):
        return self.folder / "target/release" / package

    def crate(self, name, source, dependencies, file="lib.rs"):
        self.members.add(name)
        lines = "\n".join(dependencies)
        manifest = f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n{lines}\n'
        write(self.folder / name / "Cargo.toml", manifest)
        write(self.folder / name / "src" / file, source)

    def program(self, name, source, dependencies):
        self.crate(name, source, dependencies, "main.rs")
        self.programs.append(name)

    def build(self):
        members = ", ".join(f'"{name}"' for name in sorted(self.members))
        write(self.folder / "Cargo.toml", f'[workspace]\nresolver = "3"\nmembers = [{members}]\n')
        lock_as_ours(self.folder)
        progress(f"  building {len(self.programs)} programs")
        cargo(self.folder, "build", "--release", *(part for name in self.programs for part in ("-p", name)))

    def code_crates(self, kind, codes):
        """Writes the crates; gives them as dependencies and as paths."""
        crates = codes.crates(kind)
        for name, shape in crates.items():
            self.crate(name, codes_crate(kind, *shape), [DEPENDENCIES[kind]])
        paths = [name.replace("-", "_") for name in crates]
        return [f'{name} = {{ path = "../{name}" }}' for name in crates], paths

    def empty(self):
        self.program("empty", template("empty").replace("SHOW", "{}"), [])

    def methods(self):
        """C1 and C2: 100 variants of ours and of thiserror's."""
        numbers = range(100)

        def array(of):
            return ", ".join(of(i) for i in numbers)

        parts = [
            template("prelude"), template("methods"), f"const COUNT: usize = {len(numbers)};\n",
            f"static TABLE: [u64; COUNT] = [{array(lambda i: str(FIRST_CODE + i))}];\n",
            f"static CODES: [errcode::Code; COUNT] = [{array(lambda i: f'errcode::Code::Int({FIRST_CODE + i})')}];\n",
            "static MESSAGES: [&str; COUNT] = [" + array(lambda i: f'"{message(0, i)}"') + "];\n",
            "static PIECES: [(&str, &str); COUNT] = ["
            + array(lambda i: '("{}", "{}")'.format(*message(1, i, "| in ").split("|"))) + "];\n",
        ]
        for kind, name in [("errcode", "Ours"), ("thiserror", "Theirs")]:
            fields = array(lambda i: f'{name}Field::{variant(1, i)} {{ name: "ann{i}".into() }}')
            parts += [
                declare(kind, name, 0, FIRST_CODE, len(numbers)),
                f"static {name.upper()}: [{name}; COUNT] = [{array(lambda i: f'{name}::{variant(0, i)}')}];\n",
                declare(kind, f"{name}Field", 1, FIRST_CODE + len(numbers), len(numbers), field=True),
                f"fn {name.lower()}_field() -> Vec<{name}Field> {{ vec![{fields}] }}\n",
            ]
        self.program("methods", "".join(parts), [DEPENDENCIES["errcode"], DEPENDENCIES["thiserror"]])

    def registry(self, codes):
        """C3."""
        dependencies, paths = self.code_crates("errcode", codes)
        kept = " ".join(f"{path}::keep();" for path in paths)
        shape = {"FIRST": FIRST_CODE, "ENUMS": codes.enums, "PER_ENUM": codes.per_enum, "STEP": codes.step}
        constants = "".join(f"const {name}: i64 = {value};\n" for name, value in shape.items())
        source = template("prelude") + template("registry") + constants + f"fn keep() {{ {kept} }}\n"
        self.program(f"registry-{codes.package}", source, [DEPENDENCIES["errcode"], *dependencies])

    def start(self, codes):
        """C4: `main` does nothing, but the enums are linked."""
        dependencies, paths = self.code_crates("errcode", codes)
        linked = " ".join(f"use {path} as _;" for path in paths)
        show = f'{{ {linked} println!("{{}}", errcode::registry().entries().len()) }}'
        self.program(f"start-{codes.package}", template("empty").replace("SHOW", show),
                     [DEPENDENCIES["errcode"], *dependencies])

    def size(self, kind, codes):
        """C5: prints every variant, and on our side looks one up."""
        dependencies, paths = self.code_crates(kind, codes)
        shown = " ".join(f"{path}::show(print);" for path in paths)
        look_up = f'println!("{{:?}}", errcode::registry().by_code({FIRST_CODE}));'
        look_up = look_up if kind == "errcode" else ""
        source = template("empty").replace("SHOW", f"{{ {look_up} {shown} }}") + PRINT
        if kind == "by-hand":
            source = source.replace("&dyn std::fmt::Display", f"&dyn {paths[0]}::Coded")
            source = source.replace('"{error}"', '"{error} {} {} {}", error.name(), error.code(), error.http()')
        self.program(f"size-{kind}-{codes.package}", source, [DEPENDENCIES[kind], *dependencies])
