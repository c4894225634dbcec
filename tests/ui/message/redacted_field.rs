use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {phone} was not found")]
    UserNotFound { #[redact] phone: String },
}

fn main() {}
