use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(display = false, error = false)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
