//! Times of steps under the condition that they are not too long, in seconds.

use crate::chance::{Stream, normal_quantile};
use sansou_scenario::case::Distribution;

/// Draws before a time keeps its value: the law stays right, as how often that happens does not hang
/// on the value. Each draw halves the range that is left, on average.
const DRAWS: u32 = 40;
/// Metropolis steps of a time without a quantile function.
const SCALINGS: u32 = 4;

/// Draws a time anew from its law below a bound that is not known but for `bears`, which says whether
/// a time is below; `kept` is. Where the quantile function is at hand the law is met exactly, each
/// draw that is too long lowering the range of the next. Where it is not (gamma, PERT) one draw from
/// the whole law is followed by Metropolis steps that scale what is
/// above the least value.
pub(super) fn redraw(
    distribution: &Distribution,
    kept: f64,
    stream: &mut Stream,
    mut bears: impl FnMut(f64) -> bool,
) -> f64 {
    let mut ceiling = 1.0;
    for _ in 0..DRAWS {
        let uniform = ceiling * stream.open_uniform();
        let Some(fresh) = quantile(distribution, uniform) else {
            return redraw_by_scaling(distribution, kept, stream, bears);
        };
        if bears(fresh) {
            return fresh;
        }
        ceiling = uniform;
    }
    kept
}

fn redraw_by_scaling(
    distribution: &Distribution,
    kept: f64,
    stream: &mut Stream,
    mut bears: impl FnMut(f64) -> bool,
) -> f64 {
    let fresh = stream.draw(distribution);
    if bears(fresh) {
        return fresh;
    }
    let least = least(distribution);
    let mut kept = kept;
    for _ in 0..SCALINGS {
        let factor = libm::exp(2.0 * stream.open_uniform() - 1.0);
        let scaled = least + (kept - least) * factor;
        let gain = log_weight(distribution, scaled) - log_weight(distribution, kept);
        if libm::log(stream.open_uniform()) < gain && bears(scaled) {
            kept = scaled;
        }
    }
    kept
}

/// A time that the distribution does not fall below.
pub(super) fn least(time: &Distribution) -> f64 {
    match *time {
        Distribution::Fixed { value } => value,
        Distribution::Uniform { min, .. } | Distribution::Pert { min, .. } => min,
        Distribution::Exponential { .. }
        | Distribution::Gamma { .. }
        | Distribution::Lognormal { .. } => 0.0,
    }
}

/// Time at a quantile on (0, 1), for the distributions that [`Stream::draw`] inverts.
fn quantile(distribution: &Distribution, uniform: f64) -> Option<f64> {
    match *distribution {
        Distribution::Fixed { value } => Some(value),
        Distribution::Exponential { mean } => Some(-mean * libm::log1p(-uniform)),
        Distribution::Uniform { min, max } => Some(min + (max - min) * uniform),
        Distribution::Lognormal { median, sigma } => {
            Some(median * libm::exp(sigma * normal_quantile(uniform)))
        }
        Distribution::Gamma { .. } | Distribution::Pert { .. } => None,
    }
}

/// Logarithm of density × distance from the least value, but for a constant: the weight of a value
/// among those that scaling leads to.
fn log_weight(distribution: &Distribution, value: f64) -> f64 {
    match *distribution {
        Distribution::Gamma { shape, mean } => shape * libm::log(value) - value * shape / mean,
        Distribution::Pert { min, likely, max } if value < max => {
            let (rise, fall) = ((likely - min) / (max - min), (max - likely) / (max - min));
            (1.0 + 4.0 * rise) * libm::log(value - min) + 4.0 * fall * libm::log(max - value)
        }
        _ => f64::NEG_INFINITY,
    }
}
