use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(service = 99999999999999999999)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
