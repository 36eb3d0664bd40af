//! The same chances as [`Source`] gives, for many trials at once.
//!
//! Coins of 512 trials come as the bits of eight words, times of 16 trials as a vector. A single
//! trial can be asked for as well and gets the very same value: engines that look at one trial and
//! engines that look at many agree. Plain loops over small arrays, which the compiler turns into
//! vector instructions; this is measured to be several times faster than one call after the other,
//! and is the reason why Philox stands here a second time (tests compare it with `rand_philox`).
//!
//! Where a value stands: binary digit `k` (the highest is 0) of the uniform behind a coin is, for
//! trial `t` = 512 b + 64 w + i, bit `i` of half `w / 4` of Philox block `k` of the stream with index
//! 4 b + `w mod 4`. The uniform behind a time is, for trial `t` = 16 b + 8 h + i, half `h` of block 0
//! of the stream with index 8 b + i. A coin is a uniform compared with a probability, so that a
//! higher probability can only add successes.

#![allow(
    clippy::needless_range_loop,
    reason = "loops by index over several small arrays are what becomes vector instructions"
)]

use super::{Source, Stream};
use sansou_scenario::case::Distribution;

/// Trials whose coins are thrown at once: the bits of [`Worlds`].
pub const WORLDS: usize = 512;
/// One bit for each of 512 trials: bit `t mod 64` of word `t / 64`.
pub type Worlds = [u64; WORLDS / 64];
/// Trials whose times are drawn at once.
pub const LANES: usize = 16;
/// No trial.
pub const NONE: Worlds = [0; WORLDS / 64];
/// Every trial.
pub const ALL: Worlds = [u64::MAX; WORLDS / 64];

/// Philox counters that are run at once: four digits of 512 trials, or times of 16 of two steps.
const WIDE: usize = 16;
type Words = [u32; WIDE];
/// Counters that hold the uniforms of [`LANES`] trials.
const PAIRS: usize = LANES / 2;

/// A coin: a uniform compared with a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coin {
    source: Source,
    /// The probability as 64 binary digits after the point.
    digits: u64,
}

impl Coin {
    /// The coin of a source. `probability` in \[0, 1); what lies below 2⁻⁶⁴ is 0.
    pub fn new(source: Source, probability: f64) -> Coin {
        const ONE: f64 = 18_446_744_073_709_551_616.0; // 2⁶⁴
        Coin { source, digits: (probability * ONE) as u64 }
    }

    /// Whether it comes up in this trial.
    pub fn of_trial(&self, trial: u64) -> bool {
        let (block_of, word) = (trial / WORLDS as u64, trial as usize % WORLDS / 64);
        let group = 4 * block_of + (word % 4) as u64;
        let mut digits = self.digits;
        for digit in 0..64 {
            if digits == 0 {
                break;
            }
            let counter = u128::from(group) << 64 | digit;
            let drawn = block(self.source.key, counter)[word / 4] >> (trial % 64) & 1 == 1;
            let wanted = digits >> 63 == 1;
            if drawn != wanted {
                return wanted;
            }
            digits <<= 1;
        }
        false
    }

    /// In which trials of the block it comes up. `block` counts blocks of [`WORLDS`] trials.
    #[inline(always)]
    pub(crate) fn of_block(&self, block: u64) -> Worlds {
        let (mut open, mut below) = (ALL, NONE);
        let mut digits = self.digits;
        let mut digit = 0;
        while digits != 0 && open != NONE {
            let each = [digit, digit + 1, digit + 2, digit + 3];
            let drawn = planes([self.source; 4], each, block);
            for plane in 0..4 {
                let wanted = if digits >> 63 == 1 { u64::MAX } else { 0 };
                for word in 0..WORLDS / 64 {
                    let differs = drawn[plane][word] ^ wanted;
                    below[word] |= open[word] & differs & wanted;
                    open[word] &= !differs;
                }
                digits <<= 1;
            }
            digit += 4;
        }
        below
    }

    /// Whether one binary digit decides it: probability 1/2.
    pub(crate) fn is_even(&self) -> bool {
        self.digits == 1 << 63
    }

    /// Four coins with probability 1/2, in a quarter of the time.
    #[inline(always)]
    pub(crate) fn even_of_block(coins: [&Coin; 4], block: u64) -> [Worlds; 4] {
        let sources = [coins[0].source, coins[1].source, coins[2].source, coins[3].source];
        let mut drawn = planes(sources, [0; 4], block);
        for coin in 0..4 {
            for word in 0..WORLDS / 64 {
                drawn[coin][word] = !drawn[coin][word];
            }
        }
        drawn
    }
}

