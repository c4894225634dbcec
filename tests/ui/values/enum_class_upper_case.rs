use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(class = "Resource")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
