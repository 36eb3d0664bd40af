//! Times to compromise: MAL's distributions, named ones, and sums and products of them.
//!
//! A `Bernoulli` says whether a step can succeed at all; alone it takes no time, in a product the
//! other factor is the time. Named ones as mal-simulator has them. Distributions that a raw graph
//! has not are replaced by a fixed time at their mean (Pareto without a mean: at its median).

use super::super::pieces::{Fields, Group, List};
use super::super::spelling::{Json, Spelling};
use super::super::times::{self, MAX_SECS, MAX_SHAPE, MAX_SIGMA};
use super::super::values::value;
use crate::case::Distribution;
use std::marker::PhantomData;

/// Deepest nesting of sums and products.
const MAX_DEPTH: usize = 16;
/// Most arguments that a distribution has.
const MAX_ARGUMENTS: usize = 2;

/// Whether and when a step succeeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    /// Probability that it can succeed.
    pub probability: f64,
    /// Seconds.
    pub distribution: Distribution,
}

impl Time {
    /// Always, at once.
    pub const INSTANT: Time =
        Time { probability: 1.0, distribution: Distribution::Fixed { value: 0.0 } };
}

/// A time as read.
pub(super) struct Read {
    pub time: Time,
    /// Only a chance: no time at all.
    pub coin: bool,
    /// As MAL writes it.
    pub words: String,
    /// What stands in for it, if it could not be carried over.
    pub instead: Option<String>,
}

/// Reads a time; none if it is no time that MAL knows.
pub(super) fn read(piece: &str, unit_secs: f64) -> Option<Read> {
    let part = part(piece, 0)?;
    let distribution = match part.kind {
        Part::Coin => Distribution::Fixed { value: 0.0 },
        Part::Time(distribution) => times::plain(scaled(distribution, unit_secs)),
    };
    let sound = distribution.mean().is_finite() && distribution.mean() <= MAX_SECS;
    let instead = || match distribution {
        Distribution::Fixed { value } => format!("fixed(s: {value})"),
        other => format!("{other:?}"),
    };
    sound.then(|| Read {
        time: Time { probability: part.probability, distribution },
        coin: matches!(part.kind, Part::Coin),
        words: part.words,
        instead: (!part.exact).then(instead),
    })
}

#[derive(Clone, Copy)]
enum Part {
    Coin,
    Time(Distribution),
}

struct Parsed {
    probability: f64,
    kind: Part,
    words: String,
    exact: bool,
}

impl Parsed {
    fn coin(probability: f64) -> Option<Self> {
        let known = (0.0..=1.0).contains(&probability);
        known.then(|| Parsed { probability, kind: Part::Coin, words: String::new(), exact: true })
    }

    fn time(distribution: Distribution) -> Option<Self> {
        let kind = Part::Time(distribution);
        Some(Parsed { probability: 1.0, kind, words: String::new(), exact: true })
    }

    fn fixed(mean: f64) -> Option<Self> {
        let sound = mean.is_finite() && mean >= 0.0;
        let made = sound.then(|| Parsed::time(Distribution::Fixed { value: mean })).flatten()?;
        Some(Parsed { exact: false, ..made })
    }

    fn mean(&self) -> f64 {
        match self.kind {
            Part::Coin => 0.0,
            Part::Time(distribution) => distribution.mean(),
        }
    }
}

fn part(piece: &str, depth: usize) -> Option<Parsed> {
    if depth > MAX_DEPTH {
        return None;
    }
    let fields = Json::read(piece, Group::<Json>::new()).ok()?;
    let word = |name: &str| value(&fields, name).map(|text| text.trim_matches('"'));
    match (word("type")?, word("name")) {
        ("number", _) => {
            let number = Json::read(value(&fields, "value")?, PhantomData::<f64>).ok()?;
            let made = Parsed::fixed(number)?;
            Some(Parsed { exact: true, words: number.to_string(), ..made })
        }
        ("function", Some(name)) => {
            let arguments = arguments(&fields)?;
            let shown: Vec<String> = arguments.iter().map(f64::to_string).collect();
            let words = match shown.is_empty() {
                true => name.to_owned(),
                false => format!("{name}({})", shown.join(", ")),
            };
            Some(Parsed { words, ..function(name, &arguments)? })
        }
        (operation, _) => {
            let left = part(value(&fields, "lhs")?, depth + 1)?;
            let right = part(value(&fields, "rhs")?, depth + 1)?;
            combined(operation, left, right)
        }
    }
}

fn arguments(fields: &Fields<'_>) -> Option<Vec<f64>> {
    let Some(piece) = value(fields, "arguments").filter(|piece| *piece != "null") else {
        return Some(Vec::new());
    };
    let pieces = Json::read(piece, List::<Json>::new(MAX_ARGUMENTS, &mut false)).ok()?;
    pieces.into_iter().map(|piece| Json::read(piece, PhantomData::<f64>).ok()).collect()
}

