mod store {
    #[derive(Debug, errcode::ErrorCode)]
    pub enum StoreError {
        #[code("USR-LG-001")]
        Database,
    }
}

mod user {
    #[derive(Debug, errcode::ErrorCode)]
    pub enum UserError {
        #[code("USR-LG-001")]
        NotFound,
    }
}

fn main() {}
