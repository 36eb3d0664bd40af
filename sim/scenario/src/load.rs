//! From a path to a checked study: reads a file and all that it names, and has them checked.
//!
//! Knows no disk: files come through a [`Loader`]; those whose path starts with `builtin:` come
//! from inside the program. Never panics, whatever the bytes. Limits: [`MAX_BYTES`] a file,
//! [`MAX_FILES`] files, includes [`MAX_INCLUDES`] deep.

use crate::case::{Control, LedgerEntry, Rule, Study};
use crate::diagnostic::Diagnostic;
use crate::files::{Files, read_source};
use crate::header::{self, Kind};
use crate::problems::{Arguments, Problems};
use crate::{build, check, codes, path};

/// Largest file, bytes.
pub const MAX_BYTES: usize = 4 << 20;
/// Most files a study may have.
pub const MAX_FILES: usize = 256;
/// Most cases of a study: models times days.
pub const MAX_CASES: usize = 256;
/// Deepest nesting of includes.
pub const MAX_INCLUDES: usize = 32;

/// Most trials of a study, per threat and model.
pub const MAX_TRIALS: u64 = 10_000_000;
/// Most uses of applications that a day may bring in one model, expected.
pub const MAX_USES: f64 = 5e6;
/// Most ways of traffic in one model, each leg and, tenfold, each class of others' load.
pub const MAX_WAYS: f64 = 3e5;
/// Most cells of the tables that one model's traffic is counted in, eight bytes each.
pub const MAX_CELLS: f64 = 5e7;
/// Most places where the attack rules of one model apply.
pub const MAX_GROUNDINGS: f64 = 2e6;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    NotFound,
    /// It is larger than the limit, bytes.
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// Another reason, in the system's words.
    Other(String),
}

impl ReadError {
    /// Code and arguments of the diagnostic that says so.
    pub(crate) fn told(self, path: &str) -> (&'static str, Arguments) {
        let path = ("path", path.to_owned());
        match self {
            ReadError::NotFound => (codes::FILE_NOT_FOUND, vec![path]),
            ReadError::TooLarge { limit } => {
                (codes::FILE_TOO_LARGE, vec![path, ("limit", limit.to_string())])
            }
            ReadError::NotAFile => (codes::NOT_A_FILE, vec![path]),
            ReadError::Other(reason) => (codes::FILE_UNREADABLE, vec![path, ("reason", reason)]),
        }
    }
}

/// Where files come from.
pub trait Loader {
    /// The bytes of a file. Should stop with [`ReadError::TooLarge`] past [`MAX_BYTES`].
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// A study that was read.
#[derive(Debug)]
pub struct Checked {
    /// The study, if there is no error.
    pub study: Option<Study>,
    /// Every problem, by place; warnings may stand beside a study.
    pub diagnostics: Vec<Diagnostic>,
    /// Paths of all files that were read, sorted.
    pub files: Vec<String>,
}

/// A study with everything that it could use.
#[derive(Debug)]
pub struct Inventory {
    /// The study.
    pub study: Study,
    /// Controls of all its files by id, whether they stand anywhere or not.
    pub controls: Vec<Control>,
    /// Attack rules by id; controls speak of them by their position.
    pub rules: Vec<Rule>,
    /// Numbers of these controls and rules by key; they speak of them by their position.
    pub ledger: Vec<LedgerEntry>,
}

/// Reads a study with all controls of its files; the problems, if there are errors.
///
/// # Errors
/// Every problem of the study, by place.
pub fn inventory(loader: &dyn Loader, path: &str) -> Result<Inventory, Vec<Diagnostic>> {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    let study = files.open(&path, None, &[Kind::Study]).and_then(|first| {
        files.follow(first);
        Some((first, checked(&mut files, first)?))
    });
    let Some((first, study)) = study else { return Err(files.problems.finish()) };
    let (controls, rules, ledger) = build::inventory(&files, first);
    Ok(Inventory { study, controls, rules, ledger })
}

/// Reads and checks a study with all its files.
pub fn study(loader: &dyn Loader, path: &str) -> Checked {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    let first = files.open(&path, None, &[Kind::Study]);
    let mut study = None;
    if let Some(first) = first {
        files.follow(first);
        study = checked(&mut files, first);
    }
    let mut paths: Vec<String> = files.list.iter().map(|f| f.source.path.clone()).collect();
    paths.sort();
    Checked { study, diagnostics: files.problems.finish(), files: paths }
}

/// Checks a file of any kind: a study whole, others with what they include and as far as they can
/// be checked alone.
pub fn check(loader: &dyn Loader, path: &str) -> Vec<Diagnostic> {
    let path = path::normalise(path);
    let mut files = Files::new(loader);
    if let Some(first) = files.open(&path, None, &Kind::ALL) {
        files.follow(first);
        checked(&mut files, first);
    }
    files.problems.finish()
}

fn checked(files: &mut Files<'_>, first: usize) -> Option<Study> {
    let mut problems = std::mem::take(&mut files.problems);
    for file in &files.list {
        check::file(file, &mut problems);
    }
    let study = match files.list.get(first).and_then(|file| file.kind) {
        Some(Kind::Region) => {
            build::region(files, first, &mut problems);
            None
        }
        Some(Kind::Catalog) => {
            build::catalog(files, first, &mut problems);
            None
        }
        Some(Kind::Guideline) => {
            build::guidelines(files, first, &mut problems);
            None
        }
        Some(Kind::Incident) => {
            build::incident(files, first, &mut problems);
            None
        }
        _ => build::study(files, first, &mut problems),
    };
    let failed = problems.any_error();
    files.problems = problems;
    study.filter(|_| !failed)
}

/// The kind of a file, if its header can be read.
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let mut problems = Problems::default();
    let source = read_source("", bytes, &mut problems)?;
    header::kind(&source, &mut problems)
}
