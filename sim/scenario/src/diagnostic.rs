//! What is wrong with a scenario: codes and places, no words.
//!
//! A diagnostic is a code with its arguments, a place (file, line, column) and, where one can be
//! guessed, the right spelling. Reports and the program word it in Japanese or English; this crate
//! chooses no language.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case cannot be built.
    Error,
    /// It can, but probably not as meant.
    Warning,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// File as the user knows it (path as given or included; `builtin:` for shipped ones).
    pub file: String,
    /// Line, from 1; 0 when the problem is the file as a whole.
    pub line: usize,
    /// Column, from 1, in characters; 0 when the problem is the file as a whole.
    pub column: usize,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong: key of the message `diagnostic-<code>` in the locales, e.g. `unknown-zone`.
    pub code: &'static str,
    /// Named arguments of the message, e.g. `("id", "lgwn")`.
    pub arguments: Vec<(&'static str, String)>,
    /// Near spelling or permitted values, if there are any.
    pub suggestion: Option<String>,
}
