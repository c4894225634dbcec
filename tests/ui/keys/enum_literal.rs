use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(100)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
