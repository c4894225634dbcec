use errcode::ErrorCode;

struct User;

#[derive(ErrorCode)]
enum StoreError {
    #[code(100101, message = "User {user:?} was not found")]
    UserNotFound { user: User },
}

impl std::fmt::Debug for StoreError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

fn main() {}
