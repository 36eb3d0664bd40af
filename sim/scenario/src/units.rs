//! Units as they stand in a file, and their SI values.
//!
//! A number with a dimension is never bare in a scenario: `Mbps(100)`, `Days(4)`, `ManYen(250)`.
//! Inside the program rates are bits per second, sizes bytes, times seconds, money yen and
//! frequencies events per year, all `f64`.

use serde::Deserialize;

/// A number as written, with its unit, that has one value in the program's own unit.
pub trait Unit: for<'de> Deserialize<'de> + Clone {
    /// The value in the program's unit (bit/s, byte, s, yen, 1/year, or plain).
    fn si(&self) -> f64;
    /// What the value measures, as a key that the report words: `rate`, `size`, `time`, ...
    const DIMENSION: Dimension;
}

/// What a number measures; the report chooses unit and wording by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// A plain number without unit.
    Plain,
    /// A probability or share in \[0, 1\].
    Share,
    /// Bits per second.
    Rate,
    /// Bytes.
    Size,
    /// Seconds.
    Time,
    /// Yen.
    Money,
    /// Events per year.
    Frequency,
}

impl Dimension {
    /// Greatest value that a file may give: in the program's unit, and as files write it. Far above
    /// anything real, and small enough that sums and products stay exact enough to mean something.
    pub(crate) fn most(self) -> (f64, &'static str) {
        match self {
            Dimension::Plain => (1e9, "1000000000"),
            Dimension::Share => (1.0, "1"),
            Dimension::Rate => (1e14, "Gbps(100000)"),
            Dimension::Size => (1e15, "GB(1000000)"),
            Dimension::Time => (36_500.0 * 86_400.0, "Days(36500)"),
            Dimension::Money => (1e15, "ManYen(100000000000)"),
            Dimension::Frequency => (1e6, "PerYear(1000000)"),
        }
    }
}

/// Data rate.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum Rate {
    /// Bits per second.
    Bps(f64),
    /// 10³ bits per second.
    Kbps(f64),
    /// 10⁶ bits per second.
    Mbps(f64),
    /// 10⁹ bits per second.
    Gbps(f64),
}

impl Unit for Rate {
    const DIMENSION: Dimension = Dimension::Rate;
    fn si(&self) -> f64 {
        match *self {
            Rate::Bps(x) => x,
            Rate::Kbps(x) => x * 1e3,
            Rate::Mbps(x) => x * 1e6,
            Rate::Gbps(x) => x * 1e9,
        }
    }
}

/// Amount of data; decimal multiples (1 MB = 10⁶ bytes).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum Size {
    /// Bytes.
    Bytes(f64),
    /// 10³ bytes.
    KB(f64),
    /// 10⁶ bytes.
    MB(f64),
    /// 10⁹ bytes.
    GB(f64),
}

impl Unit for Size {
    const DIMENSION: Dimension = Dimension::Size;
    fn si(&self) -> f64 {
        match *self {
            Size::Bytes(x) => x,
            Size::KB(x) => x * 1e3,
            Size::MB(x) => x * 1e6,
            Size::GB(x) => x * 1e9,
        }
    }
}

/// Length of time.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum Duration {
    /// 10⁻³ seconds.
    Millis(f64),
    /// Seconds.
    Seconds(f64),
    /// 60 seconds.
    Minutes(f64),
    /// 3,600 seconds.
    Hours(f64),
    /// 86,400 seconds.
    Days(f64),
}

impl Unit for Duration {
    const DIMENSION: Dimension = Dimension::Time;
    fn si(&self) -> f64 {
        match *self {
            Duration::Millis(x) => x / 1e3,
            Duration::Seconds(x) => x,
            Duration::Minutes(x) => x * 60.0,
            Duration::Hours(x) => x * 3_600.0,
            Duration::Days(x) => x * 86_400.0,
        }
    }
}

/// Money.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum Money {
    /// Yen.
    Yen(f64),
    /// 万円: 10,000 yen.
    ManYen(f64),
}

impl Unit for Money {
    const DIMENSION: Dimension = Dimension::Money;
    fn si(&self) -> f64 {
        match *self {
            Money::Yen(x) => x,
            Money::ManYen(x) => x * 1e4,
        }
    }
}

/// How often something happens.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum Frequency {
    /// Events a year.
    PerYear(f64),
    /// Events a month; 12 months a year.
    PerMonth(f64),
}

impl Unit for Frequency {
    const DIMENSION: Dimension = Dimension::Frequency;
    fn si(&self) -> f64 {
        match *self {
            Frequency::PerYear(x) => x,
            Frequency::PerMonth(x) => x * 12.0,
        }
    }
}

/// A probability or share; the check, not the parser, holds it to \[0, 1\], so that several
/// mistakes are reported at once.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Share(pub f64);

impl Unit for Share {
    const DIMENSION: Dimension = Dimension::Share;
    fn si(&self) -> f64 {
        self.0
    }
}

/// A plain number.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Unit for Number {
    const DIMENSION: Dimension = Dimension::Plain;
    fn si(&self) -> f64 {
        self.0
    }
}
