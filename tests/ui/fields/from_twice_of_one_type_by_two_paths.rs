use errcode::ErrorCode;

use std::fmt;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Read(#[from] fmt::Error),
    #[code(100102)]
    Write(#[from] std::fmt::Error),
}

fn main() {}
