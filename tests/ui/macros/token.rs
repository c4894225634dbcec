use errcode::ErrorCode;

macro_rules! errors {
    ($name:ident, $code:tt) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            #[code($code)]
            Database,
        }
    };
}

errors!(StoreError, 1001.01);

fn main() {}
