//! Placeholder.
use super::{Answer, Engine, GoalAnswer};
use crate::outcome::Estimate;
use sansou_scenario::raw::Graph;

/// Placeholder.
#[derive(Debug)]
pub struct Settings {
    /// Placeholder.
    pub seed: u64,
    /// Placeholder.
    pub replicates: u64,
}

/// Placeholder.
#[derive(Debug, thiserror::Error)]
#[error("refused")]
pub struct Refusal;

/// Placeholder.
///
/// # Errors
/// Placeholder.
pub fn run(graph: &Graph, settings: &Settings, _threads: usize) -> Result<Answer, Refusal> {
    let goals = graph.goals.iter().map(|&goal| {
        let value = graph.steps[goal].probability;
        GoalAnswer {
            id: graph.steps[goal].id.clone(),
            probability: Estimate { value, low: value, high: value },
            mean_time_secs: None,
            quantiles_secs: None,
        }
    });
    let trials = settings.replicates;
    Ok(Answer { engine: Engine::Splitting, trials, seed: settings.seed, goals: goals.collect() })
}
