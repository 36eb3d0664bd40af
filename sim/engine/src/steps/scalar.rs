//! One trial at a time: first-passage times, drawing only what the trial comes to.
//!
//! Steps arrive in order of time (Dijkstra's search in Knuth's generalisation, "A generalization of
//! Dijkstra's algorithm", 1977: an AND takes the latest of its parents, an OR the earliest); what
//! takes no time goes first come, first served, so that paths have as few steps as can be. A step is
//! attempted once, when it first becomes possible, and only then are its coins and its time drawn.
//! The trial ends when every goal that can be reached is.
//!
//! The only engine that can say on which path a goal was reached. Must not know how results are
//! counted. Nothing is allocated from the second trial on. Times in seconds.

use super::compiled::{Compiled, Guard};
use super::why::Trace;
use super::worlds::{self, PASS};
use crate::chance::wide::{LANES, Time};
use multiversion::multiversion;
use sansou_scenario::raw::StepKind;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// No step.
const NOBODY: u32 = u32::MAX;

/// Runs trials of one graph; holds the state of the current one.
pub(super) struct Runner<'a> {
    compiled: &'a Compiled,
    /// By step: what is to be awaited, 1 for an OR.
    awaited: Vec<u32>,
    /// By step: whether it is a goal.
    is_goal: Vec<bool>,
    /// Steps that are goals.
    goals: usize,
    state: State,
    /// Times of 16 trials, where trials come in groups.
    lanes: Lanes,
    work: Work,
}

/// Times of the steps in the 16 trials of a group, drawn when one of them first needs them.
#[derive(Default)]
struct Lanes {
    times: Vec<[f64; LANES]>,
    /// By step: group that its times were drawn for, from 1.
    drawn_for: Vec<u64>,
}

/// State of a trial.
struct State {
    /// By step: parents still to be awaited; 0 once it was attempted.
    missing: Vec<u32>,
    /// By step: arrival; infinite while not reached.
    arrival: Vec<f64>,
    /// By step: parent whose arrival made it possible.
    after: Vec<u32>,
    /// Steps whose state must be reset.
    touched: Vec<u32>,
    reached: Vec<u32>,
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
    at: usize,
    lanes: &'b mut Lanes,
}

impl Draws for Grouped<'_, '_> {
    #[inline(always)]
    fn coin(&mut self, coin: usize) -> bool {
        self.coins.coin(coin)[self.at / 64] >> (self.at % 64) & 1 == 1
    }

    #[inline(always)]
    fn time(&mut self, step: usize) -> f64 {
        let group = self.trial / LANES as u64;
        if self.lanes.drawn_for[step] != group + 1 {
            self.lanes.drawn_for[step] = group + 1;
            draw(&self.compiled.times[step], group * LANES as u64, &mut self.lanes.times[step]);
        }
        self.lanes.times[step][self.trial as usize % LANES]
    }
}

#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn draw(time: &Time, first: u64, times: &mut [f64; LANES]) {
    *times = time.of_lanes(first);
}

/// What trials cost, for choosing an engine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Coins and times drawn.
    pub(super) draws: u64,
    /// Steps reached.
    pub(super) reached: u64,
}

