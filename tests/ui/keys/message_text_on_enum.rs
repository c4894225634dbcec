use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(message = "Database error")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
