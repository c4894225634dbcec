use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
