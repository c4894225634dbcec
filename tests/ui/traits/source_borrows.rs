use errcode::ErrorCode;

#[derive(Debug)]
struct Cause<'a>(&'a str);

impl std::fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Cause<'_> {}

#[derive(Debug, ErrorCode)]
enum StoreError<'a> {
    #[code(100101)]
    Database(#[source] Cause<'a>),
}

fn main() {}
