//! The queue of a link, as one number that lags behind saturation.
//!
//! Knows time and whether a link is full. Must not know flows or rates.
//!
//! Transfers fill the buffer of a line that they saturate, as long as it drops only what does not fit
//! (drop-tail), and go back to part of it after each loss: on the average [`FULL`] of it is taken.
//! It fills within its own length, since windows that double come in at twice the line's rate, and
//! empties within that once little comes in. So the mean level q, as a part of [`FULL`], follows
//! dq/dt = (1 − q) ÷ [`BUFFER_SECS`] while the link is saturated and −q ÷ [`BUFFER_SECS`] otherwise.
//! It does not see the sawtooth of a single transfer, nor losses. Units: seconds.

use crate::traffic::BUFFER_SECS;

/// Part of the buffer that is taken on a saturated line; the one fitted number of the start-up model
/// (`MODEL.md`, 5.1, says how little others change). CUBIC goes back to 0.7 of its window (RFC 9438,
/// 4.6), that is of buffer and line together, so the queue swings between about half of the buffer
/// and all of it.
const FULL: f64 = 0.75;

/// A queue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Queue {
    /// Level when it was last looked at, and when that was.
    level: f64,
    at_secs: f64,
    is_saturated: bool,
}

impl Queue {
    /// Level from 0 to 1; time never goes back.
    fn level(&self, now_secs: f64) -> f64 {
        let remains = libm::exp(-(now_secs - self.at_secs) / BUFFER_SECS);
        if self.is_saturated { 1.0 - (1.0 - self.level) * remains } else { self.level * remains }
    }

    /// What a packet waits that comes now.
    pub fn waiting_secs(&self, now_secs: f64) -> f64 {
        BUFFER_SECS * FULL * self.level(now_secs)
    }

    /// The link is, or is no longer, saturated from now on.
    pub fn set_saturated(&mut self, now_secs: f64, is_saturated: bool) {
        if self.is_saturated != is_saturated {
            let level = self.level(now_secs);
            *self = Queue { level, at_secs: now_secs, is_saturated };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    /// Saturated for 0.1 s: 50 ms × 0.75 × (1 − e⁻²) = 32.425 ms; 50 ms later ÷ e: 11.929 ms.
    #[test]
    fn fills_and_drains() {
        let mut queue = Queue::default();
        assert_eq!(queue.waiting_secs(5.0), 0.0);
        queue.set_saturated(5.0, true);
        assert!((queue.waiting_secs(5.1) - 0.032425).abs() < 1e-6);
        queue.set_saturated(5.1, false);
        assert!((queue.waiting_secs(5.15) - 0.011929).abs() < 1e-6);
    }
}
