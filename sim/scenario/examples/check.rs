//! Prints what is wrong with scenario files: `cargo run -p sansou-scenario --example check -- FILE...`
use sansou_scenario::load::{Loader, ReadError, check};

struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }
}

fn main() {
    for path in std::env::args().skip(1) {
        for d in check(&Disk, &path) {
            println!(
                "{}:{}:{}: {:?} {} {:?} {:?}",
                d.file, d.line, d.column, d.severity, d.code, d.arguments, d.suggestion
            );
        }
    }
}
