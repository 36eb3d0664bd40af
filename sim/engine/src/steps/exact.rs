//! Placeholder.
use super::{Answer, Engine, GoalAnswer};
use crate::outcome::Estimate;
use sansou_scenario::raw::Graph;

/// Placeholder.
#[derive(Debug)]
pub struct Limits {
    /// Placeholder.
    pub memory_bytes: u64,
}

/// Placeholder.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Placeholder.
    #[error("too wide")]
    TooWide {
        /// Placeholder.
        frontier: usize,
        /// Placeholder.
        states: u64,
        /// Placeholder.
        step: usize,
        /// Placeholder.
        of_steps: usize,
    },
    /// Placeholder.
    #[error("stopped")]
    Stopped {
        /// Placeholder.
        step: usize,
        /// Placeholder.
        of_steps: usize,
    },
    /// Placeholder.
    #[error("horizon with times")]
    HorizonWithTimes,
}

/// Placeholder.
///
/// # Errors
/// Placeholder.
pub fn solve(graph: &Graph, limits: &Limits, stop: &dyn Fn() -> bool) -> Result<Answer, Refusal> {
    if graph.horizon_secs.is_finite() {
        return Err(Refusal::HorizonWithTimes);
    }
    if limits.memory_bytes < 1 << 21 {
        return Err(Refusal::TooWide { frontier: 40, states: 1 << 40, step: 3, of_steps: 9 });
    }
    if stop() {
        return Err(Refusal::Stopped { step: 3, of_steps: 9 });
    }
    let goals = graph.goals.iter().map(|&goal| {
        let value = graph.steps[goal].probability;
        GoalAnswer {
            id: graph.steps[goal].id.clone(),
            probability: Estimate { value, low: value, high: value },
            mean_time_secs: None,
            quantiles_secs: None,
        }
    });
    Ok(Answer { engine: Engine::Frontier, trials: 0, seed: 0, goals: goals.collect() })
}
