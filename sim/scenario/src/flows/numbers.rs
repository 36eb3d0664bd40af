//! Numbers in tables, and what they may be.

use super::findings::Findings;
use super::table::Table;
use crate::codes;
use crate::source::shorten;
use std::ops::RangeInclusive;

/// What a column's number may be, and what it is when left empty.
pub(super) struct Numbers {
    pub permitted: RangeInclusive<f64>,
    pub empty: Option<f64>,
}

/// Seconds from the start of the time that is looked at.
pub(super) const START: Numbers = Numbers { permitted: 0.0..=1e9, empty: None };
/// Bytes.
pub(super) const SIZE: Numbers = Numbers { permitted: 0.0..=1e15, empty: None };
/// Bit/s.
pub(super) const CAPACITY: Numbers = Numbers { permitted: 1.0..=1e15, empty: None };
/// Bit/s.
pub(super) const CAP: Numbers = Numbers { permitted: 1.0..=1e15, empty: Some(f64::INFINITY) };
/// A plain number.
pub(super) const WEIGHT: Numbers = Numbers { permitted: 1e-6..=1e6, empty: Some(1.0) };
/// Seconds.
pub(super) const DELAY: Numbers = Numbers { permitted: 0.0..=1e3, empty: Some(0.0) };

impl Numbers {
    /// The number of the row that is in a column, if it is right.
    pub fn read<const N: usize>(
        &self,
        table: &Table<'_, N>,
        column: usize,
        findings: &mut Findings<'_>,
    ) -> Option<f64> {
        if let (Some(usual), "") = (self.empty, table.value(column)) {
            return Some(usual);
        }
        let written = table.required(column, findings)?;
        let parsed = written.parse::<f64>();
        if let Ok(number) = parsed
            && self.permitted.contains(&number)
        {
            // Adding zero makes a negative zero positive.
            return Some(number + 0.0);
        }
        let field = ("field", table.name(column).to_owned());
        let (code, arguments) = match parsed {
            Err(_) => {
                let arguments =
                    vec![("expected", "number".to_owned()), ("found", shorten(written))];
                (codes::WRONG_TYPE, arguments)
            }
            Ok(number) if !number.is_finite() => (codes::NOT_FINITE, vec![field]),
            Ok(_) => {
                let (low, high) = (self.permitted.start(), self.permitted.end());
                let value = ("value", shorten(written));
                let ends = [("low", low.to_string()), ("high", high.to_string())];
                (codes::OUTSIDE_LIMITS, [field, value].into_iter().chain(ends).collect())
            }
        };
        findings.error(table.place(column, 0), code, arguments);
        None
    }
}
