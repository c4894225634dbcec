use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {user:y} was not found")]
    UserNotFound { user: u32 },
}

fn main() {}
