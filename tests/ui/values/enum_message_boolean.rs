use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(message = true)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
