use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {user:x} was not found")]
    UserNotFound { user: String },
}

fn main() {}