/// Binary digits of the uniforms of 512 trials: digit `digits[k]` of source `k`.
#[inline(always)]
fn planes(sources: [Source; 4], digits: [u32; 4], block: u64) -> [Worlds; 4] {
    let mut counters = [[0; WIDE]; 4];
    let mut keys = [[0; WIDE]; 2];
    for at in 0..WIDE {
        let group = 4 * block + at as u64 % 4;
        counters[0][at] = digits[at / 4];
        (counters[2][at], counters[3][at]) = (group as u32, (group >> 32) as u32);
        [keys[0][at], keys[1][at]] = sources[at / 4].key;
    }
    let drawn = philox(counters, keys);
    let mut planes = [NONE; 4];
    for at in 0..WIDE {
        let word = |of: usize| u64::from(drawn[of][at]);
        planes[at / 4][at % 4] = word(0) | word(1) << 32;
        planes[at / 4][4 + at % 4] = word(2) | word(3) << 32;
    }
    planes
}

/// Philox4x32-10 of sixteen counters, each with its key.
#[inline(always)]
fn philox(counters: [Words; 4], mut keys: [Words; 2]) -> [Words; 4] {
    const MULTIPLY: [u32; 2] = [0xd251_1f53, 0xcd9e_8d57];
    const BUMP: [u32; 2] = [0x9e37_79b9, 0xbb67_ae85];
    let [mut x0, mut x1, mut x2, mut x3] = counters;
    for _ in 0..10 {
        let mut next = [[0; WIDE]; 4];
        for at in 0..WIDE {
            let first = u64::from(x0[at]) * u64::from(MULTIPLY[0]);
            let second = u64::from(x2[at]) * u64::from(MULTIPLY[1]);
            next[0][at] = (second >> 32) as u32 ^ x1[at] ^ keys[0][at];
            // As products of 32 bits these become one vector instruction.
            next[1][at] = x2[at].wrapping_mul(MULTIPLY[1]);
            next[2][at] = (first >> 32) as u32 ^ x3[at] ^ keys[1][at];
            next[3][at] = x0[at].wrapping_mul(MULTIPLY[0]);
        }
        [x0, x1, x2, x3] = next;
        for at in 0..WIDE {
            keys[0][at] = keys[0][at].wrapping_add(BUMP[0]);
            keys[1][at] = keys[1][at].wrapping_add(BUMP[1]);
        }
    }
    [x0, x1, x2, x3]
}

/// One block of Philox4x32-10.
fn block(key: [u32; 2], counter: u128) -> [u64; 2] {
    let mut philox = rand_philox::Philox::new(key, counter);
    [(); 2].map(|()| philox.next_u64())
}

/// A time: a distribution with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Time {
    source: Source,
    distribution: Distribution,
}

impl Time {
    /// The time of a source.
    pub fn new(source: Source, distribution: Distribution) -> Time {
        Time { source, distribution }
    }

    /// Its value in this trial.
    pub fn of_trial(&self, trial: u64) -> f64 {
        match self.distribution {
            Distribution::Fixed { value } => value,
            Distribution::Exponential { mean } => -mean * log_below_one(self.uniform(trial)),
            Distribution::Uniform { min, max } => min + (max - min) * self.uniform(trial),
            Distribution::Lognormal { median, sigma } => {
                lognormal(median, sigma, self.uniform(trial))
            }
            Distribution::Gamma { .. } | Distribution::Pert { .. } => self.by_stream(trial),
        }
    }

    /// Values of two times in the 16 trials from `first` on, a multiple of 16.
    #[inline(always)]
    pub(crate) fn two_of_lanes(times: [&Time; 2], first: u64) -> [[f64; LANES]; 2] {
        let uniforms = uniforms([times[0].source, times[1].source], [first; 2]);
        [times[0].of_uniforms(&uniforms[0], first), times[1].of_uniforms(&uniforms[1], first)]
    }

    /// Its values in the 32 trials from `first` on, a multiple of 16.
    #[inline(always)]
    pub(crate) fn of_two_groups(&self, first: u64) -> [[f64; LANES]; 2] {
        let firsts = [first, first + LANES as u64];
        let uniforms = uniforms([self.source; 2], firsts);
        [self.of_uniforms(&uniforms[0], firsts[0]), self.of_uniforms(&uniforms[1], firsts[1])]
    }

