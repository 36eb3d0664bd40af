//! Cells of CSV files.

use std::borrow::Cow;

/// A cell as CSV has it (RFC 4180): in quotation marks if it holds what would end it.
pub(crate) fn quoted(value: &str) -> Cow<'_, str> {
    match value.contains([',', '"', '\r', '\n']) {
        true => Cow::Owned(format!("\"{}\"", value.replace('"', "\"\""))),
        false => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_that_would_end_are_quoted() {
        assert_eq!(quoted("本庁 1"), "本庁 1");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"a\""), "\"say \"\"a\"\"\"");
        assert_eq!(quoted("two\nlines"), "\"two\nlines\"");
        assert_eq!(quoted("two\rlines"), "\"two\rlines\"");
    }
}
