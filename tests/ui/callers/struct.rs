use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
struct StoreError;

fn main() {
    let error = StoreError;
    let _ = (error.code(), error.to_string());
    for entry in StoreError::ENTRIES {
        let _ = entry.code();
    }
}
