use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, replaced_by = -"A-1")]
    Database,
}

fn main() {}
