use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(-"A-1")]
    Database,
}

fn main() {}
