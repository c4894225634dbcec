use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(message = "doc")]
enum StoreError {
    /// the database is down.
    #[code(100101)]
    Database,
}

fn main() {}
