use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, replaced_by = 0x1_8705)]
    Database,
}

fn main() {}
