//! Counts of trials: successes, and the times of successes in bounded memory.
//!
//! Everything is counted in integers, so that tallies add up to the same whatever the order. Times go
//! into a histogram whose bins share the first 11 significant binary digits: a quantile read from it
//! is off by at most 2⁻¹¹ of its value (0.05 %). Their sum is kept exactly, as integers by binary
//! exponent. Must not know how trials are run. Times in seconds, not negative, finite.

use crate::interval::wilson;
use crate::outcome::Estimate;
use std::collections::BTreeMap;

/// Normal quantile of a 95 % interval.
const Z: f64 = 1.959_963_984_540_054;
/// Bits of a fraction.
const FRACTION: u32 = 52;
/// Bits of it that name a bin.
const BIN_BITS: u32 = 10;

/// What came of some trials for a goal.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tally {
    /// Trials that reached it in time.
    pub(super) successes: u64,
    /// Times by their binary exponent.
    scales: BTreeMap<u16, Scale>,
}

/// Times with the same binary exponent.
#[derive(Debug, Clone, PartialEq)]
struct Scale {
    /// How many fall into each bin; no more than 2³² − 1 are counted.
    counts: Vec<u32>,
    /// Sum of their significands, as integers of 53 bits.
    sum: u128,
}

impl Tally {
    /// Counts a success.
    pub(super) fn add(&mut self, time: f64) {
        self.successes += 1;
        // Without the sign that a time of −0 would have.
        let bits = time.abs().to_bits();
        let exponent = (bits >> FRACTION) as u16;
        let fraction = bits & ((1 << FRACTION) - 1);
        let scale = self.scales.entry(exponent).or_insert_with(Scale::empty);
        let count = &mut scale.counts[(fraction >> (FRACTION - BIN_BITS)) as usize];
        *count = count.saturating_add(1);
        // Numbers below the least normal one have no leading 1.
        scale.sum += u128::from(fraction | u64::from(exponent > 0) << FRACTION);
    }

    /// Counts successes that took no time.
    pub(super) fn add_instant(&mut self, successes: u64) {
        if successes > 0 {
            self.successes += successes;
            let count = &mut self.scales.entry(0).or_insert_with(Scale::empty).counts[0];
            *count = count.saturating_add(u32::try_from(successes).unwrap_or(u32::MAX));
        }
    }

    /// Takes in another tally; the order does not matter.
    pub(super) fn merge(&mut self, other: Tally) {
        self.successes += other.successes;
        for (exponent, from) in other.scales {
            let into = self.scales.entry(exponent).or_insert_with(Scale::empty);
            into.sum += from.sum;
            for (count, more) in into.counts.iter_mut().zip(from.counts) {
                *count = count.saturating_add(more);
            }
        }
    }

    /// Share of trials that reached it, with its 95 % Wilson interval.
    pub(super) fn probability(&self, trials: u64) -> Estimate {
        wilson(self.successes, trials)
    }

    /// Mean time with its 95 % interval (central limit theorem, variance by bins); none without
    /// success.
    pub(super) fn mean_secs(&self) -> Option<Estimate> {
        let n = self.successes as f64;
        (self.successes > 0).then(|| {
            let mean = self.sum() / n;
            let squares = self.bins().fold(0.0, |squares, (middle, count)| {
                squares + count as f64 * (middle - mean) * (middle - mean)
            });
            let half = Z * (squares / n / n).sqrt();
            Estimate { value: mean, low: (mean - half).max(0.0), high: mean + half }
        })
    }

    /// The sum of all times, rounded once per exponent.
    fn sum(&self) -> f64 {
        self.scales.iter().fold(0.0, |total, (&exponent, scale)| {
            total + libm::ldexp(scale.sum as f64, i32::from(exponent.max(1)) - 1_075)
        })
    }

    /// Bins that hold something, from the least: the middle and the count.
    fn bins(&self) -> impl Iterator<Item = (f64, u64)> {
        self.scales.iter().flat_map(|(&exponent, scale)| {
            scale.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(
                move |(bin, &count)| {
                    let lower = u64::from(exponent) << BIN_BITS | bin as u64;
                    // A time of 0 is exact.
                    let middle = (lower << 1 | u64::from(lower > 0)) << (FRACTION - BIN_BITS - 1);
                    (f64::from_bits(middle), u64::from(count))
                },
            )
        })
    }

    /// 5 %, 50 % and 95 % quantiles with their 95 % intervals (of ranks: the number of times below a
    /// quantile is binomial); none without success.
    pub(super) fn quantiles_secs(&self) -> Option<[Estimate; 3]> {
        (self.successes > 0).then(|| {
            [0.05, 0.50, 0.95].map(|share| {
                let n = self.successes as f64;
                let half = Z * (n * share * (1.0 - share)).sqrt();
                Estimate {
                    value: self.ranked(n * share),
                    low: self.ranked(n * share - half),
                    high: self.ranked(n * share + half + 1.0),
                }
            })
        })
    }

    /// The middle of the bin that holds the time with this rank, from 1.
    fn ranked(&self, rank: f64) -> f64 {
        let rank = rank.ceil().clamp(1.0, self.successes as f64) as u64;
        let mut below = 0;
        for (middle, count) in self.bins() {
            below += count;
            if below >= rank {
                return middle;
            }
        }
        0.0
    }
}

impl Scale {
    fn empty() -> Scale {
        Scale { counts: vec![0; 1 << BIN_BITS], sum: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_order() {
        let values = [1e300, 1.0, 1e-300, 3.5, 0.1, 0.0, 7e15];
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        values.iter().for_each(|&v| forwards.add(v));
        values.iter().rev().for_each(|&v| backwards.add(v));
        assert_eq!(forwards, backwards);
        let (mut some, mut others) = (Tally::default(), Tally::default());
        values[..3].iter().for_each(|&v| others.add(v));
        values[3..].iter().for_each(|&v| some.add(v));
        some.merge(others);
        assert_eq!(forwards, some);
        let mut sum = Tally::default();
        [0.1, 0.2, 0.3, 4.0].iter().for_each(|&v| sum.add(v));
        assert!((sum.sum() - 4.6).abs() < 1e-15);
    }

    /// The times 1, 2, ..., 1000: mean 500.5, quantiles 50, 500, 950 within 0.05 %; the ranks of
    /// their intervals by hand: 500 ± 1.96 √250 = 469.01 and 530.99 + 1.
    #[test]
    fn quantiles_by_hand() {
        let mut tally = Tally::default();
        (1..=1_000).for_each(|time| tally.add(f64::from(time)));
        let mean = tally.mean_secs().unwrap();
        assert!((mean.value - 500.5).abs() < 1e-9);
        // Standard deviation √((1000² − 1) / 12) = 288.675; half width 1.96 × it / √1000 = 17.892.
        assert!((mean.high - mean.value - 17.892).abs() < 0.01);
        let close = |found: f64, wanted: f64| (found / wanted - 1.0).abs() <= 1.0 / 2_048.0 + 1e-12;
        let [p05, p50, p95] = tally.quantiles_secs().unwrap();
        assert!(close(p05.value, 50.0) && close(p50.value, 500.0) && close(p95.value, 950.0));
        assert!(close(p50.low, 470.0) && close(p50.high, 532.0), "{p50:?}");
    }

    #[test]
    fn nothing_is_known_without_success() {
        let tally = Tally::default();
        assert!(tally.mean_secs().is_none() && tally.quantiles_secs().is_none());
        assert!((tally.probability(10).low).abs() < f64::MIN_POSITIVE);
    }
}
