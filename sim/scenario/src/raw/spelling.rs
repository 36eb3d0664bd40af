//! RON and JSON behind one trait, so that the schema is written once.
//!
//! What is read comes out as slices of the text ("pieces"): their addresses say where they stand,
//! and each can be read, or refused, for itself. Neither spelling recurses without a limit: JSON
//! pieces are passed over in a loop, RON's parser counts its depth.

use crate::codes;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer};
use std::path::Path;

/// How a graph is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Rusty object notation.
    Ron,
    /// JavaScript object notation.
    Json,
}

impl Form {
    /// The form that a path's extension means (`.ron`, `.json`), if it means one.
    pub fn of(path: &str) -> Option<Form> {
        match Path::new(path).extension()?.to_ascii_lowercase().to_str()? {
            "ron" => Some(Form::Ron),
            "json" => Some(Form::Json),
            _ => None,
        }
    }

    /// Largest file, bytes. RON is read far more slowly, so a large graph must come as JSON.
    pub fn max_bytes(self) -> usize {
        match self {
            Form::Ron => 64 << 20,
            Form::Json => 256 << 20,
        }
    }
}

/// Where and why reading stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    /// Byte offset in the text that was read.
    pub offset: usize,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The text ends before the value does.
    EndsEarly,
    /// Brackets in brackets past the limit of the spelling.
    TooDeep,
    /// Not of this spelling.
    Malformed,
    /// Well spelled, but not what is needed here.
    Unfit,
}

/// A spelling.
pub(super) trait Spelling {
    /// What diagnostics call a group.
    const GROUP: &'static str;
    /// Code for a text that is not of this spelling.
    const SYNTAX: &'static str;

    /// The value as written.
    fn piece<'t, D: Deserializer<'t>>(deserializer: D) -> Result<&'t str, D::Error>;

    /// Reads a whole text.
    fn read<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> Result<S::Value, Stop>;
}

/// JSON (RFC 8259).
pub(super) struct Json;

impl Spelling for Json {
    const GROUP: &'static str = "object";
    const SYNTAX: &'static str = codes::NOT_JSON;

    fn piece<'t, D: Deserializer<'t>>(deserializer: D) -> Result<&'t str, D::Error> {
        <&serde_json::value::RawValue>::deserialize(deserializer).map(|raw| raw.get())
    }

    fn read<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> Result<S::Value, Stop> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = seed.deserialize(&mut deserializer);
        value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
            use serde_json::error::Category;
            let why = match error.classify() {
                Category::Eof => Why::EndsEarly,
                Category::Data => Why::Unfit,
                Category::Io | Category::Syntax => Why::Malformed,
            };
            // Columns are bytes, from 1; 0 is the line feed before.
            let line = line_start(text, error.line());
            Stop { offset: border(text, (line + error.column()).saturating_sub(1)), why }
        })
    }
}

/// RON 0.12.
pub(super) struct Ron;

impl Spelling for Ron {
    const GROUP: &'static str = "group";
    const SYNTAX: &'static str = codes::SYNTAX;

    fn piece<'t, D: Deserializer<'t>>(deserializer: D) -> Result<&'t str, D::Error> {
        <&ron::value::RawValue>::deserialize(deserializer).map(ron::value::RawValue::get_ron)
    }

    fn read<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> Result<S::Value, Stop> {
        use ron::error::Error;
        use ron::extensions::Extensions;
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        options.from_str_seed(text, seed).map_err(|error| {
            let at = error.span.end;
            let line = text.get(line_start(text, at.line)..).unwrap_or("");
            let inside = line.char_indices().nth(at.col.saturating_sub(1));
            let offset = text.len() - line.len() + inside.map_or(line.len(), |(index, _)| index);
            let ended = text.get(offset..).is_none_or(|rest| rest.trim().is_empty());
            let why = match error.code {
                Error::ExceededRecursionLimit => Why::TooDeep,
                Error::Message(_) | Error::InvalidValueForType { .. } => Why::Unfit,
                _ if ended => Why::EndsEarly,
                _ => Why::Malformed,
            };
            Stop { offset, why }
        })
    }
}

/// Where a line begins; lines from 1.
fn line_start(text: &str, line: usize) -> usize {
    let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
    match line.checked_sub(2) {
        None => 0,
        Some(before) => ends.map(|(end, _)| end + 1).nth(before).unwrap_or(text.len()),
    }
}

/// The character border at or before an offset.
fn border(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
