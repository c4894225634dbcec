use errcode::ErrorCode;

#[derive(ErrorCode)]
union StoreError {
    number: u32,
    text: [u8; 4],
}

fn main() {}
