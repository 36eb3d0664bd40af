//! View
fn main() {}
