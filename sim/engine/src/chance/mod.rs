//! Chance: random draws by name, never by order.
//!
//! A [`Source`] belongs to a seed and a name; its [`Stream`]s are numbered by an index (the trial of
//! an attack, the unit of a group) and a lane (a second number for whatever else tells draws apart).
//! A draw is a pure function of all of these: nothing that is added, removed or run before it, on
//! any thread, changes it. The generator is Philox4x32-10; everything after it is exact arithmetic
//! and `libm`, so that all platforms give the same bytes.
//!
//! Must not know what is drawn for. Values come in the unit of their distribution.

pub mod wide;

use rand::{RngExt, TryRng};
use rand_philox::{Philox, splitmix64};
use sansou_scenario::case::Distribution;
use std::convert::Infallible;

/// Stable hash of a name that is made of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// Hash of the parts (FNV-1a, 64 bits, mixed); `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn new(parts: &[&str]) -> Key {
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        // 0xff stands in no UTF-8 text.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(PRIME));
        Key(splitmix64(hash))
    }

    /// The name that is made of this one and another, in this order.
    pub fn and(self, other: Key) -> Key {
        Key(splitmix64(splitmix64(self.0).wrapping_add(other.0)))
    }
}

/// All draws of one name under one seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    key: [u32; 2],
}

impl Source {
    /// The source of a name under a seed.
    pub fn new(seed: u64, name: Key) -> Source {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let key = splitmix64(splitmix64(seed.wrapping_add(STEP)) ^ name.0);
        Source { key: [key as u32, (key >> 32) as u32] }
    }

    /// The stream with this index and lane.
    #[inline]
    pub fn stream(&self, index: u64, lane: u32) -> Stream {
        let counter = u128::from(index) << 64 | u128::from(lane) << 32;
        Stream { philox: Philox::new(self.key, counter) }
    }
}

/// Draws in sequence.
#[derive(Debug, Clone)]
pub struct Stream {
    philox: Philox,
}

impl Stream {
    /// The stream of a name made of `parts`, number `index`, under `seed`.
    pub fn new(seed: u64, parts: &[&str], index: u64) -> Stream {
        Source::new(seed, Key::new(parts)).stream(index, 0)
    }

    /// Uniform on \[0, 1), 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        self.random()
    }

    /// Uniform on (0, 1), 52 bits: for quantiles that are infinite at the ends.
    #[inline]
    pub fn open_uniform(&mut self) -> f64 {
        ((self.philox.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Which of 64 uniforms lie below the probability, as bits; asked only for those in `of`. The
    /// uniforms are the same for every probability: word `k` holds bit `k` of each, the highest
    /// first, and words are drawn until every comparison is decided.
    pub fn below(mut self, probability: f64, of: u64) -> u64 {
        const ALL: f64 = 18_446_744_073_709_551_616.0; // 2⁶⁴
        if probability >= 1.0 {
            return of;
        }
        let threshold = (probability * ALL) as u64;
        let (mut open, mut below) = (of, 0);
        for place in (0..64).rev() {
            if open == 0 {
                break;
            }
            let bits = self.philox.next_u64();
            if threshold >> place & 1 == 1 {
                below |= open & !bits;
                open &= bits;
            } else {
                open &= !bits;
            }
        }
        below
    }

    /// A value of the distribution. Of all but gamma and PERT exactly one uniform is used (none for
    /// a fixed value), by the inverse of the distribution function.
    pub fn draw(&mut self, distribution: &Distribution) -> f64 {
        match *distribution {
            Distribution::Fixed { value } => value,
            Distribution::Exponential { mean } => -mean * libm::log1p(-self.uniform()),
            Distribution::Uniform { min, max } => min + (max - min) * self.uniform(),
            Distribution::Lognormal { median, sigma } => {
                median * libm::exp(sigma * normal_quantile(self.open_uniform()))
            }
            Distribution::Gamma { shape, mean } => mean / shape * self.standard_gamma(shape),
            Distribution::Pert { min, likely, max } => {
                if max <= min {
                    return min;
                }
                let rise = self.standard_gamma(1.0 + 4.0 * (likely - min) / (max - min));
                let fall = self.standard_gamma(1.0 + 4.0 * (max - likely) / (max - min));
                min + (max - min) * rise / (rise + fall)
            }
        }
    }

    /// Gamma with scale 1: Marsaglia and Tsang, "A simple method for generating gamma variables",
    /// ACM TOMS 26 (2000); shapes below 1 through shape + 1.
    fn standard_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = libm::pow(self.open_uniform(), 1.0 / shape);
            return self.standard_gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let normal = normal_quantile(self.open_uniform());
            let root = 1.0 + c * normal;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            let bound = 0.5 * normal * normal + d * (1.0 - cube + libm::log(cube));
            if libm::log(self.open_uniform()) < bound {
                return d * cube;
            }
        }
    }
}

