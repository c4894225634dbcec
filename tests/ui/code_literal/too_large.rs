use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(9_223_372_036_854_775_808)]
    Database,
}

fn main() {}
