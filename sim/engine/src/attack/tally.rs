//! Tallies of trials, and the outcome of a threat out of them.
//!
//! Merging is joining: however the trials are cut into tallies, merged in order they give the same
//! result to the last bit. Must not know how trials are run.

use super::graph::AttackGraph;
use super::trial::Trials;
use crate::interval::wilson;
use crate::outcome::{AttackPath, ChokePoint, GoalOutcome, ThreatOutcome, Times};
use sansou_scenario::case::ThreatId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Times that are kept of each goal: of more successes, those of the first trials.
const TIMES_KEPT: usize = 1_000_000;
/// Paths that an outcome names.
const PATHS_NAMED: usize = 5;
/// Choke points that an outcome names.
const CHOKE_POINTS_NAMED: usize = 8;

/// What came of some trials of a threat.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockTally {
    /// Trials run.
    pub trials: u64,
    /// One entry per goal, in the threat's order.
    pub goals: Vec<GoalTally>,
    path: Vec<usize>,
}

/// What came of some trials for a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalTally {
    /// Trials that reached it in time and before containment.
    pub successes: u64,
    /// Trials that reached it in time or would have, had nothing been noticed.
    pub without_detection: u64,
    /// Times of the successes, in order of trials, seconds.
    pub times: Vec<f64>,
    /// How often each chain of groundings led there, from foothold to goal.
    pub paths: BTreeMap<Vec<usize>, u64>,
    /// For each grounding, the successes that needed it.
    pub uses: Vec<u64>,
}

impl BlockTally {
    /// The tally of no trials.
    pub fn new(graph: &AttackGraph, threat: ThreatId) -> BlockTally {
        let goal = GoalTally {
            successes: 0,
            without_detection: 0,
            times: Vec::new(),
            paths: BTreeMap::new(),
            uses: vec![0; graph.groundings.len()],
        };
        let goals = vec![goal; graph.attack(threat).targets.len()];
        BlockTally { trials: 0, goals, path: Vec::new() }
    }

    /// Runs a trial and counts it.
    pub(super) fn add(&mut self, trials: &mut Trials, trial: u64) {
        self.trials += 1;
        trials.run(trial);
        for (index, goal) in self.goals.iter_mut().enumerate() {
            let Some(arrival) = trials.arrival(index) else { continue };
            goal.without_detection += 1;
            if !arrival.uncontained {
                continue;
            }
            goal.successes += 1;
            if goal.times.len() < TIMES_KEPT {
                goal.times.push(arrival.time);
            }
            trials.needed_for(arrival.fact, |grounding| goal.uses[grounding] += 1);
            trials.path_to(arrival.fact, &mut self.path);
            match goal.paths.get_mut(&self.path) {
                Some(count) => *count += 1,
                None => {
                    goal.paths.insert(self.path.clone(), 1);
                }
            }
        }
    }

    /// Takes in the tally of the trials that follow.
    pub fn merge(&mut self, later: BlockTally) {
        self.trials += later.trials;
        for (goal, later) in self.goals.iter_mut().zip(later.goals) {
            goal.successes += later.successes;
            goal.without_detection += later.without_detection;
            goal.times.extend(later.times);
            goal.times.truncate(TIMES_KEPT);
            for (path, count) in later.paths {
                *goal.paths.entry(path).or_insert(0) += count;
            }
            for (count, later) in goal.uses.iter_mut().zip(later.uses) {
                *count += later;
            }
        }
    }
}

/// The outcome of a threat from the tallies of its trials, in their order.
pub fn outcome(
    graph: &AttackGraph,
    threat: ThreatId,
    tallies: impl IntoIterator<Item = BlockTally>,
) -> ThreatOutcome {
    let mut total = BlockTally::new(graph, threat);
    for tally in tallies {
        total.merge(tally);
    }
    let attack = graph.attack(threat);
    let reached = graph.reached_from(attack);
    let goals = attack.targets.iter().zip(&total.goals).map(|(target, tally)| GoalOutcome {
        goal: target.name.clone(),
        successes: tally.successes,
        probability: wilson(tally.successes, total.trials),
        without_detection: wilson(tally.without_detection, total.trials),
        time_secs: times(&tally.times),
        paths: paths(graph, tally, PATHS_NAMED),
        choke_points: choke_points(graph, tally),
        reachable: target.facts.iter().any(|fact| reached[fact.0]),
    });
    ThreatOutcome {
        threat: attack.name.clone(),
        trials: total.trials,
        has_foothold: !attack.entries.is_empty(),
        goals: goals.collect(),
    }
}

/// Mean and quantiles (the least value that the share p does not exceed).
fn times(times: &[f64]) -> Option<Times> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let quantile = |share: f64| {
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted[rank.saturating_sub(1).min(last)]
    };
    Some(Times {
        mean: times.iter().sum::<f64>() / times.len() as f64,
        p05: quantile(0.05),
        p50: quantile(0.50),
        p95: quantile(0.95),
    })
}

/// The paths that led to a goal, most frequent first; equally frequent ones by the order of what they
/// apply. At most `most`.
pub fn paths(graph: &AttackGraph, tally: &GoalTally, most: usize) -> Vec<AttackPath> {
    let mut counted: Vec<(&Vec<usize>, u64)> = tally.paths.iter().map(|(p, &n)| (p, n)).collect();
    counted.sort_by_key(|&(path, count)| (Reverse(count), path));
    counted
        .into_iter()
        .take(most)
        .map(|(path, count)| AttackPath {
            share: count as f64 / tally.successes as f64,
            steps: path.iter().map(|&g| graph.groundings[g].step.clone()).collect(),
        })
        .collect()
}

fn choke_points(graph: &AttackGraph, tally: &GoalTally) -> Vec<ChokePoint> {
    let used = tally.uses.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut counted: Vec<(usize, u64)> = used.map(|(g, &count)| (g, count)).collect();
    counted.sort_by_key(|&(grounding, count)| (Reverse(count), grounding));
    counted
        .into_iter()
        .take(CHOKE_POINTS_NAMED)
        .map(|(grounding, count)| ChokePoint {
            step: graph.groundings[grounding].step.clone(),
            share: count as f64 / tally.successes as f64,
        })
        .collect()
}
