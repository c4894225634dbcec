use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = "99")]
    Database,
}

fn main() {}
