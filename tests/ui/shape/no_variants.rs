use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(servce = 10)]
enum StoreError {}

fn main() {}
