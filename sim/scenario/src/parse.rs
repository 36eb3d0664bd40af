//! Text to `file` types: RON does the reading, and when it stops at an error, the smallest element
//! around the error is blanked and it reads again, so that one run names every error.
//!
//! Blanking keeps byte offsets, so places stay those of the user's text. An element whose blanking
//! makes its parent incomplete takes its parent with it, silently: the cause is already named.

use crate::codes;
use crate::places::{self, Tree};
use crate::problems::{Arguments, Place, Problems, near};
use crate::source::{Source, shorten};
use ron::Options;
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Most problems of shape that are reported of one file.
pub(crate) const MAX_PROBLEMS: usize = 100;
const MAX_ROUNDS: usize = 400;

/// What a file gave: the value, if enough of it could be read, and whether all of it was.
pub(crate) struct Parsed<T> {
    pub value: Option<T>,
    pub whole: bool,
}

/// Reads a source as `T`; on errors its tree becomes that of the text without them.
pub(crate) fn parse<T: DeserializeOwned>(
    source: &mut Source,
    problems: &mut Problems,
) -> Parsed<T> {
    let mut reading = Reading {
        source,
        text: source.text.clone(),
        blanked: BTreeSet::new(),
        reported: 0,
        problems,
    };
    for round in 0..MAX_ROUNDS {
        match options().from_str::<T>(&reading.text) {
            Ok(value) if round == 0 => return Parsed { value: Some(value), whole: true },
            Ok(value) => {
                let rest = places::tree(&reading.text);
                if let Ok(tree) = rest {
                    source.tree = tree;
                }
                return Parsed { value: Some(value), whole: false };
            }
            Err(error) => {
                if !reading.recover::<T>(&error) {
                    break;
                }
            }
        }
    }
    Parsed { value: None, whole: false }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

struct Reading<'a> {
    source: &'a Source,
    /// The text with blanks.
    text: String,
    /// Fields blanked so far, by group: their absence is no news.
    blanked: BTreeSet<(usize, String)>,
    reported: usize,
    problems: &'a mut Problems,
}

/// A problem and the node to blank for it.
struct Finding {
    node: usize,
    offset: usize,
    code: &'static str,
    arguments: Arguments,
    suggestion: Option<String>,
}

