use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, class = "hardware transient")]
    Database,
}

fn main() {}
