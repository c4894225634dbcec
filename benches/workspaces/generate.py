"""Workspaces of many crates, each with 100 codes in 10 enums and about as much other code."""

from places import BENCHES, ROOT, WORK, cargo, lock_as_ours, write

ENUMS, VARIANTS = 10, 10
NOUNS = ["Order", "Address", "Payment", "Voucher", "Stock", "User", "Invoice"]
ADVICE = ["was not found, check its number", "is not complete, fill in every line",
          "was refused by your bank, use another card", "is used up, choose another"]


def codes_file(crate):
    lines = ["//! What can go wrong.\n", "use errcode::ErrorCode;\n"]
    for enum in range(ENUMS):
        lines += ["#[derive(Debug, ErrorCode)]", "#[non_exhaustive]", f"pub enum Error{enum} {{"]
        for i in range(VARIANTS):
            number = 10_000_000 + crate * 1_000 + enum * VARIANTS + i + 1
            noun, advice = NOUNS[i % 7], ADVICE[(i + enum) % 4]
            status = [400, 404, 409, 500, 503][i % 5]
            lines += [f"    /// {noun} {i} of crate {crate} could not be handled.",
                      f"    #[code({number}, http = {status}, "
                      f'message = "{noun} {i} of shop {crate}-{enum} {advice}")]',
                      f"    {noun}{i}Crate{crate}Enum{enum},"]
        lines.append("}\n")
    return "\n".join(lines)


def other_file(crate, number):
    """A file without codes, about as long as the one with them."""
    lines = [f"//! Part {number} of crate {crate}.\n"]
    for i in range(12):
        lines += [f"/// Adds up the orders of day {i}.",
                  f"pub fn total_{number}_{i}(orders: &[(u32, u64)]) -> u64 {{",
                  "    let mut total = 0;",
                  "    for (count, price) in orders {",
                  f"        if u64::from(*count) * price > {i} {{",
                  "            total += u64::from(*count) * price;",
                  "        }", "    }", "    total", "}\n"]
    return "\n".join(lines)


def generate(crates, parent=WORK / "workspaces"):
    """Only what changed is written, so that cargo builds a workspace that is kept no second time."""
    folder = parent / f"crates-{crates}"
    services = ["layout = { digits = \"SSSSSNNN\" }\n", "[services]\n"]
    for crate in range(crates):
        services.append(f'part-{crate} = {{ code = {10_000 + crate}, crates = ["part-{crate}"] }}\n')
        base = folder / f"part-{crate}"
        write(base / "Cargo.toml", f'[package]\nname = "part-{crate}"\nversion = "0.1.0"\nedition = "2024"\n'
              f'[dependencies]\nerrcode = {{ path = "{ROOT}" }}\n')
        write(base / "src/lib.rs", "//! A part.\npub mod errors;\npub mod a;\npub mod b;\n")
        write(base / "src/errors.rs", codes_file(crate))
        write(base / "src/a.rs", other_file(crate, "a"))
        write(base / "src/b.rs", other_file(crate, "b"))
    names = [f"part-{crate}" for crate in range(crates)]
    write(folder / "server/Cargo.toml", '[package]\nname = "server"\nversion = "0.1.0"\nedition = "2024"\n'
          f'[dependencies]\nerrcode = {{ path = "{ROOT}" }}\n'
          + "".join(f'{name} = {{ path = "../{name}" }}\n' for name in names))
    uses = "".join(f"    total += {name.replace('-', '_')}::a::total_a_0(&[]);\n" for name in names)
    write(folder / "server/src/main.rs",
          f"fn main() {{\n    let mut total = 0;\n{uses}    println!(\"{{total}}\");\n}}\n")
    write(folder / "Cargo.toml", '[workspace]\nmembers = ["*"]\nexclude = ["target"]\nresolver = "3"\n'
          "[profile.dev]\ndebug = false\nincremental = false\n")
    write(folder / "errcode.toml", "".join(services))
    lock_as_ours(folder)
    return folder


def peer():
    """The program that reads files, or parses them too."""
    folder = WORK / "peer"
    for file in ("Cargo.toml", "src/main.rs"):
        write(folder / file, (BENCHES / "workspaces/peer" / file).read_text())
    lock_as_ours(folder)
    cargo(folder, "build", "--release")
    return folder / "target/release/peer"