    /// Values by these uniforms, of as many trials from `first` on.
    #[inline(always)]
    fn of_uniforms(&self, uniforms: &[f64; LANES], first: u64) -> [f64; LANES] {
        // Plain loops: `array::map` would be compiled without the vector instructions.
        let mut values = [0.0; LANES];
        match self.distribution {
            Distribution::Exponential { mean } => {
                for lane in 0..LANES {
                    values[lane] = -mean * log_below_one(uniforms[lane]);
                }
            }
            Distribution::Uniform { min, max } => {
                for lane in 0..LANES {
                    values[lane] = min + (max - min) * uniforms[lane];
                }
            }
            _ => self.one_by_one(first, &mut values),
        }
        values
    }

    #[inline(never)]
    fn one_by_one(&self, first: u64, values: &mut [f64; LANES]) {
        for (lane, value) in values.iter_mut().enumerate() {
            *value = self.of_trial(first + lane as u64);
        }
    }

    /// Uniform of a trial.
    fn uniform(&self, trial: u64) -> f64 {
        let (lanes, lane) = (trial / LANES as u64, trial as usize % LANES);
        let index = PAIRS as u64 * lanes + (lane % PAIRS) as u64;
        open_uniform(block(self.source.key, u128::from(index) << 64)[lane / PAIRS])
    }

    /// Of distributions that need any number of uniforms.
    fn by_stream(&self, trial: u64) -> f64 {
        let mut stream: Stream = self.source.stream(trial, 1);
        stream.draw(&self.distribution)
    }
}

/// Uniforms of two sources, each in the 16 trials from its `firsts` on.
#[inline(always)]
fn uniforms(sources: [Source; 2], firsts: [u64; 2]) -> [[f64; LANES]; 2] {
    let mut counters = [[0; WIDE]; 4];
    let mut keys = [[0; WIDE]; 2];
    for at in 0..WIDE {
        let index = firsts[at / PAIRS] / 2 + (at % PAIRS) as u64;
        (counters[2][at], counters[3][at]) = (index as u32, (index >> 32) as u32);
        [keys[0][at], keys[1][at]] = sources[at / PAIRS].key;
    }
    let drawn = philox(counters, keys);
    let mut uniforms = [[0.0; LANES]; 2];
    for source in 0..2 {
        for at in 0..PAIRS {
            let word = |of: usize| u64::from(drawn[of][source * PAIRS + at]);
            uniforms[source][at] = open_uniform(word(0) | word(1) << 32);
            uniforms[source][PAIRS + at] = open_uniform(word(2) | word(3) << 32);
        }
    }
    uniforms
}

fn lognormal(median: f64, sigma: f64, uniform: f64) -> f64 {
    median * libm::exp(sigma * super::normal_quantile(uniform))
}

/// Uniform on (0, 1), 52 bits, from the upper bits of a word: odd multiples of 2⁻⁵³.
#[inline(always)]
fn open_uniform(word: u64) -> f64 {
    const HALF_STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    f64::from_bits(0x3ff << 52 | word >> 12) - 1.0 + HALF_STEP
}

