use std::fmt;

use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError<T>
where
    T: fmt::Debug + fmt::Display,
{
    #[code(100101, http = 99, message = "User {0} was not found")]
    NotFound(T),
}

fn respond(error: &dyn ErrorCode) -> u16 {
    error.http()
}

fn main() {
    respond(&StoreError::NotFound("anna"));
    let _ = StoreError::<u32>::NOT_FOUND;
}
