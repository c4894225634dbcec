use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100_000 + 101)]
    Database,
}

fn main() {}
