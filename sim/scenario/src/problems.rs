//! The list that problems are gathered in, and the near spelling that is suggested.
//!
//! Knows codes and places, no words and no rules of scenarios.

use crate::diagnostic::{Diagnostic, Severity};

/// A place in a file; line and column from 1, 0 for the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// The file as a whole.
    pub fn whole(file: &str) -> Place {
        Place { file: file.to_owned(), line: 0, column: 0 }
    }
}

/// Named arguments of a message.
pub(crate) type Arguments = Vec<(&'static str, String)>;

/// Problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<Diagnostic>,
}

impl Problems {
    /// Adds an error.
    pub fn error(&mut self, at: impl Into<Place>, code: &'static str, arguments: Arguments) {
        self.push(at.into(), Severity::Error, code, arguments, None);
    }

    /// Adds an error with what would be right, if that can be guessed.
    pub fn error_with(
        &mut self,
        at: impl Into<Place>,
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        self.push(at.into(), Severity::Error, code, arguments, suggestion);
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        at: impl Into<Place>,
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        self.push(at.into(), Severity::Warning, code, arguments, suggestion);
    }

    fn push(
        &mut self,
        at: Place,
        severity: Severity,
        code: &'static str,
        arguments: Arguments,
        suggestion: Option<String>,
    ) {
        let Place { file, line, column } = at;
        self.list.push(Diagnostic { file, line, column, severity, code, arguments, suggestion });
    }

    /// Whether a case cannot be built.
    pub fn any_error(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// All problems by place; what several models share once, with the models' ids joined.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort();
        self.list.dedup();
        let mut merged: Vec<Diagnostic> = Vec::new();
        for next in self.list {
            let same = merged.iter_mut().rev().take_while(|d| {
                (&d.file, d.line, d.column) == (&next.file, next.line, next.column)
            });
            match same.into_iter().find(|d| same_but_model(d, &next)) {
                Some(first) => join_model(first, &next),
                None => merged.push(next),
            }
        }
        merged
    }
}

fn same_but_model(a: &Diagnostic, b: &Diagnostic) -> bool {
    let has_model = a.arguments.iter().any(|(name, _)| *name == "model");
    let rest = |d: &Diagnostic| {
        d.arguments.iter().filter(|(name, _)| *name != "model").cloned().collect::<Vec<_>>()
    };
    has_model && a.code == b.code && rest(a) == rest(b)
}

fn join_model(first: &mut Diagnostic, next: &Diagnostic) {
    let Some((_, other)) = next.arguments.iter().find(|(name, _)| *name == "model") else { return };
    for (name, models) in &mut first.arguments {
        if *name == "model" && !models.split(", ").any(|m| m == other) {
            models.push_str(", ");
            models.push_str(other);
        }
    }
}

/// The candidate nearest to what was found, if it is near enough to be meant.
pub(crate) fn near<'a>(
    found: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    const LONGEST: usize = 64;
    if found.len() > LONGEST {
        return None;
    }
    let lower = found.to_lowercase();
    candidates
        .into_iter()
        .filter(|c| c.len() <= LONGEST)
        .map(|c| (strsim::damerau_levenshtein(&lower, &c.to_lowercase()), c))
        .filter(|&(distance, c)| distance <= (c.chars().count().max(2) / 3).max(1))
        .min()
        .map(|(_, c)| c.to_owned())
}
