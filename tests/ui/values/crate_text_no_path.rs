use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(crate = "a b")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
