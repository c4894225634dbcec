use errcode::ErrorCode;

macro_rules! errors {
    ($name:ident, $code:expr) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            #[code($code)]
            Database,
        }
    };
}

errors!(StoreError, 100_000 + 101);

fn main() {}
