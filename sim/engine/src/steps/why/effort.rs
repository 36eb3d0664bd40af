//! Effort: how much is done to explain, and how much less for a large graph.
//!
//! What is spared is counted from the graph, never timed, so that the same graph is explained alike
//! on every machine.

use super::super::monte_carlo::has_times;
use super::cuts::Limits;
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
    pub cuts: Limits,
    /// Goals that are explained at most: the first of the graph.
    pub goals: usize,
}

impl Default for Effort {
    fn default() -> Effort {
        let cuts = Limits::default();
        Effort { seed: 1, traced: 10_000, compared: 100_000, factors: 50, cuts, goals: 100 }
    }
}

impl Effort {
    /// This effort, or less where the graph is so large that it would take too long or too much
    /// memory; how much depends on the graph alone.
    pub fn bearable(self, graph: &Graph) -> Effort {
        let size = graph.steps.len().max(1);
        let goals = self.goals.min(graph.goals.len()).min((most::TOLD / size).max(1));
        let factors = self.factors.min((most::CHANGED / size).max(1));
        let traced = (most::TRACED / (size * goals.max(1))) as u64;
        let in_time = graph.horizon_secs.is_finite() && has_times(graph);
        let compared = if in_time { most::COMPARED_IN_TIME } else { most::COMPARED };
        let compared = (compared / (2 * size * factors.max(1))) as u64;
        let searches = (most::SEARCHED / (size * goals.max(1))) as u64;
        Effort {
            seed: self.seed,
            traced: self.traced.min(traced.max(most::LEAST_TRIALS)),
            compared: self.compared.min(compared.max(most::LEAST_TRIALS)),
            factors,
            cuts: Limits { searches: self.cuts.searches.min(searches), ..self.cuts },
            goals,
        }
    }
}

/// Bounds of the work, in steps of the graph times what is done with each.
mod most {
    /// Goals that are told of.
    pub(super) const TOLD: usize = 1_000_000;
    /// Graphs laid out anew with a change.
    pub(super) const CHANGED: usize = 5_000_000;
    /// Trials traced for each goal; a path of 4 bytes a step may be kept of each.
    pub(super) const TRACED: usize = 100_000_000;
    /// Trials of all comparisons; with a horizon each is run by itself and takes much longer.
    pub(super) const COMPARED: usize = 20_000_000_000;
    pub(super) const COMPARED_IN_TIME: usize = 1_000_000_000;
    /// Searches for cuts of all goals.
    pub(super) const SEARCHED: usize = 2_000_000_000;
    /// Trials that are run however large the graph is.
    pub(super) const LEAST_TRIALS: u64 = 100;
}
