use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "user not found")]
    UserNotFound,
}

fn main() {}
