use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(unique = "workspace")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
