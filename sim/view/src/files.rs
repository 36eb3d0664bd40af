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
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })?;
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::TooLarge { limit: MAX_BYTES });
        }
        Ok(bytes)
    }
}

/// The file of a study: as given if it exists, else the shipped one of that name.
pub fn resolve(name: &str) -> String {
    let shipped = format!("builtin:studies/{name}.ron");
    let is_shipped = builtin::list().iter().any(|entry| entry.path == shipped);
    if !Path::new(name).exists() && is_shipped { shipped } else { name.to_owned() }
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
