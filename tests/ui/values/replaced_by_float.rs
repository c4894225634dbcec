use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, replaced_by = 1.5)]
    Database,
}

fn main() {}
