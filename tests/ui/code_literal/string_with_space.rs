use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code("USR LG 001")]
    Database,
}

fn main() {}
