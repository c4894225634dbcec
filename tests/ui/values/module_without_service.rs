use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(module = 1)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
