//! `inspect`: files that are built already, from friends and from strangers.

use std::fs;
use std::path::Path;

use crate::fixture::{Workspace, code, plain, run, target_dir};

#[test]
fn libraries_and_stripped_programs() {
    let workspace = Workspace::new("built");
    workspace.library("built-lib", &[plain("Lib", vec![code(1, 404, "ONE", "One")])]);
    workspace.program("built-bin", &["built-lib"], &[plain("Bin", vec![code(2, 500, "TWO", "2")])]);
    workspace.run(&["list"]).expect(0);
    workspace.run(&["list", "--release"]).expect(0);
    let release = target_dir().join("release");
    let codes = |file: &Path, count: usize| {
        let file = file.to_str().unwrap();
        let run = run(&std::env::temp_dir(), &["inspect", file, "--format=csv"]).expect(0);
        assert_eq!(run.stdout.lines().count(), count + 1, "{file}\n{}", run.stdout);
        assert_eq!(run.stderr, "");
    };
    let program = release.join(format!("built-bin{}", std::env::consts::EXE_SUFFIX));
    codes(&program, 2);
    codes(&target_dir().join("debug/libbuilt_lib.rlib"), 1);
    // As `lipo` makes it: a header, and an archive for each processor.
    let library = fs::read(target_dir().join("debug/libbuilt_lib.rlib")).unwrap();
    let length = u32::try_from(library.len()).unwrap();
    let header = [0xCAFE_BABE, 1, 0x0100_000C, 0, 32, length, 4, 0];
    let header: Vec<u8> = header.into_iter().flat_map(u32::to_be_bytes).collect();
    fs::write(workspace.root.join("universal.a"), [header, library].concat()).unwrap();
    codes(&workspace.root.join("universal.a"), 1);
    // With fat LTO the library is bitcode alone; that it has codes must not be passed over.
    let library = release.join("libbuilt_lib.rlib");
    let bitcode = workspace.run(&["inspect", library.to_str().unwrap()]).expect(101);
    assert!(bitcode.stderr.contains("left it as bitcode"), "{}", bitcode.stderr);
    let both = [program.to_str().unwrap(), "--crate=built-bin"];
    let run = workspace.run(&["inspect", both[0], both[1]]).expect(0);
    assert!(run.stdout.ends_with("1 code in 1 crate\n"), "{}", run.stdout);
}

#[test]
fn a_program_without_codes() {
    let this = std::env::current_exe().unwrap();
    let run = run(Path::new("."), &["inspect", this.to_str().unwrap()]).expect(4);
    assert!(run.stderr.starts_with("error: no codes found in this file\nhelp: "), "{}", run.stderr);
}

#[test]
fn foreign_files() {
    let workspace = Workspace::new("foreign");
    for (name, content, problem) in [
        ("text", &b"not a program"[..], "it is no program, library or object file"),
        ("empty", b"", "it is no program, library or object file"),
        ("elf", b"\x7FELF\x02\x01\x01\0 and then nothing", "it is damaged"),
        ("archive", b"!<arch>\n and no member header at all, but long enough", "it is damaged"),
        ("thin", b"!<thin>\n", "thin archive"),
    ] {
        fs::write(workspace.root.join(name), content).unwrap();
        let run = workspace.run(&["inspect", name]).expect(101);
        let message = format!("error: cannot read codes from `{name}`: ");
        assert!(run.stderr.starts_with(&message), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(problem), "{name}: {}", run.stderr);
    }
    // As `ar` writes it.
    fs::write(workspace.root.join("none.a"), b"!<arch>\n").unwrap();
    let run = workspace.run(&["inspect", "none.a"]).expect(4);
    assert!(run.stderr.starts_with("error: no codes found in this file"), "{}", run.stderr);
    let run = workspace.run(&["inspect", "."]).expect(101);
    assert!(run.stderr.contains("it is not a regular file"), "{}", run.stderr);
    workspace.run(&["inspect", "absent"]).expect(101);
}

