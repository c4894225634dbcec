use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode = "iam"]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
