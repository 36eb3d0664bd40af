//! One trial at a time: first-passage times, drawing only what the trial comes to.
//!
//! Gates arrive in order of time (Dijkstra's search in Knuth's generalisation, "A generalization of
//! Dijkstra's algorithm", 1977: an AND takes the latest of its parents, an OR the earliest); what
//! takes no time goes first come, first served, so that paths have as few steps as can be. Coins and
//! times are drawn where a way is first tried that could still be earlier than any known. The trial
//! ends when every goal that can be reached is.
//!
//! The only engine that can say on which path a goal was reached. Must not know how results are
//! counted. After the first trial memory is allocated only where a queue grows longer than in any
//! trial before. Times in seconds.

use super::compiled::{Compiled, Guard};
use super::terms::{Gates, TakeIn};
use super::why::Trace;
use super::worlds::{self, PASS};
use crate::chance::wide::{LANES, Time};
use multiversion::multiversion;
use sansou_scenario::raw::StepKind;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// No gate, step or way.
const NONE: u32 = u32::MAX;

/// Runs trials of one graph; holds the state of the current one.
pub(super) struct Runner<'a> {
    compiled: &'a Compiled,
    gates: Gates,
    /// Ways from each gate: `starts[gate]..starts[gate + 1]`.
    starts: Vec<u32>,
    ways: Vec<Way>,
    /// By gate, at the start of a trial.
    fresh: Vec<Gate>,
    /// Goals that can be reached.
    goals: usize,
    state: State,
    /// Times of the present group, where trials come in groups.
    lanes: Lanes,
    work: Work,
}

/// A way from a gate to one that reads it.
#[derive(Debug, Clone, Copy)]
struct Way {
    from: u32,
    to: u32,
    /// Gate that is needed as well, or none.
    with: u32,
    /// Step that it passes through, or none.
    through: u32,
}

/// State of a gate in a trial.
#[derive(Debug, Clone, Copy)]
struct Gate {
    /// Earliest arrival known; infinite while there is none.
    arrival: f64,
    /// Its own time; infinite if chance forbids it; no number while it is not drawn.
    own_secs: f64,
    /// Parents that an AND still awaits; 0 for an OR.
    missing: u32,
    /// The way of that arrival.
    by: u32,
    is_reached: bool,
    is_touched: bool,
    is_goal: bool,
}

/// State of a trial.
#[derive(Default)]
struct State {
    gates: Vec<Gate>,
    /// Gates that differ from the start.
    touched: Vec<u32>,
    /// By arrival: its bits order as the time does, since it is not negative.
    events: BinaryHeap<Reverse<(u64, u32)>>,
    /// Arriving now.
    instant: VecDeque<u32>,
    goals_left: usize,
    /// For walks over what a goal needed.
    walk: Vec<u32>,
    walked: Vec<u64>,
    walks: u64,
}

/// Trials that share the drawing of times.
const GROUP: usize = 2 * LANES;

/// Times of the steps in the trials of a group, drawn when one of them first needs them.
#[derive(Default)]
struct Lanes {
    times: Vec<[[f64; LANES]; 2]>,
    /// By step: group that its times were drawn for, from 1.
    drawn_for: Vec<u64>,
}

/// Where a trial's draws come from.
trait Draws {
    fn coin(&mut self, coin: usize) -> bool;
    fn time(&mut self, step: usize) -> f64;
}

/// Drawn for this trial alone.
struct Alone<'a> {
    compiled: &'a Compiled,
    trial: u64,
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
struct Grouped<'a, 'b> {
    compiled: &'a Compiled,
    trial: u64,
    coins: &'b worlds::Runner<'a>,
    lanes: &'b mut Lanes,
}

impl Draws for Grouped<'_, '_> {
    #[inline(always)]
    fn coin(&mut self, coin: usize) -> bool {
        let at = self.trial as usize % PASS;
        self.coins.coin(coin)[at / 64] >> (at % 64) & 1 == 1
    }

    #[inline(always)]
    fn time(&mut self, step: usize) -> f64 {
        let group = self.trial / GROUP as u64;
        if self.lanes.drawn_for[step] != group + 1 {
            self.lanes.drawn_for[step] = group + 1;
            let first = group * GROUP as u64;
            draw(&self.compiled.times[step], first, &mut self.lanes.times[step]);
        }
        self.lanes.times[step].as_flattened()[self.trial as usize % GROUP]
    }
}

