use errcode::ErrorCode;

macro_rules! errors {
    ($cause:ty) => {
        #[derive(Debug, ErrorCode)]
        enum StoreError {
            #[code(100101)]
            Read(#[from] $cause),
            #[code(100102)]
            Write(#[from] std::fmt::Error),
        }
    };
}

errors!(std::fmt::Error);

fn main() {}
