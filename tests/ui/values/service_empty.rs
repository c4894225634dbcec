use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(service = "")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
