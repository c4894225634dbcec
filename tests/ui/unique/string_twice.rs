use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code("USR-LG-001")]
    Database,
    #[code("USR-LG-001")]
    NotFound,
}

fn main() {}
