use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(transparant)]
    Database,
}

fn main() {}
