//! Paths: which chains of steps led to each goal, and which steps were needed.
//!
//! Tallies are sums: cut into any pieces and merged they are the same. A tally keeps one entry for
//! each distinct path, so its memory grows with the traced trials at worst.

use crate::interval::wilson;
use crate::outcome::Estimate;
use sansou_scenario::raw::Graph;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Paths that are named of each goal.
const PATHS_NAMED: usize = 10;
/// Needed steps that are named of each goal.
const STEPS_NAMED: usize = 50;

/// Runs trials and tells how goals were reached. Goals are numbered by their place in the graph's
/// list.
pub trait Trace {
    /// Runs a trial; the other functions tell of the last one.
    fn run(&mut self, trial: u64);
    /// When a goal was reached, seconds; none if it was not by the horizon.
    fn arrival(&self, goal: usize) -> Option<f64>;
    /// Puts the steps from an entry to the goal into `into`, each by the parent that made it
    /// possible: an OR step's first, an AND step's last. Asked only of goals that were reached.
    fn path(&self, goal: usize, into: &mut Vec<u32>);
    /// Visits each step once that the goal's arrival rests on: on from an AND step to all parents,
    /// from an OR step to the first. Asked only of goals that were reached.
    fn needed(&mut self, goal: usize, visit: &mut dyn FnMut(u32));
}

/// What came of the traced trials.
#[derive(Debug, Clone, PartialEq)]
pub struct PathTally {
    /// Trials traced.
    pub trials: u64,
    /// One entry per goal, in the graph's order.
    pub goals: Vec<GoalPaths>,
}

/// What came of the traced trials for a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalPaths {
    /// Trials that reached it in time.
    pub successes: u64,
    /// How often each chain of steps led there, from entry to goal.
    pub paths: BTreeMap<Vec<u32>, u64>,
    /// For each step of the graph, the successes that needed it.
    pub needed: Vec<u64>,
}

/// A chain of steps to a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedPath {
    /// From entry to goal.
    pub steps: Vec<usize>,
    /// Share of the goal's successes, with its 95 % Wilson interval.
    pub share: Estimate,
}

/// A step that successes needed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NeededStep {
    /// The step.
    pub step: usize,
    /// Share of the goal's successes, with its 95 % Wilson interval.
    pub share: Estimate,
}

impl PathTally {
    /// The tally of no trials.
    pub fn new(graph: &Graph) -> PathTally {
        let needed = vec![0; graph.steps.len()];
        let goal = GoalPaths { successes: 0, paths: BTreeMap::new(), needed };
        PathTally { trials: 0, goals: vec![goal; graph.goals.len()] }
    }

    /// Runs a trial and counts it.
    pub fn add(&mut self, trace: &mut dyn Trace, trial: u64) {
        self.trials += 1;
        trace.run(trial);
        let mut path = Vec::new();
        for (index, goal) in self.goals.iter_mut().enumerate() {
            if trace.arrival(index).is_none() {
                continue;
            }
            goal.successes += 1;
            trace.needed(index, &mut |step| goal.needed[step as usize] += 1);
            path.clear();
            trace.path(index, &mut path);
            match goal.paths.get_mut(&path) {
                Some(count) => *count += 1,
                None => {
                    goal.paths.insert(path.clone(), 1);
                }
            }
        }
    }

    /// Takes in the tally of other trials.
    pub fn merge(&mut self, other: PathTally) {
        self.trials += other.trials;
        for (goal, other) in self.goals.iter_mut().zip(other.goals) {
            goal.successes += other.successes;
            for (path, count) in other.paths {
                *goal.paths.entry(path).or_insert(0) += count;
            }
            for (count, other) in goal.needed.iter_mut().zip(other.needed) {
                *count += other;
            }
        }
    }
}

impl GoalPaths {
    /// The paths of most successes, ten at most.
    pub fn ranked_paths(&self, graph: &Graph) -> Vec<RankedPath> {
        let ids = |path: &[u32]| -> Vec<&str> {
            path.iter().map(|&step| graph.steps[step as usize].id.as_str()).collect()
        };
        let mut paths: Vec<(&Vec<u32>, u64)> = self.paths.iter().map(|(p, &n)| (p, n)).collect();
        paths.sort_by_cached_key(|&(path, count)| (Reverse(count), ids(path)));
        let ranked = paths.into_iter().take(PATHS_NAMED).map(|(path, count)| RankedPath {
            steps: path.iter().map(|&step| step as usize).collect(),
            share: wilson(count, self.successes),
        });
        ranked.collect()
    }

    /// The steps that most successes needed, fifty at most.
    pub fn needed_steps(&self, graph: &Graph) -> Vec<NeededStep> {
        let mut steps: Vec<usize> =
            (0..self.needed.len()).filter(|&step| self.needed[step] > 0).collect();
        steps.sort_by_key(|&step| (Reverse(self.needed[step]), graph.steps[step].id.as_str()));
        let named = steps.into_iter().take(STEPS_NAMED);
        let named =
            named.map(|step| NeededStep { step, share: wilson(self.needed[step], self.successes) });
        named.collect()
    }
}
