use errcode::{Code, ErrorCode};

#[derive(Debug, ErrorCode)]
#[errcode(display = false, error = false)]
enum StoreError {
    #[code(100101, htp = 404)]
    Database,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("store")
    }
}

impl std::error::Error for StoreError {}

fn main() {
    let _: Code = StoreError::Database.code();
}
