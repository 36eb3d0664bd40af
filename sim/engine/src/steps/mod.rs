//! Attack graphs of steps, run without any network: what is reached, how likely, how fast, and why.
//!
//! Several engines stand behind one interface; they draw the same chances and agree trial by trial.
//! Must not know networks, files, or the clock. Randomness is keyed by (seed, trial, name of the
//! step or draw): order in the graph, threads and cuts at block edges change nothing.

use crate::outcome::Estimate;

pub mod exact;
pub mod monte_carlo;
pub mod rare;
pub mod why;

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed.
    pub seed: u64,
    /// Trials.
    pub trials: u64,
}

/// What came out for a graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which engine answered.
    pub engine: Engine,
    /// Trials; 0 where the answer is exact.
    pub trials: u64,
    /// Seed.
    pub seed: u64,
    /// One per goal, in the graph's order.
    pub goals: Vec<GoalAnswer>,
}

/// A way to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One trial at a time, drawing only what it reaches.
    Scalar,
    /// 512 trials at a time as bits; no times.
    Worlds,
    /// 16 trials at a time with their times.
    Lanes,
    /// Exact, by running through all combinations of coins.
    Enumeration,
    /// Exact, by a frontier that moves over the graph.
    Frontier,
    /// Rare events by generalized splitting.
    Splitting,
}

impl Engine {
    /// Name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Scalar => "scalar",
            Engine::Worlds => "worlds",
            Engine::Lanes => "lanes",
            Engine::Enumeration => "enumeration",
            Engine::Frontier => "frontier",
            Engine::Splitting => "splitting",
        }
    }
}

/// What came out for a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalAnswer {
    /// Step id.
    pub id: String,
    /// Probability with its 95 % interval; of no width where it is exact.
    pub probability: Estimate,
    /// Mean time given success, seconds; none if no trial succeeded or it is not known.
    pub mean_time_secs: Option<Estimate>,
    /// 5 %, 50 % and 95 % quantiles of the time given success, seconds; none as above.
    pub quantiles_secs: Option<[Estimate; 3]>,
}
