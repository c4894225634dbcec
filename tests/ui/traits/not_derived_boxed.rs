use errcode::ErrorCode;

#[derive(Debug)]
struct StoreError;

fn store() -> Box<dyn ErrorCode> {
    Box::new(StoreError)
}

fn main() {}
