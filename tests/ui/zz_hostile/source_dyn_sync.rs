use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[source] std::sync::Arc<dyn std::error::Error + Send>),
}
fn main() {}
