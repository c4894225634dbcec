use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code("Database error", http = 500)]
    Database,
}
fn main() {}
