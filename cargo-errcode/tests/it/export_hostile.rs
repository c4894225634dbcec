//! `export` of texts, names and numbers that are out to break it.

use std::fs;

use errcode_core::section::Key;
use errcode_core::{GrpcCode, RetryAdvice};

use crate::export::{FORMATS, compiled, export, export_all, has, with};
use crate::fixture::{Enum, Workspace, code, plain, text};

/// What ends strings and comments somewhere, commands of terminals, marks of direction, and markup.
const HOSTILE: &str = "\"a\" 'b' `c` \"\"\" ''' */ /* // # --> ]]> ${d} #{e} %s \\ \\n \\u0041 \\\"\r\n\
    */ export const x = 1; /*\n@deprecated not so\n\n- item\n\n# heading\n\n[link]: https://x\n\n\
    Deprecated: not so\n\n=1+1\n\ttab \0\u{1b}[31m\u{7}\u{9b}1m\u{fffe}\u{ffff}\u{feff}\u{2028}\u{202e}\u{2066}x\
    <script>alert(1)</script> {@link y} &amp; ``z'' \
    \u{645}\u{631}\u{62d}\u{628}\u{627}\u{200f}! \u{1F469}\u{200D}\u{1F4BB} 数据库 \"\\";

/// Codes and names that not every language takes.
fn hostile(name: &str) -> Workspace {
    let workspace = Workspace::new(&format!("export-{name}"));
    let every = |text: &'static str| {
        [
            (Key::Description, text),
            (Key::Detail, text),
            (Key::Help, text),
            (Key::Trigger, text),
            (Key::Log, text),
            (Key::Class, text),
            (Key::Since, text),
            (Key::Contact, text),
            (Key::Deprecated, text),
        ]
    };
    let message = &*HOSTILE.replace('{', "{{").replace('}', "}}");
    let mut codes = vec![
        with(code(-1, 500, "HOSTILE", message), &every(HOSTILE)),
        with(code(1, 400, "QUOTE", "\""), &every("\"")),
        with(code(2, 400, "BACKSLASH", "\\"), &every("\\")),
        with(code(3, 400, "COMMENT", "*/"), &every("*/")),
        with(code(4, 400, "EMPTY", ""), &every("")),
        with(code(5, 400, "FORMULA", "=1+1"), &every("@SUM(A1)")),
        with(code(6, 400, "LINES", "a\n\n\nb\r\nc"), &every("\n - a\n\t- b\n")),
        with(code(7, 400, "LONG", &"长".repeat(3_000)), &every("Deprecated: x")),
    ];
    codes[0].retry = RetryAdvice::Throttle;
    // Names that meet, or that mean something.
    let names = [
        "A_B",
        "AB",
        "A__B",
        "A_B",
        "a_b",
        "constructor",
        "__proto__",
        "None",
        "class",
        "func",
        "404",
        "数据",
        "",
        "UNSPECIFIED",
        "ERROR_CODE",
        "ERROR",
        "CODE",
        "STATUS400",
        "mro",
        "_x_",
        "MINUS_1",
        "A_B_11",
        "ERROR_BODY",
        "a*/\"\n\\",
    ];
    for (at, name) in names.into_iter().enumerate() {
        let mut code = with(code(10 + at as i64, 400, name, "Text"), &[(Key::Alias, "A_B")]);
        code.facts.push((Key::ReplacedBy, if at == 0 { HOSTILE } else { "11" }.to_owned()));
        code.facts.push((Key::Deprecated, String::new()));
        codes.push(code);
    }
    // Numbers that do not fit everywhere.
    for (at, number) in
        [i64::MIN, i64::MAX, i32::MAX.into(), i32::MIN.into(), (1 << 53) - 1, 1 << 53]
            .iter()
            .enumerate()
    {
        codes.push(code(*number, 503, &format!("LARGE_{at}"), "Large"));
    }
    // Codes that are text, in the same number space and in another one.
    codes.push(code(text("USR-LG-001"), 404, "USER", "User"));
    codes.push(code(text("__proto__"), 404, "USER", "User"));
    codes.push(code(text("=1+1"), 404, "FORMULA_TEXT", "User"));
    let other =
        |name, codes| Enum { name, facts: vec![(Key::Domain, "my-shop".to_owned())], codes };
    let mut done = code(0, 200, "DONE", "Done");
    done.grpc = GrpcCode::Ok;
    let spaced = vec![done, code(1, 404, "QUOTE", "Other")];
    let texts = vec![code(text("A-1"), 404, "TEXT", "Text")];
    let of_texts =
        Enum { name: "TextError", facts: vec![(Key::Domain, "texts".to_owned())], codes: texts };
    // Its type in Go has the name that the constant of `CODE` would have.
    let named_code = Enum {
        name: "CodeError",
        facts: vec![(Key::Domain, "code".to_owned())],
        codes: vec![code(1, 404, "OTHER", "Other")],
    };
    let enums = [plain("Error", codes), other("OtherError", spaced), of_texts, named_code];
    workspace.library(&format!("expo-{name}"), &enums);
    workspace.write(
        "errcode.toml",
        &format!(
            "retired = {{ 700 = '''{reason}''', 9999999999 = \"x\" }}\n\
             reserved = [{{ from = 5, to = 12, reason = '''{reason}''' }}, \
             {{ from = 100, to = 9223372036854775807, reason = \"all else\" }}]\n",
            reason = "数据 */ \" ` ${a} <b> \u{1F469}\u{200D}\u{1F4BB}"
        ),
    );
    workspace
}

