use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    Database,
}

fn main() {}
