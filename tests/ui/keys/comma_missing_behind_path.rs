use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(crate = errcode display = false)]
enum GoneError {
    #[code(100101)]
    Gone,
}

fn main() {}
