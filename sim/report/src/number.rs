//! Numbers in words: digits that the precision of a simulation deserves, units that people use.

use crate::text::{Lang, Texts};
use sansou_engine::outcome::Estimate;
use sansou_scenario::units::Dimension;

/// Digits in which any number that somebody wrote down is exact.
const WRITTEN: i32 = 8;

const RATES: [&str; 5] = ["bps", "kbps", "Mbps", "Gbps", "Tbps"];
const SIZES: [&str; 6] = ["B", "KB", "MB", "GB", "TB", "PB"];

/// Events a year below which only the years between them are told.
const RARE: f64 = 1e-3;

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

/// A hundred times a difference, with its sign.
fn hundredths(difference: f64) -> String {
    let sign = if difference > 0.0 { "+" } else { "" };
    format!("{sign}{}", significant(difference * 100.0, 3))
}

/// Whether a share is all, up to rounding of sums.
fn whole_share(share: f64) -> bool {
    (share - 1.0).abs() < 1e-9
}

/// Whether a share would be written as all but is not.
fn almost(share: f64) -> bool {
    share > 0.9995 && share < 1.0 && !whole_share(share)
}

impl Texts {
    /// A share or probability in per cent.
    pub fn percent(&self, share: f64) -> String {
        match share {
            0.0 => "0%".into(),
            s if s > 0.0 && s < 1e-5 => "<0.001%".into(),
            s if almost(s) => self.plain("number-almost-all"),
            s if s.abs() < 0.01 => format!("{}%", significant(s * 100.0, 2)),
            s if whole_share(s) => "100%".into(),
            s => format!("{:.1}%", s * 100.0),
        }
    }

