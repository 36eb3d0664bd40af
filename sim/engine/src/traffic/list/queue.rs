//! The queue of a link, as one number that lags behind saturation.
//!
//! Knows time and whether a link is full. Must not know flows or rates.
//!
//! Long transfers fill the buffer of a line that they saturate, as long as it drops only what does
//! not fit (drop-tail): their windows grow by and by, and once the line has room it soon drains. The
//! part q of the buffer that is taken follows dq/dt = (1 − q) ÷ [`FILL_SECS`] while the link is
//! saturated and −q ÷ [`DRAIN_SECS`] otherwise. A mean over many flows: it does not see the sawtooth
//! of a single one, nor losses. The two times are the only fitted numbers of the start-up model; they
//! are round, and half or double of either changes little (`MODEL.md`, 5.1). Units: seconds.

use crate::traffic::BUFFER_SECS;

/// Assumption, fitted: time in which the queue of a saturated line comes 63 % closer to full. CUBIC
/// (RFC 9438) needs tens of round trips for that.
const FILL_SECS: f64 = 1.0;
/// Assumption, fitted: time in which the queue of a line with room loses 63 %.
const DRAIN_SECS: f64 = 0.2;

/// A queue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Queue {
    /// Taken part of the buffer when it was last looked at, and when that was.
    taken: f64,
    at_secs: f64,
    is_saturated: bool,
}

impl Queue {
    /// Taken part of the buffer, from 0 to 1; time never goes back.
    fn taken(&self, now_secs: f64) -> f64 {
        let span = now_secs - self.at_secs;
        if self.is_saturated {
            1.0 - (1.0 - self.taken) * libm::exp(-span / FILL_SECS)
        } else if self.taken > 0.0 {
            self.taken * libm::exp(-span / DRAIN_SECS)
        } else {
            0.0
        }
    }

    /// What a packet waits that comes now.
    pub fn waiting_secs(&self, now_secs: f64) -> f64 {
        BUFFER_SECS * self.taken(now_secs)
    }

    /// The link is, or is no longer, saturated from now on.
    pub fn set_saturated(&mut self, now_secs: f64, is_saturated: bool) {
        if self.is_saturated != is_saturated {
            let taken = self.taken(now_secs);
            *self = Queue { taken, at_secs: now_secs, is_saturated };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    /// Saturated for 1 s: 50 ms × (1 − 1/e) = 31.6 ms; 0.2 s later 31.6 ÷ e = 11.63 ms.
    #[test]
    fn fills_and_drains() {
        let mut queue = Queue::default();
        assert_eq!(queue.waiting_secs(5.0), 0.0);
        queue.set_saturated(5.0, true);
        assert!((queue.waiting_secs(6.0) - 0.031606).abs() < 1e-6);
        queue.set_saturated(6.0, false);
        assert!((queue.waiting_secs(6.2) - 0.011627).abs() < 1e-6);
    }
}
