//! A table in a CSV file (RFC 4180), row by row: values by column, and where they stand.
//!
//! The first line names the columns, in any order. Knows no meaning of values. Invariants: one line
//! is one row (no line break in quotation marks, so that one quotation mark too many spoils one row
//! and not the rest of the file); at most one line is held.

use super::findings::{Findings, too_large};
use super::{MAX_BYTES, MAX_LINE_BYTES};
use crate::codes;
use crate::load::ReadError;
use crate::problems::near;
use crate::source::shorten;
use csv_core::ReadFieldResult;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a table looks like.
pub(super) struct Shape<const N: usize> {
    /// Names of its columns; each must be there, and no other.
    pub columns: [&'static str; N],
    /// What its rows are, as limits name them.
    pub rows: &'static str,
    /// Most rows.
    pub max_rows: usize,
}

/// A table that is being read.
pub(super) struct Table<'s, const N: usize> {
    shape: Shape<N>,
    bytes: BufReader<Box<dyn Read + 's>>,
    /// Fields of the header, in the shape's order.
    places: [usize; N],
    rows: usize,
    whole: bool,
    line: Line,
}

impl<'s, const N: usize> Table<'s, N> {
    /// Reads the header; none if no row can be read by it.
    pub fn open(
        shape: Shape<N>,
        bytes: Box<dyn Read + 's>,
        findings: &mut Findings<'_>,
    ) -> Option<Self> {
        let (bytes, line) = (BufReader::with_capacity(1 << 17, bytes), Line::new());
        let mut table = Table { shape, bytes, places: [0; N], rows: 0, whole: true, line };
        let named = table.next_line(findings) && table.line.split(findings);
        if !named {
            if !findings.any() {
                let arguments = vec![("columns", table.shape.columns.join(","))];
                findings.error((1, 1), codes::HEADER_MISSING, arguments);
            }
            return None;
        }
        table.header(findings);
        (!findings.any()).then_some(table)
    }

    fn header(&mut self, findings: &mut Findings<'_>) {
        let columns = self.shape.columns;
        let mut found = [None; N];
        for field in 0..self.line.starts.len() {
            let (name, at) = (self.line.field(field), self.line.place(field, 0));
            let Some(column) = columns.iter().position(|&column| column == name) else {
                let arguments = vec![("column", shorten(name)), ("permitted", columns.join(", "))];
                findings.error_with(at, codes::UNKNOWN_COLUMN, arguments, near(name, columns));
                continue;
            };
            if found[column].replace(field).is_some() {
                let arguments = vec![("column", shorten(name))];
                findings.error(at, codes::REPEATED_COLUMN, arguments);
            }
        }
        for (column, found) in found.into_iter().enumerate() {
            match found {
                Some(field) => self.places[column] = field,
                None => {
                    let arguments = vec![
                        ("column", columns[column].to_owned()),
                        ("columns", columns.join(",")),
                    ];
                    findings.error((self.line.number, 1), codes::MISSING_COLUMN, arguments);
                }
            }
        }
    }

    /// Goes to the next row that has all columns; false if there is none.
    pub fn next_row(&mut self, findings: &mut Findings<'_>) -> bool {
        while self.next_line(findings) {
            self.rows += 1;
            if self.rows > self.shape.max_rows {
                let (code, arguments) = too_large(self.shape.rows, self.shape.max_rows);
                findings.stop((self.line.number, 1), code, arguments);
                self.whole = false;
                return false;
            }
            if self.line.split(findings) && self.complete(findings) {
                return true;
            }
            self.whole = false;
        }
        if self.rows == 0 && !findings.any() {
            findings.error((self.line.number, 1), codes::NO_ROWS, vec![]);
        }
        false
    }

    fn complete(&self, findings: &mut Findings<'_>) -> bool {
        let found = self.line.starts.len();
        if found != N {
            let arguments = vec![("found", found.to_string()), ("expected", N.to_string())];
            findings.error((self.line.number, 1), codes::ROW_WIDTH, arguments);
        }
        found == N
    }

    /// Whether all rows so far could be read, and none was left out.
    pub fn whole(&self) -> bool {
        self.whole
    }

    /// Name of a column.
    pub fn name(&self, column: usize) -> &'static str {
        self.shape.columns.get(column).copied().unwrap_or("")
    }

    /// The row's value in a column.
    pub fn value(&self, column: usize) -> &str {
        self.line.field(self.places[column])
    }

    /// Line and column of a byte of the row's value in a column, from 1, in characters.
    pub fn place(&self, column: usize, byte: usize) -> (usize, usize) {
        self.line.place(self.places[column], byte)
    }

    /// The row's value in a column that may not be empty.
    pub fn required(&self, column: usize, findings: &mut Findings<'_>) -> Option<&str> {
        let value = self.value(column);
        if value.is_empty() {
            let arguments = vec![("field", self.name(column).to_owned())];
            findings.error(self.place(column, 0), codes::MISSING_VALUE, arguments);
        }
        (!value.is_empty()).then_some(value)
    }

    /// Goes to the next line that is not empty; false if there is none, or none that can be read.
    fn next_line(&mut self, findings: &mut Findings<'_>) -> bool {
        loop {
            match self.line.next(&mut self.bytes) {
                Ok(true) if self.line.is_blank() => {}
                Ok(more) => return more && self.is_text(findings),
                Err(error) => {
                    findings.unread(error);
                    self.whole = false;
                    return false;
                }
            }
        }
    }

    /// Whether the line is UTF-8 of a bearable length.
    fn is_text(&mut self, findings: &mut Findings<'_>) -> bool {
        let line = &self.line;
        if line.raw.len() > MAX_LINE_BYTES {
            let arguments = vec![("limit", MAX_LINE_BYTES.to_string())];
            findings.stop((line.number, 1), codes::LINE_TOO_LONG, arguments);
            self.whole = false;
            return false;
        }
        let Err(error) = std::str::from_utf8(&line.raw) else { return true };
        let good = error.valid_up_to();
        let at = (line.number, line.characters(good) + 1);
        let arguments = vec![("byte", (line.offset + good).to_string())];
        findings.stop(at, codes::NOT_UTF8, arguments);
        self.whole = false;
        false
    }
}

