//! Why a goal is reached: the paths that lead there, the steps and draws that matter, and what would
//! cut it off.
//!
//! - [`paths`]: ranked chains of steps, and the steps that successes needed, tallied over the trials
//!   of whatever engine implements [`Trace`].
//! - [`importance`]: what P(goal) becomes if a step or draw always or never comes true, on common
//!   random numbers; [`difference`] has the statistics, which networks use as well.
//! - [`mod@cuts`]: the smallest sets of steps whose blocking cuts the goal off; structure only.
//!
//! Must not know how trials are run. Steps, draws and goals are indices into the graph.

pub mod cuts;
pub mod difference;
pub mod importance;
pub mod paths;

pub use cuts::{Cuts, cuts};
pub use importance::{Factor, Importance};
pub use paths::{NeededStep, PathTally, RankedPath, Trace};

use importance::Successes;
use sansou_scenario::raw::Graph;

/// How much is done to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Seed of the comparisons; that of the traced trials is the tracer's.
    pub seed: u64,
    /// Trials whose paths are traced.
    pub traced: u64,
    /// Trials of each comparison.
    pub compared: u64,
    /// Steps and draws that are compared at most.
    pub factors: usize,
    /// Bounds of the search for cuts.
    pub cuts: cuts::Limits,
}

impl Default for Effort {
    fn default() -> Effort {
        let cuts = cuts::Limits::default();
        Effort { seed: 1, traced: 10_000, compared: 100_000, factors: 50, cuts }
    }
}

/// Why goals are reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Trials whose paths were traced.
    pub traced: u64,
    /// Trials of each comparison.
    pub compared: u64,
    /// One per goal, in the graph's order.
    pub goals: Vec<GoalExplanation>,
}

/// Why a goal is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalExplanation {
    /// The goal.
    pub goal: usize,
    /// Traced trials that reached it in time.
    pub successes: u64,
    /// Paths, those of most successes first.
    pub paths: Vec<RankedPath>,
    /// Steps that successes needed, those of most successes first.
    pub needed: Vec<NeededStep>,
    /// Steps and draws, those first without which the goal loses most.
    pub importance: Vec<Importance>,
    /// What would cut it off.
    pub cuts: Cuts,
}

/// Explains all goals of a graph; comparisons run on the threads of the pool that this is called in.
pub fn explain(
    graph: &Graph,
    effort: &Effort,
    trace: &mut dyn Trace,
    successes: &Successes,
) -> Explanation {
    let mut tally = PathTally::new(graph);
    (0..effort.traced).for_each(|trial| tally.add(trace, trial));
    let factors = importance::factors(graph, &tally, effort.factors);
    let importance =
        importance::importance(graph, &factors, effort.seed, effort.compared, successes);
    let goals = graph.goals.iter().enumerate().zip(importance);
    let goals = goals.map(|((index, &goal), importance)| GoalExplanation {
        goal,
        successes: tally.goals[index].successes,
        paths: tally.goals[index].ranked_paths(graph),
        needed: tally.goals[index].needed_steps(graph),
        importance,
        cuts: cuts(graph, goal, &effort.cuts),
    });
    Explanation { traced: effort.traced, compared: effort.compared, goals: goals.collect() }
}
