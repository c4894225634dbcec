use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(crate = nowhere::errcode)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
