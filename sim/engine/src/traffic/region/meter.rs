//! Meter: what a line carries in each minute.

use super::{DAY_SECS, FULL, LineDay, MINUTES};

const MINUTE_SECS: f64 = 60.0;

/// A line's minutes.
#[derive(Debug)]
pub(super) struct Meter {
    bits: Vec<f64>,
    minute: usize,
    since: f64,
    load_bps: f64,
}

impl Meter {
    /// A line without load at midnight.
    pub fn new() -> Meter {
        Meter { bits: vec![0.0; MINUTES], minute: 0, since: 0.0, load_bps: 0.0 }
    }

    /// From now on it carries so much.
    pub fn set(&mut self, now: f64, load_bps: f64) {
        loop {
            let end = (self.minute + 1) as f64 * MINUTE_SECS;
            if now <= end || self.minute + 1 == MINUTES {
                self.bits[self.minute] += self.load_bps * (now - self.since);
                break;
            }
            self.bits[self.minute] += self.load_bps * (end - self.since);
            (self.since, self.minute) = (end, self.minute + 1);
        }
        (self.since, self.load_bps) = (now, load_bps);
    }

    /// Bits of the day.
    pub fn bits(&self) -> f64 {
        self.bits.iter().sum()
    }

    /// The day in a few numbers.
    pub fn day(&self, capacity_bps: f64) -> LineDay {
        let mut loads: Vec<f64> = self.bits.iter().map(|bits| bits / MINUTE_SECS).collect();
        loads.sort_unstable_by(f64::total_cmp);
        let above =
            |share: f64| MINUTES - loads.partition_point(|&load| load <= share * capacity_bps);
        LineDay {
            capacity_bps,
            mean_bps: self.bits() / DAY_SECS,
            p95_bps: loads[(MINUTES * 95).div_ceil(100) - 1],
            max_bps: loads[MINUTES - 1],
            minutes_above: FULL.map(|share| above(share) as f64),
        }
    }
}
