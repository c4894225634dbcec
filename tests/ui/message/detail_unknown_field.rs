use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, detail = "id {usr}")]
    UserNotFound { user: u32 },
}

fn main() {}
