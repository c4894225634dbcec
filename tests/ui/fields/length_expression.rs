use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum Error {
    #[code(100101, http = 500, message = "Database error")]
    Database([u8; if cfg!(unix) { 4 } else { 8 }]),
}

fn main() {}
