// C1 and C2: getters and `Display`. A limit has the same loop and the same inputs.

use errcode::ErrorCode;

/// The limit behind a trait object.
trait Indexed {
    fn index(&self) -> u64;
    fn code(&self) -> errcode::Code;
}
struct Number(u8);
impl Indexed for Number {
    fn index(&self) -> u64 {
        TABLE[self.0 as usize]
    }

    fn code(&self) -> errcode::Code {
        CODES[self.0 as usize]
    }
}

/// What `write!` costs by itself.
struct Nothing;
impl std::fmt::Display for Nothing {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// The best that `Display` can do: a table and one `write_str`.
struct ByTable(u8);
impl std::fmt::Display for ByTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(MESSAGES[self.0 as usize])
    }
}

/// The same with a name to fill in.
struct ByTableField(u8, String);
impl std::fmt::Display for ByTableField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (before, after) = PIECES[self.0 as usize];
        f.write_str(before)?;
        f.write_str(&self.1)?;
        f.write_str(after)
    }
}

struct Inputs {
    numbers: Vec<u8>,
    dyn_numbers: Vec<Box<dyn Indexed>>,
    ours: Vec<Ours>,
    dyn_ours: Vec<Box<dyn ErrorCode>>,
    ours_one: Vec<Ours>,
    ours_field: Vec<OursField>,
    theirs: Vec<Theirs>,
    theirs_one: Vec<Theirs>,
    theirs_field: Vec<TheirsField>,
    by_table: Vec<ByTable>,
    by_table_field: Vec<ByTableField>,
    nothing: Vec<Nothing>,
}

impl Inputs {
    fn new() -> Inputs {
        let mut numbers: Vec<u8> = (0..4096).map(|i| (i % COUNT) as u8).collect();
        shuffle(&mut numbers);
        let at = || numbers.iter().map(|number| usize::from(*number));
        let ours = ours_field();
        let theirs = theirs_field();
        Inputs {
            dyn_numbers: numbers.iter().map(|number| Box::new(Number(*number)) as _).collect(),
            ours: at().map(|number| OURS[number].clone()).collect(),
            dyn_ours: at().map(|number| Box::new(OURS[number].clone()) as _).collect(),
            ours_one: at().map(|_| OURS[57].clone()).collect(),
            ours_field: at().map(|number| ours[number].clone()).collect(),
            theirs: at().map(|number| THEIRS[number].clone()).collect(),
            theirs_one: at().map(|_| THEIRS[57].clone()).collect(),
            theirs_field: at().map(|number| theirs[number].clone()).collect(),
            nothing: at().map(|_| Nothing).collect(),
            by_table_field: numbers.iter().map(|n| ByTableField(*n, format!("ann{n}"))).collect(),
            by_table: numbers.iter().map(|number| ByTable(*number)).collect(),
            numbers,
        }
    }

    fn operations(&self) -> usize {
        self.numbers.len()
    }
}

/// What a message without placeholders is.
fn message(error: &Ours) -> &'static str {
    error.message()
}

macro_rules! print {
    ($value:ident, $buffer:ident) => {{
        $buffer.clear();
        write!(black_box(&mut *$buffer), "{}", *$value)
    }};
}

cases! {
    nothing(inputs.numbers) |value, buffer| *value;
    index(inputs.numbers) |value, buffer| TABLE[*value as usize];
    index_code(inputs.numbers) |value, buffer| CODES[*value as usize];
    code(inputs.ours) |value, buffer| value.code();
    http_status(inputs.ours) |value, buffer| value.http_status();
    grpc(inputs.ours) |value, buffer| value.grpc();
    retry(inputs.ours) |value, buffer| value.retry();
    name(inputs.ours) |value, buffer| value.entry().name();
    line(inputs.ours) |value, buffer| value.entry().line();
    help(inputs.ours) |value, buffer| value.entry().help();
    dyn_nothing(inputs.dyn_numbers) |value, buffer| value;
    dyn_index(inputs.dyn_numbers) |value, buffer| value.index();
    dyn_index_code(inputs.dyn_numbers) |value, buffer| value.code();
    dyn_code(inputs.dyn_ours) |value, buffer| value.code();
    dyn_http_status(inputs.dyn_ours) |value, buffer| value.http_status();
    dyn_grpc(inputs.dyn_ours) |value, buffer| value.grpc();
    dyn_retry(inputs.dyn_ours) |value, buffer| value.retry();
    message_text(inputs.ours) |value, buffer| message(value);
    copy(inputs.numbers) |value, buffer| {
        buffer.clear();
        black_box(&mut *buffer).push_str(MESSAGES[*value as usize])
    };
    display_nothing(inputs.nothing) |value, buffer| print!(value, buffer);
    display_by_table(inputs.by_table) |value, buffer| print!(value, buffer);
    display_by_table_field(inputs.by_table_field) |value, buffer| print!(value, buffer);
    display(inputs.ours) |value, buffer| print!(value, buffer);
    display_peer(inputs.theirs) |value, buffer| print!(value, buffer);
    display_one(inputs.ours_one) |value, buffer| print!(value, buffer);
    display_one_peer(inputs.theirs_one) |value, buffer| print!(value, buffer);
    display_field(inputs.ours_field) |value, buffer| print!(value, buffer);
    display_field_peer(inputs.theirs_field) |value, buffer| print!(value, buffer);
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    run_cases(&arguments);
}
