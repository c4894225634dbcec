use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(service = -1)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
