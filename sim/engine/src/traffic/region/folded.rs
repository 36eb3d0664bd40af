//! Folded: many times in little space.

/// Steps that a doubling is parted in.
const STEPS: u32 = 32;
/// Bits of a float below its step: 52 of the fraction less 5.
const BELOW: u32 = 47;
/// Doublings below and above one second that are told apart.
const DOUBLINGS: u32 = 30;
/// Step of the least time.
const FIRST: u64 = (1023 - DOUBLINGS as u64) << 5;

/// Times in steps of about 2 % of their length, from nanoseconds to decades.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
    sum_secs: f64,
}

impl Histogram {
    /// Adds a time.
    pub fn put(&mut self, secs: f64) {
        if self.counts.is_empty() {
            self.counts = vec![0; (2 * DOUBLINGS * STEPS) as usize];
        }
        // The exponent and the first five bits of the fraction are the step.
        let step = (secs.max(0.0).to_bits() >> BELOW).saturating_sub(FIRST) as usize;
        let last = self.counts.len() - 1;
        self.counts[step.min(last)] += 1;
        self.count += 1;
        self.sum_secs += secs;
    }

    /// Adds all of another.
    pub fn add(&mut self, other: &Histogram) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (sum, part) in self.counts.iter_mut().zip(&other.counts) {
            *sum += part;
        }
        self.count += other.count;
        self.sum_secs += other.sum_secs;
    }

    /// How many times there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean, seconds, if there are any.
    pub fn mean_secs(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum_secs / self.count as f64)
    }

    /// Nearest-rank quantile, seconds, to the middle of its step: within 1.6 %.
    pub fn quantile_secs(&self, share: f64) -> Option<f64> {
        let rank = ((share * self.count as f64).ceil() as u64).max(1);
        let mut below = 0;
        let step = self.counts.iter().position(|count| {
            below += count;
            below >= rank
        })?;
        let edge = |step: u64| f64::from_bits((FIRST + step) << BELOW);
        Some((edge(step as u64) + edge(step as u64 + 1)) / 2.0)
    }
}
