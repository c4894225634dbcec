mod vendor {
    pub use errcode as codes;
}

use vendor::codes::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(crate = crate::vendor::codes, http = 99)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {
    let _ = StoreError::Database.http();
}
