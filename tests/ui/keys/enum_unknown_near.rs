use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(servce = 10)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
