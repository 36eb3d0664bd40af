//! Where the chances of one trial come from: drawn for it alone, or for many trials at once.
//!
//! Both give the same values. Times in seconds.

use super::compiled::Compiled;
use super::worlds::{self, PASS};
use crate::chance::wide::{LANES, Time};
use multiversion::multiversion;

/// Trials that share the drawing of times.
pub(super) const GROUP: usize = 2 * LANES;

/// Times of the steps in the trials of a group, drawn when one of them first needs them.
#[derive(Default)]
pub(super) struct Lanes {
    /// By trial of the group, then step: what one trial reads lies together.
    times: Vec<f64>,
    /// By step: group that its times were drawn for, from 1.
    drawn_for: Vec<u64>,
}

impl Lanes {
    /// For a graph of so many steps; what was drawn stays.
    pub(super) fn fit(&mut self, steps: usize) {
        self.times.resize(steps * GROUP, 0.0);
        self.drawn_for.resize(steps, 0);
    }
}

/// Where a trial's draws come from.
pub(super) trait Draws {
    fn coin(&mut self, coin: usize) -> bool;
    fn time(&mut self, step: usize) -> f64;
}

/// Drawn for this trial alone.
pub(super) struct Alone<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) trial: u64,
}

impl Draws for Alone<'_> {
    fn coin(&mut self, coin: usize) -> bool {
        self.compiled.coins[coin].of_trial(self.trial)
    }

    fn time(&mut self, step: usize) -> f64 {
        self.compiled.times[step].of_trial(self.trial)
    }
}

/// Drawn for many trials at once.
pub(super) struct Grouped<'a, 'b> {
    pub(super) compiled: &'a Compiled,
    pub(super) trial: u64,
    pub(super) coins: &'b worlds::Runner<'a>,
    pub(super) lanes: &'b mut Lanes,
}

impl Draws for Grouped<'_, '_> {
    #[inline(always)]
    fn coin(&mut self, coin: usize) -> bool {
        let at = self.trial as usize % PASS;
        self.coins.coin(coin)[at / 64] >> (at % 64) & 1 == 1
    }

    #[inline(always)]
    fn time(&mut self, step: usize) -> f64 {
        let (group, steps) = (self.trial / GROUP as u64, self.compiled.len());
        if self.lanes.drawn_for[step] != group + 1 {
            self.lanes.drawn_for[step] = group + 1;
            let first = group * GROUP as u64;
            let mut drawn = [[0.0; LANES]; 2];
            draw(&self.compiled.times[step], first, &mut drawn);
            for (trial, &secs) in drawn.as_flattened().iter().enumerate() {
                self.lanes.times[trial * steps + step] = secs;
            }
        }
        self.lanes.times[self.trial as usize % GROUP * steps + step]
    }
}

#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn draw(time: &Time, first: u64, times: &mut [[f64; LANES]; 2]) {
    *times = time.of_two_groups(first);
}
