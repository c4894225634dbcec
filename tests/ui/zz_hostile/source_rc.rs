use errcode::ErrorCode;
#[derive(Debug, ErrorCode)]

enum E {
    #[code(100101)]
    A(#[source] std::rc::Rc<std::fmt::Error>),
}
fn main() {}
