use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, name = "DATA-BASE")]
    Database,
}

fn main() {}
