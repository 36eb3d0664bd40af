//! Files on disk: reading scenarios, and writing results so that nothing is ever half there.
//!
//! The only module of the program that touches the disk. Whatever is written goes to a temporary
//! name beside its place and is renamed.

use sansou_report::Sheet;
use sansou_scenario::load::{Loader, MAX_BYTES, ReadError};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Scenario files from disk.
pub struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        read(path, MAX_BYTES)
    }
}

/// A file of at most `limit` bytes.
///
/// # Errors
/// Why it cannot be read.
pub fn read(path: &str, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    open(path, limit)?.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(said)?;
    if bytes.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
}

/// A file to be read that has at most `limit` bytes, or had when it was opened.
///
/// # Errors
/// Why it cannot be read.
pub fn open(path: &str, limit: usize) -> Result<fs::File, ReadError> {
    // Asked before it is opened: opening a pipe waits for its other end.
    let known = fs::metadata(path).map_err(said)?;
    if !known.is_file() {
        return Err(ReadError::NotAFile);
    }
    if known.len() > limit as u64 {
        return Err(ReadError::TooLarge { limit });
    }
    fs::File::open(path).map_err(said)
}

fn said(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        _ => ReadError::Other(error.to_string()),
    }
}

/// Writes all sheets into `folder`: as a whole if the folder is new, else one file after the other,
/// each replaced at once.
///
/// # Errors
/// The path that could not be written, and why.
pub fn write_folder(folder: &Path, sheets: &[Sheet]) -> Result<(), (PathBuf, io::Error)> {
    if folder.exists() {
        return sheets.iter().try_for_each(|sheet| {
            let path = folder.join(&sheet.name);
            write_file(&path, &sheet.bytes).map_err(|error| (path, error))
        });
    }
    let temporary = beside(folder);
    let written = fs::create_dir_all(&temporary)
        .and_then(|()| sheets.iter().try_for_each(|s| fs::write(temporary.join(&s.name), &s.bytes)))
        .and_then(|()| fs::rename(&temporary, folder));
    written.map_err(|error| {
        // The error that matters is the first; what was begun is taken away as far as possible.
        let _ = fs::remove_dir_all(&temporary);
        (folder.to_path_buf(), error)
    })
}

/// Writes a file by way of a temporary name.
///
/// # Errors
/// As the file system says.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_by(path, |file| file.write_all(bytes))
}

/// Writes a file piece by piece, by way of a temporary name.
///
/// # Errors
/// As `write` or the file system says.
pub fn write_by(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let temporary = beside(path);
    let written = fs::File::create(&temporary)
        .and_then(|mut file| write(&mut file))
        .and_then(|()| fs::rename(&temporary, path));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&temporary);
    })
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.tmp-{}", std::process::id()))
}

/// Files ending in `.ron` directly in a folder, by name.
///
/// # Errors
/// As the file system says.
pub fn scenario_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| path.is_file() && path.extension().is_some_and(|e| e == "ron"))
        .collect();
    found.sort();
    Ok(found)
}
