//! Studies from disk or from inside the program, with every problem in words.

use sansou_report::diagnostic;
use sansou_report::text::Texts;
use sansou_scenario::builtin;
use sansou_scenario::case::Study;
use sansou_scenario::load::{self, Loader, MAX_BYTES, ReadError};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        // Asked before it is opened: opening a pipe waits for its other end.
        if !std::fs::metadata(path).map_err(said)?.is_file() {
            return Err(ReadError::NotAFile);
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(said)?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(said)?;
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::TooLarge { limit: MAX_BYTES });
        }
        Ok(bytes)
    }
}

fn said(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        _ => ReadError::Other(error.to_string()),
    }
}

/// The file of a study: as given if it exists, else the shipped one of that name.
pub fn resolve(name: &str) -> String {
    let shipped = builtin::study(name).filter(|_| !Path::new(name).is_file());
    shipped.unwrap_or_else(|| name.replace('\\', "/"))
}

/// Reads a study.
///
/// # Errors
/// Every problem that stands in the way, in words, ending with a line feed.
pub fn study(path: &str, texts: &Texts) -> Result<Study, String> {
    let checked = load::study(&Disk, path);
    checked.study.ok_or_else(|| {
        let mut message: String =
            checked.diagnostics.iter().map(|d| diagnostic::render(d, texts)).collect();
        message.push_str(&diagnostic::summary(&checked.diagnostics, texts));
        message.push('\n');
        message
    })
}
