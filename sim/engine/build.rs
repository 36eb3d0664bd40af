//! A hash of the sources that decide results, so that a program never takes an older program's result
//! for its own.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut digest = Sha256::new();
    for folder in ["src", "../scenario/src"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        gather(Path::new(folder), &mut files)?;
        files.sort();
        for file in files {
            // Line ends differ between checkouts of the same sources.
            digest.update(std::fs::read_to_string(file)?.replace('\r', ""));
        }
    }
    let hash: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=SANSOU_SOURCES={hash}");
    Ok(())
}

fn gather(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}
