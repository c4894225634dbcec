use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(reference = "/errors")]
enum StoreError {
    #[code(100101)]
    Database,
}

fn main() {}
