use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(unique = false)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
