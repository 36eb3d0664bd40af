//! Spread: the load of a line within a minute, as a mean and a variance, cut off at its capacity.
//!
//! Sums over what is cut off are those of a normal; shares of time that of a gamma with the same mean
//! and variance, through its cube root (Wilson and Hilferty, 1931), because loads are skewed and never
//! negative.

use super::{FULL, LineDay};

/// Halvings of a capacity in which a quantile is looked for: to 10⁻⁹ of it.
const BISECTIONS: u32 = 30;

/// A load before it is cut off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spread {
    pub mean: f64,
    pub variance: f64,
}

impl Spread {
    /// Mean and variance of what is left below a capacity.
    pub fn cut(&self, capacity: f64) -> Spread {
        let deviation = self.variance.sqrt();
        if deviation <= 1e-9 * self.mean || self.mean <= 0.0 {
            return Spread { mean: self.mean.min(capacity), variance: 0.0 };
        }
        let z = (capacity - self.mean) / deviation;
        if z > 8.0 {
            return *self;
        }
        let density = libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let below = normal(z);
        let mean = self.mean * below - deviation * density + capacity * (1.0 - below);
        let square = (self.mean * self.mean + self.variance) * below
            - deviation * (self.mean + capacity) * density
            + capacity * capacity * (1.0 - below);
        let mean = mean.clamp(0.0, capacity);
        Spread { mean, variance: (square - mean * mean).max(0.0) }
    }

    /// Share of time above a load.
    pub fn above(&self, load: f64) -> f64 {
        if self.mean <= 0.0 || self.variance <= 1e-18 * self.mean * self.mean {
            return f64::from(u8::from(self.mean > load));
        }
        // Beyond reach: saves most of the work at night.
        let step = self.variance.sqrt().max(self.variance / self.mean);
        if load > self.mean + 16.0 * step {
            return 0.0;
        }
        let ninth = self.variance / (9.0 * self.mean * self.mean);
        let root = libm::cbrt(load / self.mean);
        1.0 - normal((root - 1.0 + ninth) / ninth.sqrt())
    }
}

/// Distribution function of the standard normal.
pub(super) fn normal(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// A day of minutes in a few numbers; the mean is that of what was carried.
pub(super) fn day(minutes: &[Spread], capacity_bps: f64, mean_bps: f64) -> LineDay {
    let minutes_above = |load: f64| minutes.iter().map(|minute| minute.above(load)).sum::<f64>();
    let exceeded_in = |limit: f64| {
        if minutes_above(capacity_bps * FULL[2]) >= limit {
            return capacity_bps;
        }
        let (mut low, mut high) = (0.0, capacity_bps);
        for _ in 0..BISECTIONS {
            let middle = (low + high) / 2.0;
            if minutes_above(middle) > limit {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    };
    LineDay {
        capacity_bps,
        mean_bps,
        p95_bps: exceeded_in(minutes.len() as f64 / 20.0),
        max_bps: exceeded_in(1.0),
        minutes_above: FULL.map(|share| minutes_above(share * capacity_bps)),
    }
}
