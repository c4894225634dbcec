use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(crate = 5)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