impl Reading<'_> {
    /// Reports an error and blanks its element; false if there is nothing left to read.
    fn recover<T: DeserializeOwned>(&mut self, error: &SpannedError) -> bool {
        let start = Source::offset_in(&self.text, error.span.start.line, error.span.start.col);
        let end = Source::offset_in(&self.text, error.span.end.line, error.span.end.col);
        if let Error::MissingStructField { field, .. } = &error.code {
            let group = self.group(end);
            if self.blanked.contains(&(group, (*field).to_owned())) {
                return self.blank(group);
            }
        }
        let finding = self.finding::<T>(&error.code, start, end);
        if self.reported == MAX_PROBLEMS {
            self.problems.error(
                Place::whole(&self.source.path),
                codes::TOO_MANY_PROBLEMS,
                vec![("limit", MAX_PROBLEMS.to_string())],
            );
            return false;
        }
        self.reported += 1;
        let place = self.source.place(finding.offset);
        self.problems.error_with(place, finding.code, finding.arguments, finding.suggestion);
        (matches!(error.code, Error::ExpectedComma) && self.put_comma(end))
            || self.blank(finding.node)
    }

    fn tree(&self) -> &Tree {
        &self.source.tree
    }

    /// The innermost group around an offset.
    fn group(&self, offset: usize) -> usize {
        let node = self.tree().innermost(offset);
        if self.tree().nodes[node].bracket.is_some() {
            node
        } else {
            self.tree().nodes[node].parent
        }
    }

    fn finding<T: DeserializeOwned>(&mut self, error: &Error, start: usize, end: usize) -> Finding {
        match error {
            Error::NoSuchStructField { expected, found, .. } => {
                self.unknown_field(start, found, expected)
            }
            Error::DuplicateStructField { field, .. } => {
                self.at(start, codes::DUPLICATE_FIELD, vec![("field", (*field).to_owned())])
            }
            Error::MissingStructField { field, .. } => {
                let node = self.group(end);
                let offset = self.tree().nodes[node].start;
                let arguments = vec![("field", (*field).to_owned())];
                Finding { node, offset, code: codes::MISSING_FIELD, arguments, suggestion: None }
            }
            Error::NoSuchEnumVariant { expected, found, outer } => {
                let node = self.tree().innermost(start);
                let kind = outer.as_deref().unwrap_or("");
                variant(node, start, kind, found, expected)
            }
            Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) => self.needs_word::<T>(end),
            other => self.wrong_value(other, start, end),
        }
    }

    fn unknown_field(&mut self, start: usize, found: &str, expected: &[&str]) -> Finding {
        let suggestion = near(found, expected.iter().copied());
        let node = self.tree().innermost(start);
        if let Some(meant) = &suggestion {
            self.blanked.insert((self.tree().nodes[node].parent, meant.clone()));
        }
        let permitted = expected.join(", ");
        let arguments = vec![("field", found.to_owned()), ("permitted", permitted)];
        Finding { node, offset: start, code: codes::UNKNOWN_FIELD, arguments, suggestion }
    }

    /// A value where a word (variant) is needed: asks RON which words by putting a wrong one.
    fn needs_word<T: DeserializeOwned>(&self, end: usize) -> Finding {
        let node = self.tree().innermost(end);
        let value = &self.tree().nodes[node];
        if value.start == end && value.end > value.start {
            let mut probe = self.text.clone();
            let mut word = blanks(&self.text[value.start..value.end]);
            word.replace_range(0..1, "_");
            probe.replace_range(value.start..value.end, &word);
            if let Err(SpannedError {
                code: Error::NoSuchEnumVariant { expected, found, outer },
                ..
            }) = options().from_str::<T>(&probe)
                && found == "_"
            {
                let shown = self.shown(node);
                return variant(node, end, outer.as_deref().unwrap_or(""), &shown, expected);
            }
        }
        self.at(end, codes::SYNTAX, vec![("found", self.shown_from(end))])
    }

    fn wrong_value(&self, error: &Error, start: usize, end: usize) -> Finding {
        let wrong = |offset, expected: &str| {
            let node = self.tree().innermost(offset);
            let found = self.shown(node);
            let at = self.tree().nodes[node].start;
            let arguments = vec![("expected", expected.to_owned()), ("found", found)];
            Finding { node, offset: at, code: codes::WRONG_TYPE, arguments, suggestion: None }
        };
        let token = |sign: &str| {
            let found = self.shown_from(end);
            self.at(
                end,
                codes::EXPECTED_TOKEN,
                vec![("expected", sign.to_owned()), ("found", found)],
            )
        };
        match error {
            Error::ExpectedString | Error::ExpectedStringEnd => wrong(end, "text"),
            Error::ExpectedFloat | Error::FloatUnderscore => wrong(end, "number"),
            Error::ExpectedInteger => wrong(end, "whole-number"),
            Error::IntegerOutOfBounds | Error::InvalidIntegerDigit { .. } => {
                wrong(start, "whole-number")
            }
            Error::ExpectedComma if self.inside_number(end) => wrong(end, "whole-number"),
            Error::ExpectedBoolean => wrong(end, "boolean"),
            Error::ExpectedArray => wrong(end, "list"),
            Error::ExpectedDifferentLength { .. } => wrong(end, "pair"),
            Error::ExpectedDifferentStructName { .. } => wrong(start, "group"),
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => wrong(end, "group"),
            Error::ExpectedComma => token(","),
            Error::ExpectedMapColon => token(":"),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => token(")"),
            Error::ExpectedArrayEnd => token("]"),
            _ => self.at(end, codes::SYNTAX, vec![("found", self.shown_from(end))]),
        }
    }

    fn inside_number(&self, offset: usize) -> bool {
        let node = &self.tree().nodes[self.tree().innermost(offset)];
        node.bracket.is_none() && node.start < offset && offset < node.end
    }

    fn at(&self, offset: usize, code: &'static str, arguments: Arguments) -> Finding {
        let node = self.tree().innermost(offset);
        Finding { node, offset, code, arguments, suggestion: None }
    }

    /// A node's text, shortened.
    fn shown(&self, node: usize) -> String {
        let node = &self.tree().nodes[node];
        shorten(self.source.text.get(node.start..node.end).unwrap_or(""))
    }

    fn shown_from(&self, offset: usize) -> String {
        shorten(self.source.text.get(offset..).unwrap_or(""))
    }

    /// Puts the missing comma into the space before an offset, if there is one.
    fn put_comma(&mut self, offset: usize) -> bool {
        let space = offset.saturating_sub(1)..offset;
        let room = matches!(self.text.get(space.clone()), Some(" " | "\t"));
        if room {
            self.text.replace_range(space, ",");
        }
        room
    }

    /// Blanks the list element or field around a node; false if there is none.
    fn blank(&mut self, node: usize) -> bool {
        let mut node = node;
        loop {
            let here = &self.tree().nodes[node];
            let parent = here.parent;
            if node == 0 || parent == 0 {
                return false;
            }
            let element = self.tree().nodes[parent].bracket == Some(b'[');
            let from = here.key.map_or(here.start, |k| k.0);
            let range = from..here.comma;
            let filled = self.text.get(range.clone()).is_some_and(|t| !t.trim().is_empty());
            if filled && (element || here.key.is_some()) {
                if let Some((a, b)) = here.key {
                    let name = self.source.text.get(a..b).unwrap_or("").to_owned();
                    self.blanked.insert((parent, name));
                }
                let blanked = blanks(&self.text[range.clone()]);
                self.text.replace_range(range, &blanked);
                return true;
            }
            node = parent;
        }
    }
}

