use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
#[errcode(servce = 10)]
enum StoreError {
    Database,
    #[code(100102, htp = 404)]
    NotFound,
    #[code(100103, http = 99, retry = "often", message = "gone.")]
    Gone,
}

fn main() {}
