//! The same trials in several networks at once: what one network changes, free of the chance that
//! all share.
//!
//! Draws are keyed by names, so trial number 5 meets the same luck in every network; only trials
//! that end differently say anything about a difference. They are counted while the networks run in
//! lockstep, trial by trial, so that nothing is kept of a trial. Must not know what the networks are.

use super::Settings;
use super::graph::AttackGraph;
use super::tally::BlockTally;
use super::trial::Trials;
use sansou_scenario::case::ThreatId;
use std::ops::Range;

/// Trials in which a goal was reached in one of two networks only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Discordant {
    /// In the first network only.
    pub base_only: u64,
    /// In the other only.
    pub variant_only: u64,
}

/// What came of some trials in one of several networks.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedTally {
    /// The trials by themselves.
    pub tally: BlockTally,
    /// For each goal, in the threat's order, how it went against the first network; none in the first
    /// network itself, and for goals that the first does not have.
    pub pairs: Vec<Option<Discordant>>,
}

impl Discordant {
    /// Counts a trial.
    pub(super) fn count(&mut self, base: bool, variant: bool) {
        self.base_only += u64::from(base && !variant);
        self.variant_only += u64::from(variant && !base);
    }

    /// Takes in the trials that follow.
    pub(super) fn add(&mut self, later: Discordant) {
        self.base_only += later.base_only;
        self.variant_only += later.variant_only;
    }
}

impl PairedTally {
    /// Takes in the trials that follow.
    pub fn merge(&mut self, later: PairedTally) {
        self.tally.merge(later.tally);
        for (pair, later) in self.pairs.iter_mut().zip(later.pairs) {
            if let (Some(pair), Some(later)) = (pair, later) {
                pair.add(later);
            }
        }
    }
}

/// One network with the state of its trials.
struct Side<'a> {
    trials: Trials<'a>,
    result: PairedTally,
    /// For each goal the position of the same one in the first network.
    same: Vec<Option<usize>>,
}

/// Runs the trials with these numbers in every graph, each for the threat that stands beside it, and
/// compares them with the first. Goals are the same if their ids are.
pub fn run_paired(
    graphs: &[(&AttackGraph, ThreatId)],
    settings: &Settings,
    trials: Range<u64>,
) -> Vec<PairedTally> {
    let mut sides: Vec<Side> = graphs
        .iter()
        .enumerate()
        .map(|(at, &(graph, threat))| Side {
            trials: Trials::new(graph, threat, settings),
            result: PairedTally { tally: BlockTally::new(graph, threat), pairs: Vec::new() },
            same: if at == 0 { Vec::new() } else { same_goals(graphs[0], (graph, threat)) },
        })
        .collect();
    for side in &mut sides {
        side.result.pairs =
            side.same.iter().map(|same| same.map(|_| Discordant::default())).collect();
    }
    for trial in trials {
        let Some((base, variants)) = sides.split_first_mut() else { break };
        base.result.tally.add(&mut base.trials, trial);
        for variant in variants {
            variant.result.tally.add(&mut variant.trials, trial);
            variant.compare(&base.trials);
        }
    }
    sides.into_iter().map(|side| side.result).collect()
}

/// For each goal of the variant's threat the position of the same goal in the base's.
fn same_goals(
    base: (&AttackGraph, ThreatId),
    variant: (&AttackGraph, ThreatId),
) -> Vec<Option<usize>> {
    let known = &base.0.attack(base.1).targets;
    let wanted = &variant.0.attack(variant.1).targets;
    wanted.iter().map(|w| known.iter().position(|k| k.name == w.name)).collect()
}

impl Side<'_> {
    fn compare(&mut self, base: &Trials) {
        for (goal, pair) in self.result.pairs.iter_mut().enumerate() {
            let (Some(pair), Some(same)) = (pair, self.same[goal]) else { continue };
            pair.count(base.succeeded(same), self.trials.succeeded(goal));
        }
    }
}
