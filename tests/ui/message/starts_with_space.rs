use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = " User not found")]
    UserNotFound,
}

fn main() {}
