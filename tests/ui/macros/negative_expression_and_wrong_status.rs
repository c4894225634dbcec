use errcode::ErrorCode;

macro_rules! errors {
    ($name:ident, $code:expr) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            #[code($code, http = 99)]
            Database,
        }
    };
}

errors!(StoreError, -100101);

fn main() {}
