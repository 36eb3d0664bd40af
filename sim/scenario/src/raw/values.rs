//! Values of single fields: read, checked, and reported if they are wrong.
//!
//! Knows fields by name only where several kinds of elements have them (`id`, `probability`).

use super::findings::Findings;
use super::pieces::{Fields, Group, List, Maybe, Text};
use super::root;
use super::spelling::{Spelling, Stop, Why};
use super::{MAX_LINKS, too_large};
use crate::codes;
use crate::problems::near;
use crate::source::shorten;
use serde::de::{DeserializeOwned, DeserializeSeed};
use std::borrow::Cow;
use std::marker::PhantomData;

/// Bound of brackets in brackets that RON's parser keeps.
const MAX_RON_DEPTH: usize = 128;

/// A text on its way to a graph.
pub(super) struct Reader<'t, S> {
    pub findings: Findings<'t>,
    /// Names of other elements read so far.
    pub links: usize,
    spelling: PhantomData<S>,
}

/// There was an error, and it has been reported.
pub(super) struct Reported;

impl<'t, S: Spelling> Reader<'t, S> {
    pub fn new(text: &'t str) -> Self {
        Reader { findings: Findings::new(text), links: 0, spelling: PhantomData }
    }

    /// The text is not well spelled.
    pub fn stopped(&mut self, text: &'t str, stop: Stop) {
        let found = || shorten(text.get(stop.offset..).unwrap_or(""));
        let (code, arguments) = match stop.why {
            Why::EndsEarly => (codes::ENDS_EARLY, vec![]),
            Why::TooDeep => (codes::TOO_DEEP, vec![("limit", MAX_RON_DEPTH.to_string())]),
            Why::Malformed => (S::SYNTAX, vec![("found", found())]),
            Why::Unfit => return self.findings.wrong_type(text.trim_start(), S::GROUP),
        };
        self.findings.error_at(stop.offset, code, arguments, None);
    }

    /// A list of names; empty if it is not given or wrong.
    pub fn list(&mut self, piece: Option<&'t str>) -> Vec<&'t str> {
        let Some(piece) = piece else { return Vec::new() };
        let mut exceeded = false;
        let room = MAX_LINKS - self.links;
        match S::read(piece, Maybe(List::<S>::new(room, &mut exceeded))) {
            Ok(list) => {
                let list = list.unwrap_or_default();
                self.links += list.len();
                return list;
            }
            Err(_) if exceeded => {
                let (code, arguments) = too_large("links", MAX_LINKS);
                self.findings.error(piece, code, arguments);
            }
            Err(_) => self.findings.wrong_type(piece, "list"),
        }
        Vec::new()
    }

    /// The fields of a group, those that it should not have being reported.
    pub fn group(&mut self, piece: &'t str, permitted: &[&'static str]) -> Option<Fields<'t>> {
        let fields = self.fields(piece)?;
        self.stray(&fields, permitted);
        Some(fields)
    }

    /// The fields of a group, whatever they are.
    pub fn fields(&mut self, piece: &'t str) -> Option<Fields<'t>> {
        let fields = S::read(piece, Group::<S>::new());
        if fields.is_err() {
            self.findings.wrong_type(piece, S::GROUP);
        }
        fields.ok()
    }

    /// Reports fields that are unknown or come twice. Of the file itself only those are given.
    pub fn stray(&mut self, fields: &Fields<'t>, permitted: &[&'static str]) {
        for (index, (name, value)) in fields.iter().enumerate() {
            let at = match name {
                Cow::Borrowed(name) => name,
                Cow::Owned(_) => value,
            };
            if !permitted.contains(&name.as_ref()) {
                let meant = near(name, permitted.iter().copied());
                let all = permitted.join(", ");
                let arguments = vec![("field", shorten(name)), ("permitted", all)];
                self.findings.error_with(at, codes::UNKNOWN_FIELD, arguments, meant);
            } else if permitted == root::FIELDS || fields[..index].iter().any(|(n, _)| n == name) {
                self.findings.error(at, codes::DUPLICATE_FIELD, vec![("field", shorten(name))]);
            }
        }
    }

    pub fn missing(&mut self, piece: &'t str, field: &str) {
        let piece = piece.trim_start();
        self.findings.error(piece, codes::MISSING_FIELD, vec![("field", field.to_owned())]);
    }

    pub fn empty(&mut self, text: &'t str, field: &str) {
        let arguments = vec![("field", field.to_owned())];
        self.findings.error(text.trim_start(), codes::EMPTY_LIST, arguments);
    }

    pub fn id(&mut self, piece: &'t str, fields: &Fields<'t>) -> Option<(Cow<'t, str>, &'t str)> {
        let written = value(fields, "id");
        match written.map(|written| (written, S::read(written, Maybe(Text)))) {
            None | Some((_, Ok(None))) => {
                self.missing(piece, "id");
                None
            }
            Some((written, Ok(Some(id)))) => Some((id, written)),
            Some((written, Err(_))) => {
                self.findings.wrong_type(written, "text");
                None
            }
        }
    }

    pub fn probability(&mut self, fields: &Fields<'t>) -> f64 {
        const FIELD: &str = "probability";
        let Some(piece) = value(fields, FIELD) else { return 1.0 };
        let Ok(Some(number)) = self.number(piece, FIELD) else { return 1.0 };
        if !(0.0..=1.0).contains(&number) {
            let arguments = vec![("field", FIELD.to_owned()), ("value", shorten(piece))];
            self.findings.error(piece, codes::NOT_PROBABILITY, arguments);
        }
        number
    }

    /// A finite number of at least 0, if one is given.
    pub fn not_negative(&mut self, piece: &'t str, field: &str) -> Result<Option<f64>, Reported> {
        let number = self.number(piece, field)?;
        if number.is_some_and(|number| number < 0.0) {
            let arguments = vec![("field", field.to_owned()), ("value", shorten(piece))];
            self.findings.error(piece, codes::NEGATIVE, arguments);
            return Err(Reported);
        }
        // −0 becomes 0.
        Ok(number.map(f64::abs))
    }

    /// A finite number, if one is given.
    fn number(&mut self, piece: &'t str, field: &str) -> Result<Option<f64>, Reported> {
        let read = self.maybe::<f64>(piece);
        match read {
            Ok(number) if number.is_none_or(f64::is_finite) => return Ok(number),
            // JSON refuses numbers that are too large.
            Err(_) if !piece.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                self.findings.wrong_type(piece, "number");
            }
            _ => {
                let arguments = vec![("field", field.to_owned())];
                self.findings.error(piece, codes::NOT_FINITE, arguments);
            }
        }
        Err(Reported)
    }

    pub fn plain<V>(&mut self, piece: &'t str, seed: V, expected: &'static str) -> Option<V::Value>
    where
        V: DeserializeSeed<'t>,
    {
        let read = S::read(piece, Maybe(seed));
        read.unwrap_or_else(|_| {
            self.findings.wrong_type(piece, expected);
            None
        })
    }

    pub fn maybe<T: DeserializeOwned>(&self, piece: &'t str) -> Result<Option<T>, Stop> {
        S::read(piece, Maybe(PhantomData::<T>))
    }
}

/// The value of a field, if it is given.
pub(super) fn value<'t>(fields: &Fields<'t>, name: &str) -> Option<&'t str> {
    fields.iter().find(|(written, _)| written == name).map(|(_, value)| *value)
}
