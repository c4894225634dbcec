use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {a} was not found in {b}")]
    UserNotFound { user: u32 },
}

fn main() {}
