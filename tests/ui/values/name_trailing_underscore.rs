use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, name = "DATABASE_")]
    Database,
}

fn main() {}
