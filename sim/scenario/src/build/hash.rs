//! The fingerprint of a study: the texts of its files, wherever they lie.

use crate::files::Files;
use crate::path;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over path (from the study's folder) and text of each file, by path; hexadecimal.
pub(super) fn of(files: &Files<'_>, first: usize) -> String {
    let base = files.list.get(first).map_or("", |f| f.source.path.as_str());
    let mut texts: Vec<(String, &str)> = files
        .list
        .iter()
        .map(|f| (path::relative(base, &f.source.path), f.source.text.as_str()))
        .collect();
    texts.sort();
    let mut hash = Sha256::new();
    for (path, text) in texts {
        for part in [path.as_str(), text] {
            // Lengths keep (a, bc) and (ab, c) apart.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