/// Natural logarithm of a normal number in (0, 1): the arithmetic of FreeBSD's `e_log.c`, which
/// `libm::log` follows too (a test compares every bit), without its branches.
#[inline(always)]
#[allow(clippy::excessive_precision, reason = "coefficients as published")]
fn log_below_one(x: f64) -> f64 {
    const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
    const L: [f64; 7] = [
        6.666_666_666_666_735_130e-1,
        3.999_999_999_940_941_908e-1,
        2.857_142_874_366_239_149e-1,
        2.222_219_843_214_978_396e-1,
        1.818_357_216_161_805_012e-1,
        1.531_383_769_920_937_332e-1,
        1.479_819_860_511_658_591e-1,
    ];
    const ROOT_HALF: u64 = 0x3fe6_a09e << 32;
    const ONE: u64 = 0x3ff << 52;
    // 2⁵² as a number whose lowest bits hold an integer.
    const SHIFT: u64 = 0x433 << 52;
    let bits = x.to_bits() + (ONE - ROOT_HALF);
    let exponent = f64::from_bits(SHIFT | bits >> 52) - (f64::from_bits(SHIFT) + 1_023.0);
    let f = f64::from_bits((bits & ((1 << 52) - 1)) + ROOT_HALF) - 1.0;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (L[1] + w * (L[3] + w * L[5]));
    let odd = z * (L[0] + w * (L[2] + w * (L[4] + w * L[6])));
    s * (half_square + (odd + even)) + exponent * LN2_LOW - half_square + f + exponent * LN2_HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Key;

    #[test]
    fn a_coin_of_a_block_is_that_of_each_trial() {
        for (name, probability) in [("a", 0.5), ("b", 0.37), ("c", 1e-3), ("d", 0.999), ("e", 0.0)]
        {
            let coin = Coin::new(Source::new(7, Key::new(&["coin", name])), probability);
            for block in [0, 3, 1 << 35] {
                let worlds = coin.of_block(block);
                for trial in 0..WORLDS as u64 {
                    let bit = worlds[trial as usize / 64] >> (trial % 64) & 1 == 1;
                    assert_eq!(bit, coin.of_trial(block * WORLDS as u64 + trial), "{probability}");
                }
            }
        }
    }

    /// The uniform behind a coin is written out by the digits' definition and compared.
    #[test]
    fn a_coin_is_a_uniform_below_the_probability() {
        let source = Source::new(1, Key::new(&["coin"]));
        for trial in 0..300_u64 {
            let mut stream = source.stream(trial / 64 % 4, 0);
            let uniform = (0..53).fold(0.0, |uniform, digit| {
                let halves = [(); 2].map(|()| stream.philox.next_u64());
                let bit = halves[trial as usize / 256] >> (trial % 64) & 1;
                uniform + bit as f64 / libm::pow(2.0, f64::from(digit + 1))
            });
            for probability in [0.1, 0.37, 0.5, 0.75, 0.9] {
                let coin = Coin::new(source, probability);
                assert_eq!(coin.of_trial(trial), uniform < probability);
            }
        }
    }

    #[test]
    fn even_coins_together_are_the_same() {
        let coins = ["a", "b", "c", "d"].map(|n| Coin::new(Source::new(1, Key::new(&[n])), 0.5));
        let four = Coin::even_of_block(coins.each_ref(), 5);
        assert_eq!(four, coins.map(|coin| coin.of_block(5)));
        assert!(coins[0].is_even() && !Coin::new(coins[0].source, 0.25).is_even());
    }

    #[test]
    fn times_of_lanes_are_those_of_each_trial() {
        let distributions = [
            Distribution::Fixed { value: 3.0 },
            Distribution::Exponential { mean: 2.0 },
            Distribution::Uniform { min: 1.0, max: 4.0 },
            Distribution::Lognormal { median: 2.0, sigma: 0.7 },
            Distribution::Gamma { shape: 0.6, mean: 2.0 },
            Distribution::Pert { min: 1.0, likely: 2.0, max: 5.0 },
        ];
        for distribution in distributions {
            let time = Time::new(Source::new(2, Key::new(&["time"])), distribution);
            for first in [0, 48, 1 << 40] {
                let other = Time::new(Source::new(2, Key::new(&["other"])), distribution);
                let lanes = Time::two_of_lanes([&time, &other], first);
                let each = |time: &Time| -> Vec<f64> {
                    (0..LANES as u64).map(|t| time.of_trial(first + t)).collect()
                };
                assert_eq!(lanes.map(|lanes| lanes.to_vec()), [each(&time), each(&other)]);
                assert_eq!(time.of_two_groups(first)[0], lanes[0]);
                assert_eq!(time.of_two_groups(first)[1][5], time.of_trial(first + 21));
            }
        }
    }

    /// Means by the textbook, within 4.4 standard errors.
    #[test]
    fn means_of_times() {
        let time =
            Time::new(Source::new(3, Key::new(&["mean"])), Distribution::Exponential { mean: 5.0 });
        let n = 400_000;
        let mean = (0..n).map(|trial| time.of_trial(trial)).sum::<f64>() / n as f64;
        assert!((mean - 5.0).abs() < 4.4 * 5.0 / (n as f64).sqrt(), "{mean}");
    }

    #[test]
    fn logarithm_equals_that_of_libm() {
        let mut stream = Stream::new(1, &["log"], 0);
        for _ in 0..1_000_000 {
            let uniform = open_uniform(stream.philox.next_u64());
            assert_eq!(log_below_one(uniform).to_bits(), libm::log(uniform).to_bits());
        }
        for word in [0, u64::MAX, 1 << 63, (1 << 63) - 1] {
            let uniform = open_uniform(word);
            assert!(uniform > 0.0 && uniform < 1.0);
            assert_eq!(log_below_one(uniform).to_bits(), libm::log(uniform).to_bits());
        }
    }
}