#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn draw(time: &Time, first: u64, times: &mut [[f64; LANES]; 2]) {
    *times = time.of_two_groups(first);
}

/// What trials cost, for choosing an engine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Coins thrown and times drawn.
    pub(super) draws: u64,
    /// Gates reached.
    pub(super) reached: u64,
}

impl<'a> Runner<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Runner<'a> {
        let gates = Gates::new(compiled, TakeIn::Once);
        let mut ways = Vec::new();
        let mut fresh: Vec<Gate> = Vec::with_capacity(gates.len());
        for (to, (terms, &step)) in gates.terms.iter().zip(&gates.steps).enumerate() {
            for term in terms {
                let [first, second] = term.gates;
                let through = term.through.unwrap_or(NONE);
                let way = |from, with| Way { from, to: to as u32, with, through };
                if first == second {
                    ways.push(way(first, NONE));
                } else {
                    ways.extend([way(first, second), way(second, first)]);
                }
            }
            let needs_all = compiled.kind[step as usize] == StepKind::And;
            fresh.push(Gate {
                arrival: f64::INFINITY,
                own_secs: if compiled.is_drawn(step as usize) { f64::NAN } else { 0.0 },
                missing: if needs_all { terms.len() as u32 } else { 0 },
                by: NONE,
                is_reached: false,
                is_touched: false,
                is_goal: false,
            });
        }
        ways.sort_by_key(|way| way.from);
        let mut starts = vec![0; gates.len() + 1];
        ways.iter().for_each(|way| starts[way.from as usize + 1] += 1);
        (0..gates.len()).for_each(|gate| starts[gate + 1] += starts[gate]);
        for &goal in gates.goals.iter().flatten() {
            fresh[goal as usize].is_goal = true;
        }
        let goals = fresh.iter().filter(|gate| gate.is_goal).count();
        let state =
            State { gates: fresh.clone(), walked: vec![0; gates.len()], ..State::default() };
        let (lanes, work) = (Lanes::default(), Work::default());
        Runner { compiled, gates, starts, ways, fresh, goals, state, lanes, work }
    }

    /// Runs a trial.
    pub(super) fn run(&mut self, trial: u64) {
        let compiled = self.compiled;
        self.search(&mut Alone { compiled, trial });
    }

    /// Runs a trial whose coins have been thrown in a pass of the worlds engine. Trials that come one
    /// after the other share the drawing of times.
    pub(super) fn run_with(&mut self, trial: u64, coins: &worlds::Runner) {
        let compiled = self.compiled;
        let mut lanes = std::mem::take(&mut self.lanes);
        lanes.times.resize(compiled.len(), [[0.0; LANES]; 2]);
        lanes.drawn_for.resize(compiled.len(), 0);
        self.search(&mut Grouped { compiled, trial, coins, lanes: &mut lanes });
        self.lanes = lanes;
    }

    /// When a goal was reached, within the horizon.
    pub(super) fn arrival(&self, goal: usize) -> Option<f64> {
        let gate = self.state.gates[self.gates.goals[goal]? as usize];
        gate.is_reached.then_some(gate.arrival)
    }

    /// Work since the runner was made.
    pub(super) fn work(&self) -> Work {
        self.work
    }

    fn search(&mut self, draws: &mut impl Draws) {
        self.reset();
        for entry in 0..self.gates.entries.len() {
            self.try_for(self.gates.entries[entry], 0.0, 0.0, NONE, draws);
        }
        let mut now = 0.0;
        while self.state.goals_left > 0 {
            let gate = if let Some(gate) = self.state.instant.pop_front() {
                gate
            } else if let Some(Reverse((bits, gate))) = self.state.events.pop() {
                now = f64::from_bits(bits);
                gate
            } else {
                break;
            };
            if !self.state.gates[gate as usize].is_reached {
                self.reach(gate, now, draws);
            }
        }
    }

    fn reset(&mut self) {
        let State { gates, touched, events, instant, goals_left, .. } = &mut self.state;
        for gate in touched.drain(..) {
            gates[gate as usize] = self.fresh[gate as usize];
        }
        events.clear();
        instant.clear();
        *goals_left = self.goals;
    }

    /// A gate is reached; the ways on from it are tried.
    #[inline(always)]
    fn reach(&mut self, gate: u32, now: f64, draws: &mut impl Draws) {
        self.work.reached += 1;
        let state = &mut self.state.gates[gate as usize];
        state.is_reached = true;
        self.state.goals_left -= usize::from(state.is_goal);
        let (first, last) = (self.starts[gate as usize], self.starts[gate as usize + 1]);
        for index in first..last {
            let way = self.ways[index as usize];
            let to = &mut self.state.gates[way.to as usize];
            if to.arrival <= now {
                continue;
            }
            if to.missing > 0 {
                if !std::mem::replace(&mut to.is_touched, true) {
                    self.state.touched.push(way.to);
                }
                to.missing -= 1;
                if to.missing > 0 {
                    continue;
                }
            }
            if way.with != NONE && !self.state.gates[way.with as usize].is_reached {
                continue;
            }
            let takes =
                if way.through == NONE { 0.0 } else { self.drawn(way.through as usize, draws) };
            self.try_for(way.to, now, now + takes, index, draws);
        }
    }

    /// A gate is possible at a time; is that the earliest so far?
    #[inline(always)]
    fn try_for(&mut self, gate: u32, now: f64, possible: f64, by: u32, draws: &mut impl Draws) {
        let mut own_secs = self.state.gates[gate as usize].own_secs;
        if own_secs.is_nan() && possible < self.state.gates[gate as usize].arrival {
            own_secs = self.drawn(self.gates.steps[gate as usize] as usize, draws);
            self.state.gates[gate as usize].own_secs = own_secs;
            self.touch(gate);
        }
        let arrival = possible + own_secs;
        if arrival < self.state.gates[gate as usize].arrival
            && arrival <= self.compiled.horizon_secs
        {
            self.touch(gate);
            let state = &mut self.state.gates[gate as usize];
            state.arrival = arrival;
            state.by = by;
            if arrival <= now {
                self.state.instant.push_back(gate);
            } else {
                self.state.events.push(Reverse((arrival.to_bits(), gate)));
            }
        }
    }

    #[inline(always)]
    fn touch(&mut self, gate: u32) {
        if !std::mem::replace(&mut self.state.gates[gate as usize].is_touched, true) {
            self.state.touched.push(gate);
        }
    }

    /// The time of a step; infinite if chance forbids it.
    #[inline(always)]
    fn drawn(&mut self, step: usize, draws: &mut impl Draws) -> f64 {
        for &code in self.compiled.guards.of(step) {
            self.work.draws += 1;
            let guard = Guard::of(code);
            if draws.coin(guard.coin()) == guard.must_fail() {
                return f64::INFINITY;
            }
        }
        if self.compiled.instant[step] {
            return 0.0;
        }
        self.work.draws += 1;
        draws.time(step)
    }

    /// The gate of a goal that was reached.
    fn reached_goal(&self, goal: usize) -> Option<u32> {
        self.gates.goals[goal].filter(|&gate| self.state.gates[gate as usize].is_reached)
    }
}

