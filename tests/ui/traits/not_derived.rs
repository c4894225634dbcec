use errcode::ErrorCode;

#[derive(Debug)]
enum StoreError {
    Database,
}

fn respond(error: &impl ErrorCode) {
    let _ = error.http();
}

fn store() {
    respond(&StoreError::Database);
}

fn main() {}
