use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    _1,
}

fn main() {}