    /// Load in whole per cent.
    pub fn load(&self, share: f64) -> String {
        match share {
            s if almost(s) => self.plain("number-almost-all"),
            s if (0.995..1.0).contains(&s) && !whole_share(s) => format!("{:.1}%", s * 100.0),
            s => format!("{:.0}%", s * 100.0),
        }
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

    /// A difference of probabilities in percentage points, with its sign.
    pub fn points(&self, difference: f64) -> String {
        self.get("number-points", &[("n", &hundredths(difference))])
    }

    /// Ends of an interval in percentage points.
    pub fn points_range(&self, e: &Estimate) -> String {
        let range = self.range(&hundredths(e.low), &hundredths(e.high));
        self.get("number-points", &[("n", &range)])
    }

    /// Yen: 円, 万円, 億円, or ¥, ¥ M (million), ¥ bn (billion).
    pub fn yen(&self, yen: f64) -> String {
        self.yen_digits(yen, 3)
    }

    fn yen_digits(&self, yen: f64, digits: i32) -> String {
        let size = yen.abs();
        let (mark, n, unit) = match self.lang() {
            Lang::Ja if size >= 1e8 => ("", significant(size / 1e8, digits), "億円"),
            Lang::Ja if size >= 1e4 => ("", significant(size / 1e4, digits), "万円"),
            Lang::Ja => ("", whole(size), "円"),
            Lang::En if size >= 1e9 => ("¥", significant(size / 1e9, digits), "bn"),
            Lang::En if size >= 1e6 => ("¥", significant(size / 1e6, digits), "M"),
            Lang::En => ("¥", significant(size, digits), ""),
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

    /// Ends of an interval of a difference in yen.
    pub fn yen_change_range(&self, e: &Estimate) -> String {
        self.range(&self.yen_change(e.low), &self.yen_change(e.high))
    }

    /// A length of time: from milliseconds to days.
    pub fn duration(&self, secs: f64) -> String {
        self.duration_digits(secs, 2)
    }

    /// The same with so many significant digits.
    pub(crate) fn duration_digits(&self, secs: f64, digits: i32) -> String {
        let (n, unit) = match secs {
            s if s == 0.0 => (s, "seconds"),
            s if s < 1.0 => (s * 1e3, "millis"),
            s if s < 90.0 => (s, "seconds"),
            s if s < 90.0 * 60.0 => (s / 60.0, "minutes"),
            s if s < 48.0 * 3600.0 => (s / 3600.0, "hours"),
            s => (s / 86_400.0, "days"),
        };
        self.get(&format!("number-{unit}"), &[("n", &significant(n, digits))])
    }

    /// A data rate.
    pub fn rate(&self, bps: f64) -> String {
        scaled(bps, &RATES, 3)
    }

    /// An amount of data.
    pub fn bytes(&self, bytes: f64) -> String {
        scaled(bytes, &SIZES, 3)
    }

    /// Events a year; rare ones also as once in so many years.
    pub fn frequency(&self, per_year: f64) -> String {
        let n = significant(per_year, 2);
        if per_year > 0.0 && per_year < RARE {
            self.get("number-rarest", &[("years", &self.years(1.0 / per_year))])
        } else if per_year > 0.0 && per_year < 0.5 {
            let years = self.years(1.0 / per_year);
            self.get("number-rare", &[("n", &n), ("years", &years)])
        } else {
            self.get("number-per-year", &[("n", &n)])
        }
    }

    fn years(&self, years: f64) -> String {
        match self.lang() {
            Lang::Ja if years >= 1e4 => format!("{}万", significant(years / 1e4, 2)),
            _ => significant(years, 2),
        }
    }

    /// A time of the day, `11:30`.
    pub fn clock(&self, minute: u32) -> String {
        format!("{}:{:02}", minute / 60, minute % 60)
    }

    /// A length of time in the largest unit that leaves it a short number.
    fn written_duration(&self, secs: f64) -> String {
        let units = [("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0), ("seconds", 1.0)];
        let short = |n: f64| n >= 1.0 && ((n * 100.0).round() - n * 100.0).abs() < 1e-6;
        let (n, unit) = match units.iter().find(|(_, size)| short(secs / size)) {
            Some((unit, size)) => (secs / size, *unit),
            None if secs > 0.0 && secs < 1.0 => (secs * 1e3, "millis"),
            None => (secs, "seconds"),
        };
        self.get(&format!("number-{unit}"), &[("n", &significant(n, WRITTEN))])
    }

    /// A value of a ledger entry, as it was written.
    pub fn value(&self, dimension: Dimension, value: f64) -> String {
        match dimension {
            Dimension::Plain => significant(value, WRITTEN),
            Dimension::Share => format!("{}%", significant(value * 100.0, WRITTEN)),
            Dimension::Rate => scaled(value, &RATES, WRITTEN),
            Dimension::Size => scaled(value, &SIZES, WRITTEN),
            Dimension::Time => self.written_duration(value),
            Dimension::Money => self.yen_digits(value, WRITTEN),
            Dimension::Frequency => {
                self.get("number-per-year", &[("n", &significant(value, WRITTEN))])
            }
        }
    }
}

fn scaled(value: f64, units: &[&str], digits: i32) -> String {
    let mut value = value;
    let mut at = 0;
    while value.abs() >= 1000.0 && at + 1 < units.len() {
        value /= 1000.0;
        at += 1;
    }
    format!("{} {}", significant(value, digits), units[at])
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
        assert_eq!(ja.percent(0.9997), "99.9%超");
        assert_eq!(en.load(0.9997), ">99.9%");
        assert_eq!(ja.load(0.996), "99.6%");
        assert_eq!(ja.load(1.0 - 1e-12), "100%");
        assert_eq!(ja.value(Dimension::Time, 365.0 * 86_400.0), "365日");
        assert_eq!(ja.value(Dimension::Time, 5_400.0), "1.5時間");
        assert_eq!(ja.value(Dimension::Time, 1_260.0), "21分");
        assert_eq!(ja.value(Dimension::Money, 12_345_678.0), "1,234.5678万円");
        assert_eq!(ja.value(Dimension::Share, 0.12345), "12.345%");
        assert_eq!(ja.frequency(0.0000045), "約22万年に1回");
        assert_eq!(en.frequency(0.0000045), "once in about 220,000 years");
        assert_eq!(ja.clock(690), "11:30");
    }
}
