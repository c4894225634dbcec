use errcode::ErrorCode;

#[derive(ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