#[test]
fn hostile_texts_and_names() {
    let workspace = hostile("hostile");
    let folder = export_all("hostile", |arguments| workspace.run(arguments));
    for (_, file) in FORMATS.iter().filter(|(format, _)| *format != "json") {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let hidden = |c: char| {
            c.is_control() && c != '\n' && c != '\t'
                || matches!(c, '\u{202e}' | '\u{2028}' | '\u{2066}' | '\u{fffe}')
        };
        assert!(!text.contains(hidden), "{file}");
        // Letters and joiners that a text needs stay.
        has(&text, "数据库");
        has(&text, "\u{1F469}\u{200D}\u{1F4BB}");
        has(&text, "\u{627}\u{200f}!");
    }
    let go = fs::read_to_string(folder.join("errors.go")).unwrap();
    has(&go, "\ntype CodeCode int64\n");
    has(&go, "\tCodeCode26 Code = 26\n");
    let proto = fs::read_to_string(folder.join("errcode.proto")).unwrap();
    let (numbers, reserved) = compiled(&proto);
    assert_eq!(numbers[..3], [0, i32::MIN, -1]);
    assert_eq!(reserved, [(700, 700), (8, 9), (100, 699), (701, i32::MAX - 1)]);
}

#[test]
fn what_does_not_fit_is_said() {
    let workspace = hostile("fits");
    let run = workspace.run(&["export", "proto", "-o", "-"]).expect(0);
    let note = "left out 8 codes, since numbers of an enum are 32-bit integers: \
                -9223372036854775808, 9007199254740991, 9007199254740992, 9223372036854775807, ";
    has(&run.stderr, note);
    has(&run.stdout, &format!("// L{}", &note[1..]));
    let run = workspace.run(&["export", "typescript", "-o", "-"]).expect(0);
    let note = "left out 3 codes, since integers beyond 2^53 are not exact in JavaScript: \
                -9223372036854775808, 9007199254740992, 9223372036854775807";
    has(&run.stderr, note);
    has(&run.stdout, &format!("// L{}.", &note[1..]));

    let only = ["export", "proto", "--domain", "texts", "-o", "-"];
    let run = workspace.run(&only).expect(101);
    has(&run.stderr, "no code can be in a .proto enum: numbers of an enum are 32-bit integers");
    has(&run.stderr, "help: send such codes as `reason` of google.rpc.ErrorInfo");
    // A number space is a whole.
    let run = workspace.run(&["export", "proto", "--domain", "my-shop", "-o", "-"]).expect(0);
    has(&run.stdout, "enum MyShopErrorCode {\n");
    has(&run.stdout, "  MY_SHOP_ERROR_CODE_DONE = 0;\n");
}

/// A name that two codes have means neither, whatever is added in front.
#[test]
fn no_name_changes_its_code() {
    let workspace = Workspace::new("export-names");
    let library = |codes| workspace.library("expo-names", &[plain("Error", codes)]);
    library(vec![code(5, 400, "NAME", "Five"), code(6, 400, "OTHER", "Six")]);
    has(&export(&workspace, "python"), "\n    NAME = 5\n");
    let formerly = with(code(6, 400, "OTHER", "Six"), &[(Key::Alias, "NAME")]);
    library(vec![code(4, 400, "NAME", "Four"), code(5, 400, "NAME", "Five"), formerly]);
    let python = export(&workspace, "python");
    has(&python, "\n    NAME_4 = 4\n");
    has(&python, "\n    NAME_5 = 5\n");
    assert!(!python.contains(" NAME = "), "{python}");
    let go = export(&workspace, "go");
    has(&go, "\tCodeName4 Code = 4\n");
}
