//! Numbers in words: digits that the precision of a simulation deserves, units that people use.

use crate::text::{Lang, Texts};
use sansou_engine::outcome::Estimate;
use sansou_scenario::units::Dimension;

/// A number with so many significant digits, without exponent or zeros at the end of a fraction,
/// with thousands separated.
pub fn significant(value: f64, digits: i32) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".into() } else { "—".into() };
    }
    let exponent = libm::log10(value.abs()).floor() as i32;
    let unit = libm::pow(10.0, f64::from(exponent - digits + 1));
    let rounded = (value / unit).round() * unit;
    // 9.99 may have become 10.0.
    let exponent = libm::log10(rounded.abs()).floor() as i32;
    let decimals = (digits - 1 - exponent).max(0) as usize;
    grouped(trimmed(&format!("{rounded:.decimals$}")))
}

fn trimmed(digits: &str) -> &str {
    match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.'),
        false => digits,
    }
}

/// A whole number with thousands separated.
pub fn whole(value: f64) -> String {
    grouped(&format!("{value:.0}"))
}

fn grouped(digits: &str) -> String {
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    let (int, fraction) = rest.split_once('.').map_or((rest, None), |(i, f)| (i, Some(f)));
    let mut out = String::from(sign);
    for (at, c) in int.chars().enumerate() {
        if at > 0 && (int.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl Texts {
    /// A share or probability in per cent.
    pub fn percent(&self, share: f64) -> String {
        match share {
            0.0 => "0%".into(),
            s if s > 0.0 && s < 1e-5 => "<0.001%".into(),
            s if s < 1.0 && s > 0.9995 => ">99.9%".into(),
            s if s.abs() < 0.01 => format!("{}%", significant(s * 100.0, 2)),
            1.0 => "100%".into(),
            s => format!("{:.1}%", s * 100.0),
        }
    }

    /// Load in whole per cent.
    pub fn load(&self, share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }

    /// Two numbers already in words as a range.
    pub fn range(&self, low: &str, high: &str) -> String {
        match self.lang() {
            Lang::Ja => format!("{low}〜{high}"),
            Lang::En => format!("{low}–{high}"),
        }
    }

    /// Ends of an interval in per cent.
    pub fn percent_range(&self, e: &Estimate) -> String {
        self.range(&self.percent(e.low), &self.percent(e.high))
    }

    /// Yen: 円, 万円, 億円, or ¥, ¥ M (million), ¥ bn (billion).
    pub fn yen(&self, yen: f64) -> String {
        let size = yen.abs();
        let (mark, n, unit) = match self.lang() {
            Lang::Ja if size >= 1e8 => ("", significant(size / 1e8, 3), "億円"),
            Lang::Ja if size >= 1e4 => ("", significant(size / 1e4, 3), "万円"),
            Lang::Ja => ("", whole(size), "円"),
            Lang::En if size >= 1e9 => ("¥", significant(size / 1e9, 3), "bn"),
            Lang::En if size >= 1e6 => ("¥", significant(size / 1e6, 3), "M"),
            Lang::En => ("¥", significant(size, 3), ""),
        };
        let sign = if yen < 0.0 { "−" } else { "" };
        format!("{sign}{mark}{n}{unit}")
    }

    /// A difference in yen, with its sign.
    pub fn yen_change(&self, yen: f64) -> String {
        let sign = if yen > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.yen(yen))
    }

    /// Ends of an interval in yen.
    pub fn yen_range(&self, e: &Estimate) -> String {
        self.range(&self.yen(e.low), &self.yen(e.high))
    }

    /// A length of time: from milliseconds to days.
    pub fn duration(&self, secs: f64) -> String {
        let (n, unit) = match secs {
            s if s == 0.0 => (s, "seconds"),
            s if s < 1.0 => (s * 1e3, "millis"),
            s if s < 90.0 => (s, "seconds"),
            s if s < 90.0 * 60.0 => (s / 60.0, "minutes"),
            s if s < 48.0 * 3600.0 => (s / 3600.0, "hours"),
            s => (s / 86_400.0, "days"),
        };
        self.get(&format!("number-{unit}"), &[("n", &significant(n, 2))])
    }

    /// A data rate.
    pub fn rate(&self, bps: f64) -> String {
        scaled(bps, &["bps", "kbps", "Mbps", "Gbps", "Tbps"])
    }

    /// An amount of data.
    pub fn bytes(&self, bytes: f64) -> String {
        scaled(bytes, &["B", "KB", "MB", "GB", "TB", "PB"])
    }

    /// Events a year; rare ones also as once in so many years.
    pub fn frequency(&self, per_year: f64) -> String {
        let n = significant(per_year, 2);
        if per_year > 0.0 && per_year < 0.5 {
            let years = significant(1.0 / per_year, 2);
            self.get("number-rare", &[("n", &n), ("years", &years)])
        } else {
            self.get("number-per-year", &[("n", &n)])
        }
    }

    /// A time of the day, `11:30`.
    pub fn clock(&self, minute: u32) -> String {
        format!("{}:{:02}", minute / 60, minute % 60)
    }

    /// A value of a ledger entry.
    pub fn value(&self, dimension: Dimension, value: f64) -> String {
        match dimension {
            Dimension::Plain => significant(value, 5),
            Dimension::Share => format!("{}%", significant(value * 100.0, 3)),
            Dimension::Rate => self.rate(value),
            Dimension::Size => self.bytes(value),
            Dimension::Time => self.duration(value),
            Dimension::Money => self.yen(value),
            Dimension::Frequency => self.get("number-per-year", &[("n", &significant(value, 3))]),
        }
    }
}

fn scaled(value: f64, units: &[&str]) -> String {
    let mut value = value;
    let mut at = 0;
    while value.abs() >= 1000.0 && at + 1 < units.len() {
        value /= 1000.0;
        at += 1;
    }
    format!("{} {}", significant(value, 3), units[at])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn significant_digits() {
        assert_eq!(significant(0.0, 3), "0");
        assert_eq!(significant(1234.6, 3), "1,230");
        assert_eq!(significant(0.012345, 2), "0.012");
        assert_eq!(significant(9.996, 3), "10");
        assert_eq!(significant(-1_500_000.0, 3), "−1,500,000");
        assert_eq!(whole(999.5), "1,000");
    }

    #[test]
    fn words_of_both_languages() {
        let (ja, en) = (Texts::new(Lang::Ja), Texts::new(Lang::En));
        assert_eq!(ja.yen(12_345_678.0), "1,230万円");
        assert_eq!(ja.yen(123_456_789.0), "1.23億円");
        assert_eq!(ja.yen(8_500.0), "8,500円");
        assert_eq!(en.yen(12_345_678.0), "¥12.3M");
        assert_eq!(ja.duration(1260.0), "21分");
        assert_eq!(ja.duration(86_400.0 * 4.0), "4日");
        assert_eq!(en.duration(7200.0), "2 hours");
        assert_eq!(ja.rate(30e6), "30 Mbps");
        assert_eq!(ja.bytes(0.0), "0 B");
        assert_eq!(ja.frequency(0.004), "年0.004回（約250年に1回）");
        assert_eq!(ja.percent(0.1234), "12.3%");
        assert_eq!(ja.percent(0.00123), "0.12%");
        assert_eq!(ja.percent(1.0), "100%");
        assert_eq!(ja.clock(690), "11:30");
    }
}
