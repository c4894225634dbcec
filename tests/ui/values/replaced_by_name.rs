use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, replaced_by = NOT_FOUND)]
    Database,
}

fn main() {}