/// Cut and damaged libraries: an error or a listing, but no panic and no endless work.
#[test]
fn damaged_files() {
    let workspace = Workspace::new("damaged");
    workspace.library("damaged-lib", &[plain("Lib", vec![code(1, 404, "ONE", "One")])]);
    workspace.run(&["list"]).expect(0);
    let whole = fs::read(target_dir().join("debug/libdamaged_lib.rlib")).unwrap();
    let damaged = workspace.root.join("damaged.rlib");
    let step = whole.len() / 24 + 1;
    for at in (0..whole.len()).step_by(step) {
        let mut flipped = whole.clone();
        for byte in &mut flipped[at..whole.len().min(at + 40)] {
            *byte ^= 0xFF;
        }
        for content in [&whole[..at], &flipped] {
            fs::write(&damaged, content).unwrap();
            let run = workspace.run(&["inspect", "damaged.rlib"]);
            assert!([0, 4, 101].contains(&run.exit), "at {at}: {} {}", run.exit, run.stderr);
        }
    }
}

/// Many section headers over the same bytes would multiply the work, so that is an error.
#[test]
fn sections_that_overlap() {
    let workspace = Workspace::new("overlap");
    let names = b"\0errcode_records\0.shstrtab\0";
    let content = [0_u8; 900];
    let (content_at, names_at) = (64_u64, 64 + content.len() as u64);
    let headers_at = names_at + names.len() as u64;
    let count = 5_u16;
    let mut file = b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
    file.extend([1, 0, 62, 0, 1, 0, 0, 0].into_iter().chain([0; 16]));
    file.extend(headers_at.to_le_bytes());
    file.extend([0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 64, 0]);
    file.extend(count.to_le_bytes().into_iter().chain((count - 1).to_le_bytes()));
    file.extend(content.iter().chain(names));
    let mut header = |name: u32, kind: u32, at: u64, length: u64| {
        file.extend(name.to_le_bytes().into_iter().chain(kind.to_le_bytes()));
        for number in [0, 0, at, length, 0, 1, 0] {
            file.extend(number.to_le_bytes());
        }
    };
    header(0, 0, 0, 0);
    // Each is over half of the file.
    for _ in 0..3 {
        header(1, 1, content_at, content.len() as u64);
    }
    header(17, 3, names_at, names.len() as u64);
    fs::write(workspace.root.join("overlap.o"), file).unwrap();
    let run = workspace.run(&["inspect", "overlap.o"]).expect(101);
    assert!(run.stderr.contains("its parts overlap"), "{}", run.stderr);
}

/// A universal Mach-O file whose architectures are all the whole file.
#[test]
fn architectures_that_overlap() {
    let workspace = Workspace::new("universal");
    let length: u32 = 4096;
    let mut file = [0xCAFE_BABE_u32, 2].map(u32::to_be_bytes).concat();
    for _ in 0..2 {
        // x86-64, and an offset, a size and an alignment of 1.
        file.extend([0x0100_0007, 3, 0, length, 0].map(u32::to_be_bytes).concat());
    }
    file.resize(length as usize, 0);
    fs::write(workspace.root.join("universal"), file).unwrap();
    let run = workspace.run(&["inspect", "universal"]).expect(101);
    assert!(run.stderr.contains("its parts overlap"), "{}", run.stderr);
}

/// The facts of an enum stand at each of its codes, and its name may be wherever a header says.
#[test]
fn facts_that_would_multiply() {
    use errcode_core::section::{Key, Record, decode, encode};

    let long = || "long".repeat(4_000);
    let codes = |count: i64| (0..count).map(|number| code(number, 404, "ONE", "One")).collect();
    let facts = vec![(Key::Package, "shop".to_owned()), (Key::Service, long())];
    let record = Record { facts: facts.clone(), codes: codes(3) };
    assert_eq!(decode(&encode(&record)).unwrap(), [record]);
    let error = decode(&encode(&Record { facts, codes: codes(10_000) })).unwrap_err();
    assert!(error.to_string().contains("too long for so many codes"), "{error}");
    // As many codes, each with facts of its own, are fine.
    let facts = vec![(Key::Package, "shop".to_owned()), (Key::File, "s".repeat(300))];
    assert!(decode(&encode(&Record { facts, codes: codes(10_000) })).is_ok());
}
