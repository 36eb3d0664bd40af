//! The shipped scenarios, inside the program: paths that start with `builtin:`.

use crate::header::Kind;
use crate::load::{Loader, ReadError};
use include_dir::{Dir, DirEntry, include_dir};

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../scenarios");

/// A loader that has nothing but the shipped files.
#[derive(Debug, Clone, Copy)]
pub struct ShippedOnly;

impl Loader for ShippedOnly {
    fn read(&self, _: &str) -> Result<Vec<u8>, ReadError> {
        // Paths that start with `builtin:` never get here.
        Err(ReadError::NotFound)
    }
}

/// A shipped file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shipped {
    /// Kind of file; none if it cannot be told.
    pub kind: Option<Kind>,
    /// Path, e.g. `builtin:studies/four-models.ron`.
    pub path: String,
}

/// All shipped scenario files, by kind and path.
pub fn list() -> Vec<Shipped> {
    let mut shipped = Vec::new();
    gather(&SHIPPED, &mut shipped);
    shipped.sort();
    shipped
}

fn gather(folder: &Dir<'_>, into: &mut Vec<Shipped>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => gather(inner, into),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                if path.ends_with(".ron") {
                    let kind = crate::load::kind_of(file.contents());
                    into.push(Shipped { kind, path: format!("{}{path}", crate::path::BUILTIN) });
                }
            }
        }
    }
}

/// The path of the shipped study of this name, e.g. `four-models`.
pub fn study(name: &str) -> Option<String> {
    named("studies/", name)
}

/// The path of the shipped region of this name, e.g. `prefecture`.
pub fn region(name: &str) -> Option<String> {
    named("regions/", name)
}

/// The path of the shipped incident of this name, e.g. `pension_2015`.
pub fn incident(name: &str) -> Option<String> {
    named("incidents/", name)
}

fn named(folder: &str, name: &str) -> Option<String> {
    let path = format!("{}{folder}{name}.ron", crate::path::BUILTIN);
    text(&path).map(|_| path)
}

/// Names of the shipped studies.
pub fn studies() -> Vec<String> {
    names("studies/")
}

/// Names of the shipped regions.
pub fn regions() -> Vec<String> {
    names("regions/")
}

/// Names of the shipped incidents.
pub fn incidents() -> Vec<String> {
    names("incidents/")
}

/// Names of the files that lie directly in a folder.
fn names(folder: &str) -> Vec<String> {
    let named = |file: Shipped| {
        let name = file.path.strip_prefix(crate::path::BUILTIN)?.strip_prefix(folder)?;
        Some(name.strip_suffix(".ron")?.to_owned()).filter(|name| !name.contains('/'))
    };
    list().into_iter().filter_map(named).collect()
}

/// The bytes of a shipped file by its path, e.g. `builtin:studies/four-models.ron`.
pub fn text(path: &str) -> Option<&'static [u8]> {
    read(path.strip_prefix(crate::path::BUILTIN)?)
}

/// The text of a shipped file; the path without `builtin:`.
pub(crate) fn read(path: &str) -> Option<&'static [u8]> {
    SHIPPED.get_file(path).map(include_dir::File::contents)
}
