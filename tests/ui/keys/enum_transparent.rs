use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(transparent)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