fn function(name: &str, arguments: &[f64]) -> Option<Parsed> {
    let exponential = |probability: f64, rate: f64| {
        let distribution = Distribution::Exponential { mean: 1.0 / rate };
        Some(Parsed { probability, ..Parsed::time(distribution)? })
    };
    match (name, arguments) {
        ("Enabled" | "Instant" | "Zero", []) => Parsed::coin(1.0),
        ("Disabled" | "Infinity", []) => Parsed::coin(0.0),
        ("EasyAndCertain", []) => exponential(1.0, 1.0),
        ("EasyAndUncertain", []) => Parsed::coin(0.5),
        ("HardAndCertain", []) => exponential(1.0, 0.1),
        ("HardAndUncertain", []) => exponential(0.5, 0.1),
        ("VeryHardAndCertain", []) => exponential(1.0, 0.01),
        ("VeryHardAndUncertain", []) => exponential(0.5, 0.01),
        ("Bernoulli", &[probability]) => Parsed::coin(probability),
        ("Exponential", &[rate]) if rate > 0.0 => exponential(1.0, rate),
        ("Gamma", &[shape, scale]) if shape > 0.0 && shape <= MAX_SHAPE && scale > 0.0 => {
            Parsed::time(Distribution::Gamma { shape, mean: shape * scale })
        }
        ("LogNormal", &[mean, sigma]) if (0.0..=MAX_SIGMA).contains(&sigma) => {
            Parsed::time(Distribution::Lognormal { median: libm::exp(mean), sigma })
        }
        ("Uniform", &[min, max]) if min >= 0.0 && min <= max => {
            Parsed::time(Distribution::Uniform { min, max })
        }
        ("Binomial", &[trials, share]) if (0.0..=1.0).contains(&share) => {
            Parsed::fixed(trials * share)
        }
        ("Pareto", &[min, shape]) if min > 0.0 && shape > 1.0 => {
            Parsed::fixed(min * shape / (shape - 1.0))
        }
        ("Pareto", &[min, shape]) if min > 0.0 && shape > 0.0 => {
            Parsed::fixed(min * libm::exp2(1.0 / shape))
        }
        ("TruncatedNormal", &[mean, sigma]) if sigma > 0.0 => {
            Parsed::fixed(truncated_mean(mean, sigma))
        }
        _ => None,
    }
}

/// Mean of a normal distribution of which only what is above 0 is left (Johnson, Kotz,
/// Balakrishnan, Continuous Univariate Distributions I, 1994, 13.10.1).
fn truncated_mean(mean: f64, sigma: f64) -> f64 {
    let low = -mean / sigma;
    let density = libm::exp(-low * low / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    let above = libm::erfc(low / std::f64::consts::SQRT_2) / 2.0;
    mean + sigma * density / above
}

fn combined(operation: &str, left: Parsed, right: Parsed) -> Option<Parsed> {
    let probability = left.probability * right.probability;
    let (sign, mean) = match operation {
        "multiplication" => ("*", left.mean() * right.mean()),
        "addition" => ("+", left.mean() + right.mean()),
        "subtraction" => ("-", (left.mean() - right.mean()).max(0.0)),
        "division" => ("/", left.mean() / right.mean()),
        "exponentiation" => ("^", libm::pow(left.mean(), right.mean())),
        _ => return None,
    };
    let words = format!("{} {sign} {}", left.words, right.words);
    let both = left.exact && right.exact;
    let (kind, exact) = match (operation, left.kind, right.kind) {
        ("multiplication", Part::Coin, other) | ("multiplication", other, Part::Coin) => {
            (other, both)
        }
        ("multiplication", Part::Time(Distribution::Fixed { value }), Part::Time(other))
        | ("multiplication", Part::Time(other), Part::Time(Distribution::Fixed { value })) => {
            (Part::Time(scaled(other, value)), both)
        }
        (
            "addition",
            Part::Time(Distribution::Fixed { .. }),
            Part::Time(Distribution::Fixed { .. }),
        ) => (Parsed::fixed(mean)?.kind, both),
        _ => (Parsed::fixed(mean)?.kind, false),
    };
    Some(Parsed { probability, kind, words, exact })
}

/// A distribution of so many times the quantity.
fn scaled(distribution: Distribution, factor: f64) -> Distribution {
    use Distribution as D;
    match distribution {
        D::Fixed { value } => D::Fixed { value: value * factor },
        D::Exponential { mean } => D::Exponential { mean: mean * factor },
        D::Gamma { shape, mean } => D::Gamma { shape, mean: mean * factor },
        D::Lognormal { median, sigma } => D::Lognormal { median: median * factor, sigma },
        D::Pert { min, likely, max } => {
            D::Pert { min: min * factor, likely: likely * factor, max: max * factor }
        }
        D::Uniform { min, max } => D::Uniform { min: min * factor, max: max * factor },
    }
}
