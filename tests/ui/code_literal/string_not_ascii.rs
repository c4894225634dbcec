use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code("用户-001")]
    Database,
}

fn main() {}
