//! The search of one trial: gates arrive in order of time, and what is drawn on the way.
//!
//! Holds no memory of its own: `scalar` lends it. Times in seconds.

use super::compiled::{Compiled, Guard};
use super::draws::Draws;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// No gate, step or way.
pub(super) const NONE: u32 = u32::MAX;

/// What trials cost, for choosing an engine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Coins thrown and times drawn.
    pub(super) draws: u64,
    /// Gates reached.
    pub(super) reached: u64,
}

/// A way from a gate to one that reads it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Gate that is needed as well, or none.
    pub(super) with: u32,
    /// Step that it passes through, or none.
    pub(super) through: u32,
}

/// State of a gate in a trial.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    /// Earliest arrival known; infinite while there is none.
    pub(super) arrival: f64,
    /// Its own time; infinite if chance forbids it; no number while it is not drawn.
    pub(super) own_secs: f64,
    /// Parents that an AND still awaits; 0 for an OR.
    pub(super) missing: u32,
    /// The way of that arrival.
    pub(super) by: u32,
    pub(super) is_reached: bool,
    pub(super) is_touched: bool,
    pub(super) is_goal: bool,
}

/// A gate that arrives at a time: the bits of a time that is not negative order as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event(u128);

impl Event {
    #[inline(always)]
    fn new(arrival: f64, gate: u32) -> Event {
        Event(u128::from(arrival.to_bits()) << 32 | u128::from(gate))
    }

    #[inline(always)]
    fn arrival(self) -> f64 {
        f64::from_bits((self.0 >> 32) as u64)
    }

    #[inline(always)]
    fn gate(self) -> u32 {
        self.0 as u32
    }
}

/// A search under way: what its inner loop uses, side by side.
pub(super) struct Search<'s, D> {
    pub(super) compiled: &'s Compiled,
    pub(super) steps: &'s [u32],
    pub(super) starts: &'s [u32],
    pub(super) ways: &'s [Way],
    pub(super) gates: &'s mut [Gate],
    pub(super) touched: &'s mut Vec<u32>,
    pub(super) events: &'s mut BinaryHeap<Reverse<Event>>,
    pub(super) instant: &'s mut VecDeque<u32>,
    pub(super) goals_left: usize,
    pub(super) work: Work,
    pub(super) draws: &'s mut D,
}

impl<D: Draws> Search<'_, D> {
    #[inline(always)]
    pub(super) fn run(&mut self, entries: &[u32]) {
        for &entry in entries {
            self.try_for(entry as usize, 0.0, 0.0, NONE);
        }
        let mut now = 0.0;
        while self.goals_left > 0 {
            let gate = if let Some(gate) = self.instant.pop_front() {
                gate
            } else if let Some(Reverse(event)) = self.events.pop() {
                now = event.arrival();
                event.gate()
            } else {
                break;
            };
            let state = &mut self.gates[gate as usize];
            if !std::mem::replace(&mut state.is_reached, true) {
                self.goals_left -= usize::from(state.is_goal);
                self.work.reached += 1;
                self.go_on_from(gate as usize, now);
            }
        }
    }

    /// A gate was reached; the ways on from it are tried.
    #[inline(always)]
    fn go_on_from(&mut self, gate: usize, now: f64) {
        let first = self.starts[gate] as usize;
        let ways = self.ways;
        for (index, way) in ways[first..self.starts[gate + 1] as usize].iter().enumerate() {
            let to = &mut self.gates[way.to as usize];
            if to.arrival <= now {
                continue;
            }
            if to.missing > 0 {
                to.missing -= 1;
                let is_awaiting = to.missing > 0;
                self.touch(way.to as usize);
                if is_awaiting {
                    continue;
                }
            }
            if way.with != NONE && !self.gates[way.with as usize].is_reached {
                continue;
            }
            let takes = if way.through == NONE { 0.0 } else { self.drawn(way.through as usize) };
            self.try_for(way.to as usize, now, now + takes, (first + index) as u32);
        }
    }

    /// A gate is possible at a time; is that the earliest so far?
    #[inline(always)]
    fn try_for(&mut self, gate: usize, now: f64, possible: f64, by: u32) {
        let Gate { mut own_secs, arrival: so_far, .. } = self.gates[gate];
        if own_secs.is_nan() && possible < so_far {
            own_secs = self.drawn(self.steps[gate] as usize);
            self.gates[gate].own_secs = own_secs;
            self.touch(gate);
        }
        let arrival = possible + own_secs;
        if arrival < so_far && arrival <= self.compiled.horizon_secs {
            self.touch(gate);
            let state = &mut self.gates[gate];
            state.arrival = arrival;
            state.by = by;
            if arrival <= now {
                self.instant.push_back(gate as u32);
            } else {
                self.events.push(Reverse(Event::new(arrival, gate as u32)));
            }
        }
    }

    #[inline(always)]
    fn touch(&mut self, gate: usize) {
        if !std::mem::replace(&mut self.gates[gate].is_touched, true) {
            self.touched.push(gate as u32);
        }
    }

    /// The time of a step; infinite if chance forbids it.
    #[inline(always)]
    fn drawn(&mut self, step: usize) -> f64 {
        for &code in self.compiled.guards.of(step) {
            self.work.draws += 1;
            let guard = Guard::of(code);
            if self.draws.coin(guard.coin()) == guard.must_fail() {
                return f64::INFINITY;
            }
        }
        if self.compiled.instant[step] {
            return 0.0;
        }
        self.work.draws += 1;
        self.draws.time(step)
    }
}
