use errcode::ErrorCode;

#[derive(Debug, ErrorCode)]
enum StoreError {
    #[code(100101)]
    Database { #[source] cause: std::fmt::Error, source: std::io::Error },
}

fn main() {}
