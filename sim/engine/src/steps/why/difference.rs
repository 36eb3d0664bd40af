//! Differences of two probabilities that were estimated on the same trials.
//!
//! With common random numbers most trials come out the same under both; what counts is how many
//! succeed only under one. The shares of these two kinds of trials are two cells of a multinomial
//! distribution. Each has a Wilson interval (Newcombe, "Improved confidence intervals for the
//! difference between binomial proportions based on paired data", Statistics in Medicine 17, 1998);
//! that of their difference is recovered from the limits (MOVER: Zou and Donner, "Construction of
//! confidence limits about effect measures: a general approach", Statistics in Medicine 27, 2008),
//! with the correlation of two cells.

use crate::attack::wilson;
use crate::outcome::Estimate;

/// What becomes of a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The probability then, with its 95 % Wilson interval.
    pub probability: Estimate,
    /// The probability then less the base, with the 95 % interval of the paired difference.
    pub difference: Estimate,
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

/// What becomes of a probability, from the outcomes of the same trials: bit t mod 64 of word t / 64
/// tells whether trial t succeeded.
pub fn change(base: &[u64], variant: &[u64], trials: u64) -> Change {
    let count = |of: fn(u64, u64) -> u64| -> u64 {
        base.iter().zip(variant).map(|(&b, &v)| u64::from(of(b, v).count_ones())).sum()
    };
    Change {
        probability: wilson(count(|_, variant| variant), trials),
        difference: paired_difference(
            count(|base, variant| base & !variant),
            count(|base, variant| variant & !base),
            trials,
        ),
    }
}
