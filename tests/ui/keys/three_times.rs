use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = 404, http = 500, http = 501)]
    Database,
}

fn main() {}
