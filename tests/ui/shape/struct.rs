use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
struct StoreError {
    query: String,
}

fn main() {}
