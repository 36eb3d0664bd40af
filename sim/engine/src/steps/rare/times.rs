//! Times of steps under the condition that they are not too long, in seconds, and how they shrink at
//! lower powers.
//!
//! At power s a time has the distribution function F(t)^s. The value that a world keeps for it is the
//! uniform quantile u where the quantile function is at hand: the time at power s is then that of
//! the quantile u^(1/s). Of a gamma or PERT time the world keeps the time t itself; at power s it is
//! what a stand-in F̃ with a simple inverse makes of it, the t' with F̃(t') = F̃(t)^(1/s). F̃ has the
//! same limit as F for short times. That it is not F costs nothing but pace: t' grows with s and is t
//! at s = 1, and splitting needs no more.

use crate::chance::{Stream, normal_quantile};
use sansou_scenario::case::Distribution;

/// Draws before a time keeps its value: the law stays right, as how often that happens does not hang
/// on the value. Each draw halves the range that is left, on average.
const DRAWS: u32 = 40;
/// Metropolis steps of a time without a quantile function.
const SCALINGS: u32 = 4;

/// A random time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    distribution: Distribution,
    /// The constant of the stand-in; of the others nothing.
    shape: f64,
}

impl Time {
    /// The time of this law.
    pub(super) fn new(distribution: Distribution) -> Time {
        let shape = match distribution {
            // F̃(t) = (1 − exp(−c t))^shape with c^shape = 1 / Γ(shape + 1), in units of the scale.
            Distribution::Gamma { shape, .. } => libm::exp(-libm::lgamma(shape + 1.0) / shape),
            // F̃(z) = 1 − (1 − z^a)^c with c = 1 / (a B(a, b)): Kumaraswamy's law.
            Distribution::Pert { .. } => {
                let [a, b] = beta_shapes(&distribution);
                libm::exp(libm::lgamma(a + b) - libm::lgamma(a + 1.0) - libm::lgamma(b))
            }
            _ => 0.0,
        };
        Time { distribution, shape }
    }

    /// A value from the whole law.
    pub(super) fn start(&self, stream: &mut Stream) -> f64 {
        if self.has_quantiles() { stream.open_uniform() } else { stream.draw(&self.distribution) }
    }

    /// Seconds at a power of which `inverse_power` is 1/s, at least 1.
    pub(super) fn at(&self, value: f64, inverse_power: f64) -> f64 {
        let raised = |share: f64| {
            if inverse_power <= 1.0 { share } else { libm::pow(share, inverse_power) }
        };
        match self.distribution {
            Distribution::Fixed { value } => value,
            Distribution::Exponential { mean } => -mean * libm::log1p(-raised(value)),
            Distribution::Uniform { min, max } => min + (max - min) * raised(value),
            Distribution::Lognormal { median, sigma } => {
                let share = raised(value).max(f64::MIN_POSITIVE);
                median * libm::exp(sigma * normal_quantile(share))
            }
            _ if inverse_power <= 1.0 => value,
            Distribution::Gamma { shape, mean } => {
                let scale = mean / shape / self.shape;
                let root = raised(-libm::expm1(-value / scale));
                // Not longer than at power 1, whatever rounding does far out in the tail.
                (-scale * libm::log1p(-root)).min(value)
            }
            Distribution::Pert { min, max, .. } if max > min => {
                let [a, _] = beta_shapes(&self.distribution);
                let place = libm::pow((value - min) / (max - min), a);
                let root = raised(-libm::expm1(self.shape * libm::log1p(-place)));
                let place = libm::pow(-libm::expm1(libm::log1p(-root) / self.shape), 1.0 / a);
                (min + (max - min) * place).min(value)
            }
            Distribution::Pert { min, .. } => min,
        }
    }

    /// Probability of at most so long, seconds; 1 without a quantile function.
    pub(super) fn within(&self, bound_secs: f64) -> f64 {
        match self.distribution {
            Distribution::Exponential { mean } => -libm::expm1(-bound_secs / mean),
            Distribution::Uniform { min, max } if max > min => {
                ((bound_secs - min) / (max - min)).clamp(0.0, 1.0)
            }
            Distribution::Lognormal { median, sigma } if sigma > 0.0 => {
                let deviations = libm::log(bound_secs / median) / sigma;
                libm::erfc(-deviations / std::f64::consts::SQRT_2) / 2.0
            }
            _ => 1.0,
        }
    }

    /// Draws a value anew from its law below a bound that is not known but for `bears`, which says
    /// whether a value is below; `kept` is. With a quantile function the law is met exactly, each draw
    /// that is too long lowering the range of the next; what is not borne is surely not at quantiles
    /// above `in_time`. Else (gamma, PERT) one draw from the whole law is followed by Metropolis steps
    /// that scale what is above the least value.
    pub(super) fn redraw(
        &self,
        kept: f64,
        in_time: f64,
        stream: &mut Stream,
        mut bears: impl FnMut(f64) -> bool,
    ) -> f64 {
        if !self.has_quantiles() {
            return self.redraw_by_scaling(kept, stream, bears);
        }
        let mut ceiling = 1.0;
        for _ in 0..DRAWS {
            let fresh = ceiling * stream.open_uniform();
            if bears(fresh) {
                return fresh;
            }
            ceiling = fresh.min(in_time);
        }
        kept
    }

    fn redraw_by_scaling(
        &self,
        kept: f64,
        stream: &mut Stream,
        mut bears: impl FnMut(f64) -> bool,
    ) -> f64 {
        let fresh = stream.draw(&self.distribution);
        if bears(fresh) {
            return fresh;
        }
        let least = least(&self.distribution);
        let mut kept = kept;
        for _ in 0..SCALINGS {
            let factor = libm::exp(2.0 * stream.open_uniform() - 1.0);
            let scaled = least + (kept - least) * factor;
            let gain = self.log_weight(scaled) - self.log_weight(kept);
            if libm::log(stream.open_uniform()) < gain && bears(scaled) {
                kept = scaled;
            }
        }
        kept
    }

    fn has_quantiles(&self) -> bool {
        !matches!(self.distribution, Distribution::Gamma { .. } | Distribution::Pert { .. })
    }

    /// Logarithm of density × distance from the least value, but for a constant: the weight of a value
    /// among those that scaling leads to.
    fn log_weight(&self, value: f64) -> f64 {
        match self.distribution {
            Distribution::Gamma { shape, mean } => shape * libm::log(value) - value * shape / mean,
            Distribution::Pert { min, max, .. } if value < max => {
                let [a, b] = beta_shapes(&self.distribution);
                a * libm::log(value - min) + (b - 1.0) * libm::log(max - value)
            }
            _ => f64::NEG_INFINITY,
        }
    }
}

/// Shapes of the beta law behind a PERT time.
fn beta_shapes(time: &Distribution) -> [f64; 2] {
    match *time {
        Distribution::Pert { min, likely, max } if max > min => {
            let range = max - min;
            [1.0 + 4.0 * (likely - min) / range, 1.0 + 4.0 * (max - likely) / range]
        }
        _ => [1.0, 1.0],
    }
}

/// A time that the distribution does not fall below, seconds.
pub(super) fn least(time: &Distribution) -> f64 {
    match *time {
        Distribution::Fixed { value } => value,
        Distribution::Uniform { min, .. } | Distribution::Pert { min, .. } => min,
        Distribution::Exponential { .. }
        | Distribution::Gamma { .. }
        | Distribution::Lognormal { .. } => 0.0,
    }
}
