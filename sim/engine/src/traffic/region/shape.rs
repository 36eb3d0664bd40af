//! Shape: what one use of an application looks like on a line, minute by minute.
//!
//! A use is a pulse: b bits at a rate c for b ÷ c seconds. Pulses that begin as a Poisson process make
//! shot noise (Campbell 1909; Parzen, Stochastic Processes, 1962, 4.5): over a window of T its mean rate
//! has the variance λ ÷ T² × E ∫ (bits within the window)², and the integral over all starts is
//! b² T − b³ ÷ 3c if b ≤ cT, and (cT)² (b ÷ c − T ÷ 3) otherwise. Sizes are [`DRAWS`] draws of a stream
//! of their own, scaled to the exact mean, so that no seed is needed. Units: bits, seconds.

use super::MINUTES;
use crate::chance::Stream;
use sansou_scenario::region::{Application, Use};

const DRAWS: usize = 16_384;
/// A window: one minute.
pub(super) const WINDOW_SECS: f64 = 60.0;

/// One application's uses.
#[derive(Debug)]
pub(super) struct Shape {
    /// Bits of draws, sorted, and sums of their powers up to each.
    bits: Vec<f64>,
    sums: Vec<[f64; 3]>,
    /// Streams under way for each user, by minute; empty for transfers.
    pub streams: Vec<f64>,
    /// Variance of a stream's load over a window, relative to its rate squared.
    pub stream_variance: f64,
}

impl Shape {
    /// The shape of an application.
    pub fn new(region: &str, application: &Application) -> Shape {
        let mut stream = Stream::new(0, &["region shape", region, &application.id], 0);
        let (amounts, bits_each) = match &application.kind {
            Use::Elastic { size, .. } => (size, 8.0),
            Use::Stream { lasts, rate_bps, .. } => (lasts, *rate_bps),
        };
        let mut bits: Vec<f64> = (0..DRAWS).map(|_| stream.draw(amounts) * bits_each).collect();
        bits.sort_unstable_by(f64::total_cmp);
        let drawn = bits.iter().sum::<f64>() / DRAWS as f64;
        let scale = if drawn > 0.0 { application.mean_bits() / drawn } else { 0.0 };
        bits.iter_mut().for_each(|bits| *bits *= scale);
        let mut sums = vec![[0.0; 3]];
        for (at, &b) in bits.iter().enumerate() {
            let [first, second, third] = sums[at];
            sums.push([first + b, second + b * b, third + b * b * b]);
        }
        let mut shape = Shape { bits, sums, streams: Vec::new(), stream_variance: 0.0 };
        if let Use::Stream { rate_bps, .. } = application.kind {
            let lasting = application.mean_bits() * rate_bps * WINDOW_SECS * WINDOW_SECS;
            if lasting > 0.0 {
                shape.stream_variance = shape.window_square(rate_bps) / lasting;
            }
            shape.streams = shape.under_way(application, rate_bps);
        }
        shape
    }

    /// Expected integral, over all starts, of the squared bits of a use in a window, at a rate.
    pub fn window_square(&self, rate_bps: f64) -> f64 {
        let window_bits = rate_bps * WINDOW_SECS;
        let short = self.bits.partition_point(|&bits| bits <= window_bits);
        let [_, second, third] = self.sums[short];
        let long = self.sums[DRAWS][0] - self.sums[short][0];
        let count = (DRAWS - short) as f64;
        let below = WINDOW_SECS * second - third / (3.0 * rate_bps);
        let above = window_bits * WINDOW_SECS * (long - count * window_bits / 3.0);
        (below + above) / DRAWS as f64
    }

    /// Mean bits that a transfer under way has left, seen at any moment.
    pub fn left_bits(&self) -> f64 {
        let [first, second, _] = self.sums[DRAWS];
        if first > 0.0 { second / (2.0 * first) } else { 0.0 }
    }

    /// Streams of one user under way in each minute, on average over it: arrivals of each earlier
    /// minute by the share of them that still lasts, the second difference of E ∫ min(D, y) dy.
    fn under_way(&self, application: &Application, rate_bps: f64) -> Vec<f64> {
        let window_bits = rate_bps * WINDOW_SECS;
        let integral = |minutes: usize| {
            let y = minutes as f64;
            let short = self.bits.partition_point(|&bits| bits <= y * window_bits);
            let [first, second, _] = self.sums[short];
            let below = (first * y - second / (2.0 * window_bits)) / window_bits;
            (below + (DRAWS - short) as f64 * y * y / 2.0) / DRAWS as f64
        };
        let integrals: Vec<f64> = (0..=MINUTES).map(integral).collect();
        let lasting: Vec<f64> = (0..MINUTES)
            .map(|lag| match lag {
                0 => integrals[1],
                _ => integrals[lag + 1] - 2.0 * integrals[lag] + integrals[lag - 1],
            })
            .collect();
        let begun =
            |minute: usize| application.uses_per_day * application.hours[minute / 60] / WINDOW_SECS;
        (0..MINUTES)
            .map(|now| (0..=now).map(|then| begun(then) * lasting[now - then]).sum())
            .collect()
    }
}
