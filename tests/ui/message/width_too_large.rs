use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {0:>70000} was not found")]
    UserNotFound(u32),
}

fn main() {}