impl Trace for Runner<'_> {
    fn run(&mut self, trial: u64) {
        Runner::run(self, trial);
    }

    fn arrival(&self, goal: usize) -> Option<f64> {
        Runner::arrival(self, goal)
    }

    fn path(&self, goal: usize, path: &mut Vec<u32>) {
        path.clear();
        let origin = |step: u32| self.compiled.origin[step as usize];
        let mut at = self.reached_goal(goal);
        while let Some(gate) = at {
            path.push(origin(self.gates.steps[gate as usize]));
            let way = self.ways.get(self.state.gates[gate as usize].by as usize);
            path.extend(way.filter(|way| way.through != NONE).map(|way| origin(way.through)));
            at = way.map(|way| way.from);
        }
        path.reverse();
    }

    fn needed(&mut self, goal: usize, visit: &mut dyn FnMut(u32)) {
        let start = self.reached_goal(goal);
        let origin = |step: u32| self.compiled.origin[step as usize];
        let State { gates, walk, walked, walks, .. } = &mut self.state;
        *walks += 1;
        walk.extend(start);
        while let Some(gate) = walk.pop() {
            if std::mem::replace(&mut walked[gate as usize], *walks) == *walks {
                continue;
            }
            let step = self.gates.steps[gate as usize];
            visit(origin(step));
            let Some(way) = self.ways.get(gates[gate as usize].by as usize) else { continue };
            if self.compiled.kind[step as usize] == StepKind::And {
                walk.extend(self.gates.terms[gate as usize].iter().map(|term| term.gates[0]));
                continue;
            }
            walk.push(way.from);
            if way.with != NONE {
                walk.push(way.with);
            }
            if way.through != NONE {
                visit(origin(way.through));
            }
        }
    }
}
