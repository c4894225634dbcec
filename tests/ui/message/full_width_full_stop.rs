use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, message = "用户不存在。")]
    UserNotFound,
}

fn main() {}
