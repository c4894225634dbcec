use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    UserID,
    #[code(100102)]
    UserId,
}

fn main() {}
