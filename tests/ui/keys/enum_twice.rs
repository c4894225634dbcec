use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(http = 404, http = 500)]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
