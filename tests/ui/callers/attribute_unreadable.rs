use errcode::{Code, ErrorCode};

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database(#[from] std::fmt::Error),
    #[code(= 100102)]
    NotFound { user: u32 },
}

fn read() -> Result<(), std::fmt::Error> {
    Err(std::fmt::Error)
}

fn store() -> Result<(), StoreError> {
    read()?;
    Err(StoreError::NotFound { user: 7 })
}

fn respond(error: &dyn ErrorCode) -> (u16, String) {
    (error.http(), error.to_string())
}

fn describe(code: Code) -> &'static str {
    match code {
        StoreError::DATABASE => "database",
        StoreError::NOT_FOUND => "not found",
        _ => "other",
    }
}

fn main() {
    if let Err(error) = store() {
        let _ = (respond(&error), error.code(), error.name(), describe(error.code()));
        let _: Box<dyn std::error::Error + Send + Sync> = Box::new(error);
    }
    for entry in StoreError::ENTRIES {
        let _ = entry.code();
    }
}
