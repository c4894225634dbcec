use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, detail = "id {user")]
    UserNotFound { user: u32 },
}

fn main() {}
