use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[cfg_attr(all(), code(100101, htp = 404))]
    Database,
}

fn main() {}
