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

/// Philox counters that are run at once: two digits of 512 trials, or times of 16.
const WIDE: usize = 8;
type Counters = [u64; WIDE];

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
            for plane in planes([self.source, self.source], [digit, digit + 1], block) {
                compare(&mut open, &mut below, &plane, digits >> 63 == 1);
                digits <<= 1;
            }
            digit += 2;
        }
        below
    }

    /// Whether one binary digit decides it: probability 1/2.
    pub(crate) fn is_even(&self) -> bool {
        self.digits == 1 << 63
    }

    /// Two coins with probability 1/2, in half the time.
    #[inline(always)]
    pub(crate) fn pair_of_block(first: &Coin, second: &Coin, block: u64) -> [Worlds; 2] {
        let mut pair = planes([first.source, second.source], [0, 0], block);
        for word in pair.as_flattened_mut() {
            *word = !*word;
        }
        pair
    }
}

/// Decides the open trials by one binary digit of uniform and probability.
#[inline(always)]
fn compare(open: &mut Worlds, below: &mut Worlds, plane: &Worlds, digit: bool) {
    let wanted = if digit { u64::MAX } else { 0 };
    for word in 0..plane.len() {
        below[word] |= open[word] & !plane[word] & wanted;
        open[word] &= !(plane[word] ^ wanted);
    }
}

/// One binary digit of the uniforms of 512 trials, for each of two sources.
#[inline(always)]
fn planes(sources: [Source; 2], digits: [u32; 2], block: u64) -> [Worlds; 2] {
    let each = |of: [u32; 2]| -> Counters {
        let mut words = [u64::from(of[0]); WIDE];
        words[WIDE / 2..].fill(u64::from(of[1]));
        words
    };
    let (mut low, mut high) = ([0; WIDE], [0; WIDE]);
    for counter in 0..WIDE {
        let group = 4 * block + counter as u64 % 4;
        (low[counter], high[counter]) = (group, group >> 32);
    }
    let [first, second] = [sources[0].key, sources[1].key];
    let keys = [each([first[0], second[0]]), each([first[1], second[1]])];
    let drawn = philox([each(digits), [0; WIDE], low, high], keys);
    let mut planes = [NONE; 2];
    for group in 0..4 {
        for (source, plane) in planes.iter_mut().enumerate() {
            plane[group] = drawn[0][4 * source + group];
            plane[4 + group] = drawn[1][4 * source + group];
        }
    }
    planes
}

/// Philox4x32-10 of eight counters, each with its key: the first and last two words of each block
/// as one. Only the lower halves of what comes in count.
#[inline(always)]
fn philox(counters: [Counters; 4], mut keys: [Counters; 2]) -> [Counters; 2] {
    const MULTIPLY: [u64; 2] = [0xd251_1f53, 0xcd9e_8d57];
    const BUMP: [u64; 2] = [0x9e37_79b9, 0xbb67_ae85];
    const LOW: u64 = 0xffff_ffff;
    let [mut x0, mut x1, mut x2, mut x3] = counters;
    for _ in 0..10 {
        for i in 0..WIDE {
            let first = (x0[i] & LOW) * MULTIPLY[0];
            let second = (x2[i] & LOW) * MULTIPLY[1];
            x0[i] = second >> 32 ^ x1[i] ^ keys[0][i];
            x1[i] = second;
            x2[i] = first >> 32 ^ x3[i] ^ keys[1][i];
            x3[i] = first;
            keys[0][i] = keys[0][i].wrapping_add(BUMP[0]);
            keys[1][i] = keys[1][i].wrapping_add(BUMP[1]);
        }
    }
    let (mut front, mut back) = ([0; WIDE], [0; WIDE]);
    for i in 0..WIDE {
        front[i] = x0[i] & LOW | x1[i] << 32;
        back[i] = x2[i] & LOW | x3[i] << 32;
    }
    [front, back]
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

    /// Its values in the 16 trials from `first` on, a multiple of 16.
    #[inline(always)]
    pub(crate) fn of_lanes(&self, first: u64) -> [f64; LANES] {
        // Plain loops: `array::map` would be compiled without the vector instructions.
        let mut values = [0.0; LANES];
        match self.distribution {
            Distribution::Fixed { value } => values.fill(value),
            Distribution::Exponential { mean } => {
                let uniforms = self.uniforms(first);
                for lane in 0..LANES {
                    values[lane] = -mean * log_below_one(uniforms[lane]);
                }
            }
            Distribution::Uniform { min, max } => {
                let uniforms = self.uniforms(first);
                for lane in 0..LANES {
                    values[lane] = min + (max - min) * uniforms[lane];
                }
            }
            Distribution::Lognormal { median, sigma } => {
                let uniforms = self.uniforms(first);
                for lane in 0..LANES {
                    values[lane] = lognormal(median, sigma, uniforms[lane]);
                }
            }
            Distribution::Gamma { .. } | Distribution::Pert { .. } => {
                for (lane, value) in values.iter_mut().enumerate() {
                    *value = self.by_stream(first + lane as u64);
                }
            }
        }
        values
    }

    /// Uniform of a trial.
    fn uniform(&self, trial: u64) -> f64 {
        let (lanes, lane) = (trial / LANES as u64, trial as usize % LANES);
        let index = WIDE as u64 * lanes + (lane % WIDE) as u64;
        open_uniform(block(self.source.key, u128::from(index) << 64)[lane / WIDE])
    }

    /// Uniforms of the 16 trials from `first` on.
    #[inline(always)]
    fn uniforms(&self, first: u64) -> [f64; LANES] {
        let (mut low, mut high) = ([0; WIDE], [0; WIDE]);
        for counter in 0..WIDE {
            let index = first / 2 + counter as u64;
            (low[counter], high[counter]) = (index, index >> 32);
        }
        let [first_key, second_key] = self.source.key;
        let keys = [[u64::from(first_key); WIDE], [u64::from(second_key); WIDE]];
        let drawn = philox([[0; WIDE], [0; WIDE], low, high], keys);
        let mut uniforms = [0.0; LANES];
        for counter in 0..WIDE {
            uniforms[counter] = open_uniform(drawn[0][counter]);
            uniforms[WIDE + counter] = open_uniform(drawn[1][counter]);
        }
        uniforms
    }

    /// Of distributions that need any number of uniforms.
    fn by_stream(&self, trial: u64) -> f64 {
        let mut stream: Stream = self.source.stream(trial, 1);
        stream.draw(&self.distribution)
    }
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
    fn even_coins_in_pairs_are_the_same() {
        let coins = ["a", "b"].map(|n| Coin::new(Source::new(1, Key::new(&[n])), 0.5));
        let pair = Coin::pair_of_block(&coins[0], &coins[1], 5);
        assert_eq!(pair, [coins[0].of_block(5), coins[1].of_block(5)]);
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
                let lanes = time.of_lanes(first);
                let each: Vec<f64> = (0..LANES as u64).map(|t| time.of_trial(first + t)).collect();
                assert_eq!(lanes.to_vec(), each);
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
