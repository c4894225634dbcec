use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(detail = "pool exhausted")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