/// Spaces of the same length in bytes, lines kept.
fn blanks(text: &str) -> String {
    text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
}

/// Names of the unit types and what they measure.
const UNITS: &[(&str, &str)] = &[
    ("Rate", "rate"),
    ("Size", "size"),
    ("Duration", "time"),
    ("Money", "money"),
    ("Frequency", "frequency"),
    ("Amount", "amount"),
];
/// All words that are units somewhere.
const UNIT_WORDS: &[&str] = &[
    "Bps",
    "Kbps",
    "Mbps",
    "Gbps",
    "Bytes",
    "KB",
    "MB",
    "GB",
    "Millis",
    "Seconds",
    "Minutes",
    "Hours",
    "Days",
    "Yen",
    "ManYen",
    "PerYear",
    "PerMonth",
    "PerStaff",
    "PerTerminal",
    "PerBranch",
    "PerResident",
];

/// A word that an enum does not have: a unit, an origin, a distribution or a plain choice.
fn variant(node: usize, offset: usize, outer: &str, found: &str, expected: &[&str]) -> Finding {
    let permitted = expected.join(", ");
    let suggestion = near(found, expected.iter().copied());
    let found = found.to_owned();
    let word = found.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let (code, arguments): (_, Arguments) = match UNITS.iter().find(|(name, _)| *name == outer) {
        Some((_, dimension)) => {
            let code = match word {
                false => codes::UNIT_MISSING,
                true if UNIT_WORDS.contains(&found.as_str()) => codes::WRONG_UNIT,
                true => codes::UNKNOWN_UNIT,
            };
            let dimension = (*dimension).to_owned();
            (code, vec![("found", found), ("dimension", dimension), ("permitted", permitted)])
        }
        None if outer == "Sourced" && suggestion.is_none() => {
            (codes::ORIGIN_MISSING, vec![("found", found)])
        }
        None if outer == "Dist" && suggestion.is_none() => {
            (codes::DISTRIBUTION_MISSING, vec![("found", found), ("permitted", permitted)])
        }
        None => (codes::UNKNOWN_VARIANT, vec![("found", found), ("permitted", permitted)]),
    };
    Finding { node, offset, code, arguments, suggestion }
}