/// One line, and its fields.
struct Line {
    /// As written, with exactly one line feed at the end.
    raw: Vec<u8>,
    /// Byte offset in the file.
    offset: usize,
    /// Line number, from 1.
    number: usize,
    /// Bytes of the file up to the end of the line.
    passed: usize,
    /// Where each field starts in `raw`.
    starts: Vec<usize>,
    /// The fields' values, without the quotation marks around them.
    text: String,
    /// Where each value stands in `text`.
    values: Vec<Range<usize>>,
    splitter: csv_core::Reader,
}

impl Line {
    fn new() -> Line {
        // Only a line feed ends a row: what else is in a line is part of a value.
        let terminator = csv_core::Terminator::Any(b'\n');
        let splitter = csv_core::ReaderBuilder::new().terminator(terminator).build();
        let (raw, starts, text, values) = (Vec::new(), Vec::new(), String::new(), Vec::new());
        Line { raw, offset: 0, number: 0, passed: 0, starts, text, values, splitter }
    }

    /// Reads the next line; false at the end of the file.
    fn next(&mut self, bytes: &mut impl BufRead) -> Result<bool, ReadError> {
        self.raw.clear();
        self.offset = self.passed;
        let most = MAX_LINE_BYTES as u64 + BYTE_ORDER_MARK.len() as u64 + 1;
        let read = bytes.take(most).read_until(b'\n', &mut self.raw);
        self.passed += read.map_err(|error| ReadError::Other(error.to_string()))?;
        if self.passed > MAX_BYTES {
            return Err(ReadError::TooLarge { limit: MAX_BYTES });
        }
        if self.raw.is_empty() {
            return Ok(false);
        }
        self.number += 1;
        if self.number == 1 && self.raw.starts_with(BYTE_ORDER_MARK) {
            self.raw.drain(..BYTE_ORDER_MARK.len());
            self.offset = BYTE_ORDER_MARK.len();
        }
        for end in [b"\n", b"\r"] {
            if self.raw.ends_with(end) {
                self.raw.pop();
            }
        }
        self.raw.push(b'\n');
        Ok(true)
    }

    fn is_blank(&self) -> bool {
        self.raw == b"\n"
    }

    /// Cuts the line, which is UTF-8, into fields; false if a quotation mark is never closed.
    fn split(&mut self, findings: &mut Findings<'_>) -> bool {
        self.starts.clear();
        self.values.clear();
        if self.raw.contains(&b'"') {
            return self.split_quoted(findings);
        }
        self.text.clear();
        self.text.push_str(std::str::from_utf8(&self.raw).unwrap_or(""));
        let mut start = 0;
        for (end, _) in self.raw.iter().enumerate().filter(|(_, byte)| b",\n".contains(byte)) {
            self.starts.push(start);
            self.values.push(start..end);
            start = end + 1;
        }
        true
    }

    fn split_quoted(&mut self, findings: &mut Findings<'_>) -> bool {
        let mut text = vec![0; self.raw.len()];
        let (mut read, mut written) = (0, 0);
        loop {
            let (input, output) = (&self.raw[read..], &mut text[written..]);
            let (result, taken, given) = self.splitter.read_field(input, output);
            self.starts.push(read);
            self.values.push(written..written + given);
            read += taken;
            written += given;
            match result {
                ReadFieldResult::Field { record_end: false } => {}
                ReadFieldResult::Field { record_end: true } => break,
                // Values are never longer than the line, so only a quotation mark goes on here.
                _ => {
                    self.splitter.reset();
                    let at = self.place(self.starts.len() - 1, 0);
                    findings.error(at, codes::UNCLOSED_TEXT, vec![]);
                    return false;
                }
            }
        }
        text.truncate(written);
        // Cut out of UTF-8 at ASCII signs, so it is UTF-8.
        self.text = String::from_utf8(text).unwrap_or_default();
        true
    }

    fn field(&self, index: usize) -> &str {
        let value = self.values.get(index).cloned().unwrap_or_default();
        self.text.get(value).unwrap_or("")
    }

    /// Line and column of a byte of a field's value.
    fn place(&self, field: usize, byte: usize) -> (usize, usize) {
        let start = self.starts.get(field).copied().unwrap_or(0);
        let quoted = byte > 0 && self.raw.get(start) == Some(&b'"');
        (self.number, self.characters(start + byte + usize::from(quoted)) + 1)
    }

    /// How many characters stand before a byte of the line.
    fn characters(&self, byte: usize) -> usize {
        let before = self.raw.get(..byte).unwrap_or(&self.raw);
        String::from_utf8_lossy(before).chars().count()
    }
}
