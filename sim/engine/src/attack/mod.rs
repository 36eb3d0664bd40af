//! The attack engine: what an attacker reaches in a network, how likely, how fast, and on what
//! paths.
//!
//! [`AttackGraph::ground`] applies the rules of a case to its network; [`run`] plays trials of one
//! threat on the graph; [`outcome`] sums up their tallies. Knows nothing of traffic, threads, files
//! or the clock. Draws are keyed by names and the trial's number: a trial has the same result
//! wherever and with whatever others it is run, and tallies may be cut anywhere.

mod draws;
mod graph;
mod ground;
mod importance;
mod lower;
mod paired;
mod tally;
mod trial;

pub use graph::{
    Attack, AttackGraph, Counter, Detection, FactId, Grounding, GroundingId, Instance, InstanceId,
    Responder, Target,
};
pub use ground::GroundError;
pub use importance::{Change, ChangeTally, Variant, run_changes, run_variants};
pub use lower::{LowerError, Lowered, MAX_PLACEMENTS, Structure};
pub use paired::{Discordant, PairedTally, run_paired};
pub use tally::{BlockTally, GoalTally, outcome, paths};

use sansou_scenario::case::ThreatId;
use std::ops::Range;

/// Trials in a block, the piece of work of [`run_block`].
pub const BLOCK_TRIALS: u64 = 1_024;

/// How attacks are run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Seed of all draws.
    pub seed: u64,
    /// Trials of each threat.
    pub trials: u64,
    /// What would arrive later does not count, seconds.
    pub horizon_secs: f64,
}

/// Runs the trials of a threat with these numbers.
pub fn run(
    graph: &AttackGraph,
    threat: ThreatId,
    settings: &Settings,
    trials: Range<u64>,
) -> BlockTally {
    let mut tally = BlockTally::new(graph, threat);
    let mut runner = trial::Trials::new(graph, threat, settings);
    for trial in trials {
        tally.add(&mut runner, trial);
    }
    tally
}

/// Runs block number `block` of a threat's trials; the last one may be shorter.
pub fn run_block(
    graph: &AttackGraph,
    threat: ThreatId,
    settings: &Settings,
    block: u64,
) -> BlockTally {
    let start = (block * BLOCK_TRIALS).min(settings.trials);
    let end = (start + BLOCK_TRIALS).min(settings.trials);
    run(graph, threat, settings, start..end)
}
