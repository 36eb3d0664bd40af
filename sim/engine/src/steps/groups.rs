//! A group: 16 trials at once with their times, each a lane of vectors.
//!
//! What the engines share that look for first arrivals in all lanes at once, in rounds (`lanes`) or in
//! order of time (`waves`). Coins come from a pass of the worlds engine, which also says in which
//! trials a goal is reached at all. Draws and additions are those of the scalar engine, so all arrive
//! at the same bits. Must not know gates. Times in seconds.

use super::compiled::{Compiled, Guard};
use super::worlds::{self, PASS};
use crate::chance::wide::{LANES, Time};
use multiversion::multiversion;

/// A value for each of 16 trials.
pub(super) type Lane = [f64; LANES];
/// Groups of lanes in a pass.
pub(super) const GROUPS: usize = PASS / LANES;

/// Runs groups of 16 trials of one graph.
pub(super) trait Group {
    /// Runs a group of trials, number `group` of `pass`; `coins` holds that pass and the same coins.
    /// In lanes without a bit in `wanted` nothing is looked for.
    fn run(&mut self, pass: u64, group: usize, coins: &worlds::Runner, wanted: u16);

    /// When a goal is reached in each lane that was wanted; infinite or beyond the horizon if it is
    /// not.
    fn arrivals(&self, goal: usize) -> Lane;

    /// Work since the runner was made.
    fn looks(&self) -> u64;
}

/// The operand of each step's own time, behind one that is always zero and stands for those that take
/// none; and those to be drawn, as step and operand.
pub(super) fn own_times(compiled: &Compiled, zero: u32) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut own_of = vec![zero; compiled.len()];
    let mut drawn = Vec::new();
    for step in (0..compiled.len()).filter(|&step| compiled.is_drawn(step)) {
        own_of[step] = zero + 1 + drawn.len() as u32;
        drawn.push((step as u32, own_of[step]));
    }
    (own_of, drawn)
}

/// What counts in each lane: what is below this, nothing in lanes without a bit in `wanted`.
pub(super) fn limits(compiled: &Compiled, wanted: u16) -> Lane {
    let mut limits = [f64::NEG_INFINITY; LANES];
    for (lane, limit) in limits.iter_mut().enumerate() {
        if wanted >> lane & 1 == 1 {
            // What arrives at the horizon still counts.
            *limit = compiled.horizon_secs.next_up();
        }
    }
    limits
}

/// Draws own times, given by step and operand; infinite where a coin forbids the step.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
pub(super) fn draw(
    compiled: &Compiled,
    own: &[(u32, u32)],
    pass: u64,
    group: usize,
    coins: &worlds::Runner,
    times: &mut [Lane],
) {
    let (word, shift) = (group * LANES / 64, group * LANES % 64);
    let first = pass * PASS as u64 + (group * LANES) as u64;
    for two in own.chunks(2) {
        let steps = [two[0].0 as usize, two[two.len() - 1].0 as usize];
        let drawn =
            Time::two_of_lanes([&compiled.times[steps[0]], &compiled.times[steps[1]]], first);
        for (&(step, operand), drawn) in two.iter().zip(&drawn) {
            let mut feasible = u64::MAX;
            for &code in compiled.guards.of(step as usize) {
                let guard = Guard::of(code);
                let flip = if guard.must_fail() { u64::MAX } else { 0 };
                feasible &= (coins.coin(guard.coin())[word] ^ flip) >> shift;
            }
            let time = &mut times[operand as usize];
            for lane in 0..LANES {
                // All ones where it is feasible: chosen without a branch.
                let mask = (feasible >> lane & 1).wrapping_neg();
                let bits = drawn[lane].to_bits() & mask | f64::INFINITY.to_bits() & !mask;
                time[lane] = f64::from_bits(bits);
            }
        }
    }
}

/// The latest goal of each lane, at most its limit: what is not before it no longer counts.
#[inline(always)]
pub(super) fn latest(goals: &[Option<u32>], times: &[Lane], limit: &Lane) -> Lane {
    let mut latest = [f64::NEG_INFINITY; LANES];
    for &goal in goals.iter().flatten() {
        for lane in 0..LANES {
            latest[lane] = greater(latest[lane], times[goal as usize][lane]);
        }
    }
    for lane in 0..LANES {
        latest[lane] = less(latest[lane], limit[lane]);
    }
    latest
}

/// The lesser; the second if they do not compare. One instruction, unlike `f64::min`.
#[inline(always)]
pub(super) fn less(one: f64, other: f64) -> f64 {
    if one < other { one } else { other }
}

/// The greater; the second if they do not compare.
#[inline(always)]
pub(super) fn greater(one: f64, other: f64) -> f64 {
    if one > other { one } else { other }
}
