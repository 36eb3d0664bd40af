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
mod effort;
pub mod importance;
pub mod paths;

pub use cuts::{Cuts, cuts, cuts_among};
pub use effort::Effort;
pub use importance::{Factor, Importance};
pub use paths::{NeededStep, PathTally, RankedPath, Trace};

use importance::Successes;
use sansou_scenario::raw::Graph;

/// Why goals are reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Trials whose paths were traced.
    pub traced: u64,
    /// Trials of each comparison.
    pub compared: u64,
    /// One per goal that is explained, in the graph's order.
    pub goals: Vec<GoalExplanation>,
    /// Goals that are not, as they are too many.
    pub goals_left_out: usize,
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

/// Explains the goals of a graph with just this effort; comparisons run on the threads of the pool
/// that this is called in. The tracer runs the same graph.
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
    Explanation {
        traced: effort.traced,
        compared: effort.compared,
        goals: goals.collect(),
        goals_left_out: 0,
    }
}
