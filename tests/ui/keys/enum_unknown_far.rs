use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(colour = "red")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
