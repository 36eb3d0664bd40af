//! Intervals of probabilities that were estimated by counting.
//!
//! One probability has the interval of Wilson (1927). The difference of two that were estimated on
//! the same trials is known better than either: most trials come out the same under both, and what
//! counts is how many succeed only under one. The shares of these two kinds of trials are two cells
//! of a multinomial distribution. Each has a Wilson interval (Newcombe, "Improved confidence
//! intervals for the difference between binomial proportions based on paired data", Statistics in
//! Medicine 17, 1998); that of their difference is recovered from the limits (MOVER: Zou and Donner,
//! "Construction of confidence limits about effect measures: a general approach", Statistics in
//! Medicine 27, 2008), with the correlation of two cells.
//!
//! Must not know what was counted.

use crate::outcome::Estimate;

/// Share of successes with its 95 % interval after Wilson (1927), as in Brown, Cai and DasGupta,
/// "Interval estimation for a binomial proportion", Statistical Science 16 (2001).
pub fn wilson(successes: u64, trials: u64) -> Estimate {
    const Z: f64 = 1.959_963_984_540_054;
    if trials == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 1.0 };
    }
    let n = trials as f64;
    let share = successes as f64 / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * libm::sqrt(share * (1.0 - share) / n + Z * Z / (4.0 * n * n));
    // The ends are 0 and 1 there but for rounding.
    let low = if successes == 0 { 0.0 } else { centre - half };
    let high = if successes == trials { 1.0 } else { centre + half };
    Estimate { value: share, low, high }
}

/// Probability of success under a variant less that under the base, with its 95 % interval, from the
/// number of trials that succeed only under either. Where none do, the interval still has the width
/// that so many trials leave open.
pub fn paired_difference(base_only: u64, variant_only: u64, trials: u64) -> Estimate {
    let (lost, gained) = (wilson(base_only, trials), wilson(variant_only, trials));
    let odds = |share: f64| if share < 1.0 { share / (1.0 - share) } else { 0.0 };
    let correlation = -libm::sqrt(odds(lost.value) * odds(gained.value));
    let reach = |a: f64, b: f64| libm::sqrt(a * a - 2.0 * correlation * a * b + b * b);
    let value = gained.value - lost.value;
    let down = reach(gained.value - gained.low, lost.high - lost.value);
    let up = reach(gained.high - gained.value, lost.value - lost.low);
    Estimate { value, low: (value - down).max(-1.0), high: (value + up).min(1.0) }
}
