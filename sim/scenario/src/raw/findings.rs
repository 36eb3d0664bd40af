//! Problems of a graph, gathered by byte offset and placed at the end.
//!
//! Files are large here: lines are counted once, in one sweep over the sorted problems, and both
//! the list and the search for near spellings are bounded.

use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::MAX_PROBLEMS;
use crate::problems::{Arguments, Place, Problems, near};
use crate::source::shorten;

/// Most names that unknown ones are compared with, all together.
const MAX_COMPARISONS: usize = 300_000;

struct Finding {
    offset: usize,
    severity: Severity,
    code: &'static str,
    arguments: Arguments,
    /// Where the other one stands, of which `first` speaks.
    first: Option<usize>,
    suggestion: Option<String>,
}

/// Problems found so far in a text.
pub(super) struct Findings<'t> {
    text: &'t str,
    list: Vec<Finding>,
    errors: usize,
    comparisons: usize,
}

impl<'t> Findings<'t> {
    /// None yet.
    pub fn new(text: &'t str) -> Self {
        Findings { text, list: Vec::new(), errors: 0, comparisons: 0 }
    }

    /// Whether there is an error.
    pub fn any_error(&self) -> bool {
        self.errors > 0
    }

    /// Whether so many errors have been found that the rest is not looked for.
    pub fn full(&self) -> bool {
        self.errors > MAX_PROBLEMS
    }

    /// Byte offset of a slice of the text.
    pub fn offset(&self, piece: &str) -> usize {
        let start = piece.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if start <= self.text.len() { start } else { 0 }
    }

    /// An error at a piece of the text.
    pub fn error(&mut self, piece: &str, code: &'static str, arguments: Arguments) {
        self.error_at(self.offset(piece), code, arguments, None);
    }

    /// An error at a piece of the text, with what would be right.
    pub fn error_with(
        &mut self,
        piece: &str,
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        self.error_at(self.offset(piece), code, arguments, suggestion);
    }

    /// An error at a byte offset.
    pub fn error_at(
        &mut self,
        offset: usize,
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        self.errors += 1;
        if self.errors <= MAX_PROBLEMS {
            let severity = Severity::Error;
            self.list.push(Finding { offset, severity, code, arguments, first: None, suggestion });
        }
    }

    /// Two elements with one id.
    pub fn duplicate_id(&mut self, piece: &str, id: &str, first: &str) {
        let first = self.offset(first);
        self.error(piece, codes::DUPLICATE_ID, vec![("id", shorten(id))]);
        if let Some(last) = self.list.last_mut().filter(|last| last.code == codes::DUPLICATE_ID) {
            last.first = Some(first);
        }
    }

    /// A warning at a piece of the text; past a hundred they are not kept.
    pub fn warning(&mut self, piece: &str, code: &'static str, arguments: Arguments) {
        if self.list.len() < 2 * MAX_PROBLEMS {
            let (offset, severity) = (self.offset(piece), Severity::Warning);
            let (first, suggestion) = (None, None);
            self.list.push(Finding { offset, severity, code, arguments, first, suggestion });
        }
    }

    /// A value of another type than is needed.
    pub fn wrong_type(&mut self, piece: &str, expected: &'static str) {
        let arguments = vec![("expected", expected.to_owned()), ("found", shorten(piece))];
        self.error(piece, codes::WRONG_TYPE, arguments);
    }

    /// The name nearest to an unknown one, as long as there is time to look.
    pub fn near<'a>(
        &mut self,
        found: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        let length = found.len();
        let room = MAX_COMPARISONS.saturating_sub(self.comparisons);
        let alike = names.filter(|name| name.len().abs_diff(length) <= (length / 3).max(1));
        let mut compared = 0;
        let meant = near(found, alike.take(room).inspect(|_| compared += 1));
        self.comparisons += compared;
        meant
    }

    /// All problems with their lines and columns, by place.
    pub fn finish(mut self, path: &str) -> Vec<Diagnostic> {
        let lines = Lines::of(self.text, &self.list);
        let mut problems = Problems::default();
        if self.full() {
            let arguments = vec![("limit", MAX_PROBLEMS.to_string())];
            problems.error(Place::whole(path), codes::TOO_MANY_PROBLEMS, arguments);
        }
        for finding in &mut self.list {
            if let Some(first) = finding.first {
                let (line, column) = lines.place(first);
                finding.arguments.push(("first", format!("{path}:{line}:{column}")));
            }
            let (line, column) = lines.place(finding.offset);
            let at = Place { file: path.to_owned(), line, column };
            let arguments = std::mem::take(&mut finding.arguments);
            let suggestion = finding.suggestion.take();
            match finding.severity {
                Severity::Error => problems.error_with(at, finding.code, arguments, suggestion),
                Severity::Warning => problems.warning(at, finding.code, arguments, suggestion),
            }
        }
        problems.finish()
    }
}

/// Lines and columns of the offsets that problems speak of.
struct Lines(Vec<(usize, (usize, usize))>);

impl Lines {
    fn of(text: &str, findings: &[Finding]) -> Lines {
        let offsets = findings.iter().flat_map(|f| [Some(f.offset), f.first]).flatten();
        let mut offsets: Vec<usize> = offsets.collect();
        offsets.sort_unstable();
        offsets.dedup();
        let (mut seen, mut line, mut column) = (0, 1, 1);
        let places = offsets.into_iter().map(|offset| {
            let passed = text.get(seen..offset).unwrap_or("");
            let last = passed.rfind('\n').map_or(passed, |end| {
                line += passed.bytes().filter(|&byte| byte == b'\n').count();
                column = 1;
                passed.get(end + 1..).unwrap_or("")
            });
            column += last.chars().count();
            seen = offset;
            (offset, (line, column))
        });
        Lines(places.collect())
    }

    fn place(&self, offset: usize) -> (usize, usize) {
        let found = self.0.binary_search_by_key(&offset, |&(known, _)| known);
        found.ok().and_then(|at| self.0.get(at)).map_or((0, 0), |&(_, place)| place)
    }
}
