use errcode::ErrorCode;

macro_rules! errors {
    ($($name:ident = $code:literal, $status:expr, $message:expr;)+) => {
        #[derive(Debug, ErrorCode)]
        enum StoreError {
            $(
                #[code($code, http = $status, message = $message)]
                $name,
            )+
        }
    };
}

errors! {
    Database = 100101, 500, "Database error";
    NotFound = 100102, 99, "Not found";
}

fn main() {}
