use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(0x1F_u8)]
    Database,
}

fn main() {}
