use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(message = "doc")]
enum StoreError {
    /// User {user} was not found.
    #[code(100101)]
    UserNotFound { id: u32 },
}

fn main() {}
