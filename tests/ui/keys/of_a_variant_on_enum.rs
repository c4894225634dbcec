use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(name = "DATABASE")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
