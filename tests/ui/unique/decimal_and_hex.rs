use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database,
    #[code(0x1_8705)]
    NotFound,
}

fn main() {}