impl<'a> Runner<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Runner<'a> {
        let steps = compiled.len();
        let awaited: Vec<u32> = (0..steps)
            .map(|step| match compiled.kind[step] {
                StepKind::Or => 1,
                StepKind::And => compiled.parents.of(step).len() as u32,
            })
            .collect();
        let mut is_goal = vec![false; steps];
        for &goal in compiled.goals.iter().flatten() {
            is_goal[goal as usize] = true;
        }
        let state = State {
            missing: awaited.clone(),
            arrival: vec![f64::INFINITY; steps],
            after: vec![NOBODY; steps],
            touched: Vec::new(),
            reached: Vec::new(),
            events: BinaryHeap::new(),
            instant: VecDeque::new(),
            goals_left: 0,
            walk: Vec::new(),
            walked: vec![0; steps],
            walks: 0,
        };
        let goals = is_goal.iter().filter(|is| **is).count();
        let (lanes, work) = (Lanes::default(), Work::default());
        Runner { compiled, awaited, is_goal, goals, state, lanes, work }
    }

    /// Runs a trial.
    pub(super) fn run(&mut self, trial: u64) {
        let compiled = self.compiled;
        let mut draws = Alone { compiled, trial };
        self.search(&mut draws);
    }

    /// Runs a trial whose coins have been thrown in a pass of the worlds engine. Trials that come one
    /// after the other share the drawing of times.
    pub(super) fn run_with(&mut self, trial: u64, coins: &worlds::Runner) {
        let compiled = self.compiled;
        let mut lanes = std::mem::take(&mut self.lanes);
        lanes.times.resize(compiled.len(), [0.0; LANES]);
        lanes.drawn_for.resize(compiled.len(), 0);
        let at = trial as usize % PASS;
        self.search(&mut Grouped { compiled, trial, coins, at, lanes: &mut lanes });
        self.lanes = lanes;
    }

    /// When a goal was reached, within the horizon.
    pub(super) fn arrival(&self, goal: usize) -> Option<f64> {
        let step = self.compiled.goals[goal]?;
        Some(self.state.arrival[step as usize]).filter(|time| time.is_finite())
    }

    /// Draws and steps since the runner was made.
    pub(super) fn work(&self) -> Work {
        self.work
    }

    fn search(&mut self, draws: &mut impl Draws) {
        self.reset();
        for &entry in &self.compiled.entries {
            self.state.missing[entry as usize] = 0;
            self.state.touched.push(entry);
            self.attempt(entry, 0.0, draws);
        }
        let mut now = 0.0;
        while self.state.goals_left > 0 {
            if let Some(step) = self.state.instant.pop_front() {
                self.reach(step, now, draws);
            } else if let Some(Reverse((bits, step))) = self.state.events.pop() {
                now = f64::from_bits(bits);
                self.reach(step, now, draws);
            } else {
                break;
            }
        }
    }

    fn reset(&mut self) {
        let state = &mut self.state;
        for step in state.touched.drain(..) {
            state.missing[step as usize] = self.awaited[step as usize];
        }
        for step in state.reached.drain(..) {
            state.arrival[step as usize] = f64::INFINITY;
        }
        state.events.clear();
        state.instant.clear();
        state.goals_left = self.goals;
    }

    /// A step became possible: is it feasible, and when does it arrive?
    #[inline(always)]
    fn attempt(&mut self, step: u32, now: f64, draws: &mut impl Draws) {
        let index = step as usize;
        if self.is_of_no_use(index) {
            return;
        }
        for &code in self.compiled.guards.of(index) {
            self.work.draws += 1;
            let guard = Guard::of(code);
            if draws.coin(guard.coin()) == guard.must_fail() {
                return;
            }
        }
        if self.compiled.instant[index] {
            self.state.instant.push_back(step);
            return;
        }
        self.work.draws += 1;
        let arrival = now + draws.time(index);
        if arrival <= self.compiled.horizon_secs {
            self.state.events.push(Reverse((arrival.to_bits(), step)));
        }
    }

    /// Whether all that a step could make possible has been attempted before.
    #[inline(always)]
    fn is_of_no_use(&self, step: usize) -> bool {
        let children = self.compiled.children.of(step);
        !self.is_goal[step] && children.iter().all(|&child| self.state.missing[child as usize] == 0)
    }

    /// A step is reached; what it makes possible is attempted.
    #[inline(always)]
    fn reach(&mut self, step: u32, now: f64, draws: &mut impl Draws) {
        self.work.reached += 1;
        self.state.arrival[step as usize] = now;
        self.state.reached.push(step);
        self.state.goals_left -= usize::from(self.is_goal[step as usize]);
        let compiled = self.compiled;
        for &child in compiled.children.of(step as usize) {
            let missing = &mut self.state.missing[child as usize];
            // An OR that was attempted before.
            if *missing == 0 {
                continue;
            }
            if *missing == self.awaited[child as usize] {
                self.state.touched.push(child);
            }
            *missing -= 1;
            if *missing == 0 {
                self.state.after[child as usize] = step;
                self.attempt(child, now, draws);
            }
        }
    }
}

impl Trace for Runner<'_> {
    fn run(&mut self, trial: u64) {
        self.run(trial);
    }

    fn arrival(&self, goal: usize) -> Option<f64> {
        self.arrival(goal)
    }

    fn path(&self, goal: usize, path: &mut Vec<u32>) {
        path.clear();
        let reached = |step: &u32| self.state.arrival[*step as usize].is_finite();
        let mut at = self.compiled.goals[goal].filter(reached);
        while let Some(step) = at {
            path.push(self.compiled.origin[step as usize]);
            let is_entry = self.compiled.parents.of(step as usize).is_empty();
            at = (!is_entry).then_some(self.state.after[step as usize]);
        }
        path.reverse();
    }

    fn needed(&mut self, goal: usize, visit: &mut dyn FnMut(u32)) {
        let compiled = self.compiled;
        let State { arrival, after, walk, walked, walks, .. } = &mut self.state;
        *walks += 1;
        walk.extend(compiled.goals[goal].filter(|&step| arrival[step as usize].is_finite()));
        while let Some(step) = walk.pop() {
            let index = step as usize;
            if std::mem::replace(&mut walked[index], *walks) == *walks {
                continue;
            }
            visit(compiled.origin[index]);
            let parents = compiled.parents.of(index);
            match compiled.kind[index] {
                StepKind::And => walk.extend(parents),
                StepKind::Or if parents.is_empty() => {}
                StepKind::Or => walk.push(after[index]),
            }
        }
    }
}
