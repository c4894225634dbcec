use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(display = false)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
