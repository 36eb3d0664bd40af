//! Raw attack graphs: what is accepted, what is refused and where.

mod accepted;
mod mal;
mod properties;
mod refused;

use crate::memory::conform;
use sansou_scenario::diagnostic::Diagnostic;
use sansou_scenario::raw::{self, Checked, Form, Graph};

/// Reads a graph in JSON.
fn json(text: &str) -> Checked {
    let checked = raw::read(text.as_bytes(), "g.json", Form::Json);
    conform(&checked.diagnostics);
    checked
}

/// Reads a graph in RON.
fn ron(text: &str) -> Checked {
    let checked = raw::read(text.as_bytes(), "g.ron", Form::Ron);
    conform(&checked.diagnostics);
    checked
}

/// The graph of a good file.
fn good(checked: Checked) -> Graph {
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    checked.graph.unwrap()
}

/// Code, line, column and suggestion of each problem of a bad file.
fn said(checked: &Checked) -> Vec<(&'static str, usize, usize, Option<&str>)> {
    assert!(checked.graph.is_none());
    let told = |d: &'_ Diagnostic| (d.code, d.line, d.column);
    let all = checked.diagnostics.iter();
    all.map(|d| (told(d).0, told(d).1, told(d).2, d.suggestion.as_deref())).collect()
}
