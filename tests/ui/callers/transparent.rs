use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101, http = 99)]
    Database,
}

#[derive(Debug, ErrorCode)]
enum ServerError {
    #[code(transparent)]
    Store(#[from] StoreError),
}

fn serve() -> Result<(), ServerError> {
    Err(StoreError::Database)?
}

fn main() {
    let _ = serve().map_err(|error| error.code());
}
