//! Problems of one file of a list: a bounded number in full, the others counted.

use super::MAX_BYTES;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::load::ReadError;
use crate::parse::MAX_PROBLEMS;
use crate::problems::{Arguments, Place, Problems, near};
use crate::source::shorten;

/// Most names that unknown ones are compared with, all together.
const MAX_COMPARISONS: usize = 300_000;

/// Problems found so far in a file.
pub(super) struct Findings<'p> {
    path: &'p str,
    problems: Problems,
    count: usize,
    untold: usize,
    comparisons: usize,
}

impl<'p> Findings<'p> {
    /// None yet, of the file that is called `path`.
    pub fn new(path: &'p str) -> Self {
        Findings { path, problems: Problems::default(), count: 0, untold: 0, comparisons: 0 }
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// An error at a line and column, from 1; both 0 for the file as a whole.
    pub fn error(&mut self, at: (usize, usize), code: &'static str, arguments: Arguments) {
        self.error_with(at, code, arguments, None);
    }

    /// An error with what would be right.
    pub fn error_with(
        &mut self,
        (line, column): (usize, usize),
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        self.count += 1;
        if self.count <= MAX_PROBLEMS {
            let at = Place { file: self.path.to_owned(), line, column };
            self.problems.error_with(at, code, arguments, suggestion);
        } else {
            self.untold += 1;
        }
    }

    /// Why the rest of the file is not read; told whatever else is wrong.
    pub fn stop(
        &mut self,
        (line, column): (usize, usize),
        code: &'static str,
        arguments: Arguments,
    ) {
        self.count += 1;
        let at = Place { file: self.path.to_owned(), line, column };
        self.problems.error(at, code, arguments);
    }

    /// Two rows with one id.
    pub fn duplicate_id(&mut self, id: &str, at: (usize, usize), first: (usize, usize)) {
        let first = format!("{}:{}:{}", self.path, first.0, first.1);
        let arguments = vec![("id", shorten(id)), ("first", first)];
        self.error(at, codes::DUPLICATE_ID, arguments);
    }

    /// A file that cannot be read.
    pub fn unread(&mut self, error: ReadError) {
        let (code, arguments) = match error {
            ReadError::TooLarge { .. } => too_large("bytes", MAX_BYTES),
            other => other.told(self.path),
        };
        self.stop((0, 0), code, arguments);
    }

    /// The name nearest to an unknown one, as long as there is time to look.
    pub fn near<'a>(
        &mut self,
        found: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        let room = MAX_COMPARISONS.saturating_sub(self.comparisons);
        if self.count >= MAX_PROBLEMS || room == 0 {
            return None;
        }
        let mut compared = 0;
        let meant = near(found, names.take(room).inspect(|_| compared += 1));
        self.comparisons += compared;
        meant
    }

    /// All problems, by place.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        if self.untold > 0 {
            let arguments = vec![("count", self.untold.to_string())];
            self.problems.error(Place::whole(self.path), codes::MORE_PROBLEMS, arguments);
        }
        self.problems.finish()
    }
}

/// More of something than a list may have.
pub(super) fn too_large(field: &str, limit: usize) -> (&'static str, Arguments) {
    let arguments = vec![("field", field.to_owned()), ("limit", limit.to_string())];
    (codes::FLOWS_TOO_LARGE, arguments)
}
