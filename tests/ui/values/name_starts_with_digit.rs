use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, name = "1DATABASE")]
    Database,
}

fn main() {}
