use errcode::ErrorCode;

macro_rules! errors {
    ($name:ident) => {
        #[derive(Debug, ErrorCode)]
        enum $name {
            #[code(100101)]
            Database,
        }
    };
}

errors!(StoreError);
errors!(CacheError);

fn main() {}
