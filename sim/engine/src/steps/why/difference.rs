//! What becomes of a probability when something changes, on the same trials.

use crate::interval::{paired_difference, wilson};
use crate::outcome::Estimate;

/// What becomes of a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The probability then, with its 95 % Wilson interval.
    pub probability: Estimate,
    /// The probability then less the base, with the 95 % interval of the paired difference.
    pub difference: Estimate,
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
