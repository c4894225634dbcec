use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(error = 0)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
