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

use super::compiled::Compiled;
use super::draws::{Alone, Draws, GROUP, Grouped, Lanes};
use super::search::{Event, Gate, NONE, Search, Way, Work};
use super::terms::{Gates, TakeIn};
use super::why::Trace;
use super::worlds;
use sansou_scenario::raw::StepKind;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// What a step takes in the state of a runner, about, bytes: the drawn times of a group of trials, and
/// its gate twice.
pub(super) const STEP_BYTES: usize = GROUP * size_of::<f64>() + 2 * size_of::<Gate>();

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

/// State of a trial.
#[derive(Default)]
struct State {
    gates: Vec<Gate>,
    /// Gates that differ from the start.
    touched: Vec<u32>,
    events: BinaryHeap<Reverse<Event>>,
    /// Arriving now.
    instant: VecDeque<u32>,
    /// For walks over what a goal needed.
    walk: Vec<u32>,
    walked: Vec<u64>,
    walks: u64,
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
        lanes.fit(compiled.len());
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
        let State { gates, touched, events, instant, .. } = &mut self.state;
        for gate in touched.drain(..) {
            gates[gate as usize] = self.fresh[gate as usize];
        }
        events.clear();
        instant.clear();
        let mut search = Search {
            compiled: self.compiled,
            steps: &self.gates.steps,
            starts: &self.starts,
            ways: &self.ways,
            gates,
            touched,
            events,
            instant,
            goals_left: self.goals,
            work: self.work,
            draws,
        };
        search.run(&self.gates.entries);
        self.work = search.work;
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
