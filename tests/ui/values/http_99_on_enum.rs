use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(http = 99)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
