use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(codes::DATABASE)]
    Database,
}

fn main() {}
