use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = concat!("Database", " error"))]
    Database,
}

fn main() {}
