//! Problems of scenarios in words: `FILE:LINE:COL: エラー: …` and an indented line that says what
//! would be right.

use crate::text::Texts;
use sansou_scenario::diagnostic::{Diagnostic, Severity};

/// One problem, two or three lines, ending with a line feed.
pub fn render(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let place = match (diagnostic.line, diagnostic.column) {
        (0, _) => diagnostic.file.clone(),
        (line, column) => format!("{}:{line}:{column}", diagnostic.file),
    };
    let severity = texts.plain(match diagnostic.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
    });
    let words = arguments(diagnostic, texts);
    let args: Vec<(&str, &str)> = words.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let key = format!("diagnostic-{}", diagnostic.code);
    let model = match diagnostic.arguments.iter().find(|(name, _)| *name == "model") {
        Some((_, model)) if !model.is_empty() => {
            texts.get("diagnostic-in-model", &[("model", model)])
        }
        _ => String::new(),
    };
    let mut out = format!("{place}: {severity}: {}{model}\n", texts.get(&key, &args));
    if let Some(suggestion) = &diagnostic.suggestion {
        let line = texts.get("diagnostic-suggestion", &[("suggestion", suggestion)]);
        out.push_str(&format!("    {line}\n"));
    }
    if let Some(help) = texts.attribute(&key, "help", &args) {
        let line = texts.get("diagnostic-help", &[("help", &help)]);
        out.push_str(&format!("    {line}\n"));
    }
    out
}

/// How many errors and warnings there are, in one line without line feed.
pub fn summary(diagnostics: &[Diagnostic], texts: &Texts) -> String {
    let of = |s: Severity| diagnostics.iter().filter(|d| d.severity == s).count().to_string();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    texts.get("diagnostic-summary", &[("errors", &errors), ("warnings", &warnings)])
}

/// Arguments with the names of dimensions, types and classes in words.
fn arguments<'d>(diagnostic: &'d Diagnostic, texts: &Texts) -> Vec<(&'d str, String)> {
    diagnostic
        .arguments
        .iter()
        .map(|(name, value)| {
            let key = match *name {
                "dimension" => format!("diagnostic-dimension-{value}"),
                "expected" => format!("diagnostic-type-{value}"),
                _ => String::new(),
            };
            (*name, if texts.has(&key) { texts.plain(&key) } else { value.clone() })
        })
        .collect()
}
