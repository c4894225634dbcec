use errcode::ErrorCode;

#[derive(Debug)]
struct User;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {user} was not found")]
    UserNotFound { user: User },
}

fn main() {}