/// A stream is a generator of the `rand` crate, whose distributions can be drawn from it.
impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.philox.next_u32())
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.philox.next_u64())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.philox.try_fill_bytes(bytes)
    }
}

/// Quantile of the standard normal distribution: Wichura, algorithm AS 241 (PPND16), Applied
/// Statistics 37 (1988); relative accuracy about 1e-16 on (0, 1).
#[allow(clippy::excessive_precision, reason = "coefficients as published")]
pub fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 8] = [
        3.387_132_872_796_366_608_0,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ];
    const B: [f64; 8] = [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083_0e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061_0e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561_0e3,
    ];
    const C: [f64; 8] = [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_90,
        5.769_497_221_460_691_405_50,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        2.417_807_251_774_506_117_70e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_40e-4,
    ];
    const D: [f64; 8] = [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_40,
        6.897_673_349_851_000_045_50e-1,
        1.481_039_764_274_800_745_90e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946_00e-4,
        1.050_750_071_644_416_843_24e-9,
    ];
    const E: [f64; 8] = [
        6.657_904_643_501_103_777_20,
        5.463_784_911_164_114_369_90,
        1.784_826_539_917_291_335_80,
        2.965_605_718_285_048_912_30e-1,
        2.653_218_952_657_612_309_30e-2,
        1.242_660_947_388_078_438_60e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ];
    const F: [f64; 8] = [
        1.0,
        5.998_322_065_558_879_376_90e-1,
        1.369_298_809_227_358_053_10e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591_00e-4,
        1.846_318_317_510_054_681_80e-5,
        1.421_511_758_316_445_888_70e-7,
        2.044_263_103_389_939_785_64e-15,
    ];
    let centred = p - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return centred * polynomial(&A, r) / polynomial(&B, r);
    }
    let tail = if centred < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    } else {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    };
    if centred < 0.0 { -size } else { size }
}

fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    /// Salmon et al. (2011), Random123 known-answer file, `philox4x32 10`: key and counter of pi.
    #[test]
    fn philox_known_answer() {
        let counter = 0x0370_7344_1319_8a2e_85a3_08d3_243f_6a88_u128;
        let mut philox = Philox::new([0xa409_3822, 0x299f_31d0], counter);
        let words = [(); 4].map(|()| philox.next_u32());
        assert_eq!(words, [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]);
    }

    /// The uniform of `rand` is the upper 53 bits of a word.
    #[test]
    fn a_stream_is_a_generator_of_rand() {
        let mut words = Stream::new(1, &["rand"], 0);
        let mut stream = words.clone();
        for _ in 0..100 {
            let wanted = (words.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
            assert_eq!(stream.uniform().to_bits(), wanted.to_bits());
        }
        let mut bytes = [0; 8];
        words.clone().fill_bytes(&mut bytes);
        assert_eq!(u64::from_le_bytes(bytes), words.next_u64());
    }

    #[test]
    fn draws_are_pinned() {
        // FNV-1a of "a" is af63dc4c8601ec8c; the key is that of "a", 0xff, mixed.
        let fnv = (0xaf63_dc4c_8601_ec8c_u64 ^ 0xff).wrapping_mul(0x0000_0100_0000_01b3);
        assert_eq!(Key::new(&["a"]), Key(splitmix64(fnv)));
        assert_ne!(Key::new(&["ab", "c"]), Key::new(&["a", "bc"]));
        let mut stream = Stream::new(1, &["node", "terminals"], 7);
        let drawn = [(); 2].map(|()| stream.uniform().to_bits());
        assert_eq!(drawn, [4_604_024_263_756_708_874, 4_601_531_692_382_243_846]);
    }

    /// Bit by bit the same as comparing each uniform, written out, with the probability.
    #[test]
    fn below_compares_uniforms() {
        for index in 0..200 {
            let stream = Stream::new(3, &["units"], index);
            let mut words = stream.clone();
            let places: Vec<u64> = (0..64).map(|_| words.philox.next_u64()).collect();
            let uniforms: Vec<u64> = (0..64)
                .map(|unit| places.iter().fold(0, |u, word| u << 1 | (word >> unit & 1)))
                .collect();
            let chosen = Stream::new(3, &["mask"], index).philox.next_u64();
            for probability in [0.0, 1e-3, 0.1, 0.25, 0.5, 0.999, 1.0] {
                let expected = (0..64).filter(|&unit| {
                    let uniform = uniforms[unit] as f64 / libm::pow(2.0, 64.0);
                    chosen >> unit & 1 == 1 && (uniform < probability || probability >= 1.0)
                });
                let expected = expected.fold(0_u64, |mask, unit| mask | 1 << unit);
                assert_eq!(stream.clone().below(probability, chosen), expected);
            }
        }
    }

    /// Chi-square over 100 cells of pairs from neighbouring names, indices, lanes and seeds: 99
    /// degrees of freedom, 0.1 % and 99.9 % quantiles 60.5 and 148.2 (normal approximation of
    /// Wilson and Hilferty).
    #[test]
    fn neighbours_are_independent() {
        let first = |seed: u64, name: &str, index: u64, lane: u32| {
            Source::new(seed, Key::new(&[name])).stream(index, lane).uniform()
        };
        let neighbours: [&dyn Fn(u64) -> f64; 4] = [
            &|i| first(1, "a", i + 1, 0),
            &|i| first(1, "b", i, 0),
            &|i| first(2, "a", i, 0),
            &|i| first(1, "a", i, 1),
        ];
        for other in neighbours {
            let mut cells = [0_u32; 100];
            for i in 0..100_000 {
                let (x, y) = (first(1, "a", i, 0) * 10.0, other(i) * 10.0);
                cells[x as usize * 10 + y as usize] += 1;
            }
            let chi: f64 =
                cells.iter().map(|&n| (f64::from(n) - 1e3) * (f64::from(n) - 1e3) / 1e3).sum();
            assert!((60.5..148.2).contains(&chi), "{chi}");
        }
    }

    /// The distribution function of the quantile is the probability again.
    #[test]
    fn normal_quantile_inverts() {
        let below = |x: f64| 0.5 * libm::erfc(-x / core::f64::consts::SQRT_2);
        for i in 1..2_000 {
            let p = f64::from(i) / 2_000.0;
            assert!((below(normal_quantile(p)) / p - 1.0).abs() < 1e-14, "{p}");
        }
        for exponent in 4..=300 {
            let p = libm::pow(10.0, -f64::from(exponent));
            // A relative error e of the quantile x grows to about x² e here.
            assert!((below(normal_quantile(p)) / p - 1.0).abs() < 1e-12, "{p}");
        }
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
    }

    /// Means and variances by the textbook, each within 4.4 standard errors (about 1e-5).
    #[test]
    fn moments() {
        let n = 200_000;
        let cases = [
            (Distribution::Exponential { mean: 3.0 }, 3.0, 9.0),
            (Distribution::Uniform { min: 2.0, max: 5.0 }, 3.5, 0.75),
            (Distribution::Gamma { shape: 2.5, mean: 5.0 }, 5.0, 10.0),
            (Distribution::Gamma { shape: 0.5, mean: 1.0 }, 1.0, 2.0),
            // alpha = 1 + 4 · 2/8 = 2, beta = 1 + 4 · 6/8 = 4: mean 1 + 8 · 2/6,
            // variance 64 · 2 · 4 / (36 · 7).
            (Distribution::Pert { min: 1.0, likely: 3.0, max: 9.0 }, 11.0 / 3.0, 512.0 / 252.0),
            // median e^1, sigma 0.5: mean e^1.125, variance (e^0.25 − 1) e^2.25.
            (
                Distribution::Lognormal { median: libm::exp(1.0), sigma: 0.5 },
                libm::exp(1.125),
                (libm::exp(0.25) - 1.0) * libm::exp(2.25),
            ),
        ];
        for (distribution, mean, variance) in cases {
            let mut stream = Stream::new(11, &["moments"], 0);
            let (mut sum, mut square, mut fourth) = (0.0, 0.0, 0.0);
            for _ in 0..n {
                let d = stream.draw(&distribution) - mean;
                sum += d;
                square += d * d;
                fourth += d * d * d * d;
            }
            let n = f64::from(n);
            let error = (variance / n).sqrt();
            assert!((sum / n).abs() < 4.4 * error, "{distribution:?} mean off {}", sum / n);
            let error = ((fourth / n - variance * variance) / n).sqrt();
            assert!((square / n - variance).abs() < 4.4 * error, "{distribution:?} {}", square / n);
        }
        let fixed = Distribution::Fixed { value: 2.0 };
        assert!((Stream::new(1, &[], 0).draw(&fixed) - 2.0).abs() < f64::EPSILON);
        let point = Distribution::Pert { min: 4.0, likely: 4.0, max: 4.0 };
        assert!((Stream::new(1, &[], 0).draw(&point) - 4.0).abs() < f64::EPSILON);
    }
}
