use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database,
}

impl StoreError {
    const DATABASE: u32 = 1;
}

fn main() {}
