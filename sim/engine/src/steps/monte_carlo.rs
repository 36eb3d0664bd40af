//! Placeholder.
use super::{Answer, Engine, GoalAnswer, Settings};
use crate::outcome::Estimate;
use sansou_scenario::raw::Graph;

/// Placeholder.
///
/// # Errors
/// None.
pub fn run(
    graph: &Graph,
    settings: &Settings,
    _threads: usize,
    advanced: &(dyn Fn(u64) + Sync),
) -> Result<Answer, String> {
    advanced(settings.trials);
    let goal = |&goal: &usize| {
        let step = &graph.steps[goal];
        let possible = step.entry || !step.parents.is_empty();
        let probability = if possible { step.probability } else { 0.0 };
        let known = |value: f64| Estimate { value, low: value, high: value };
        let reached = probability > 0.0;
        GoalAnswer {
            id: graph.steps[goal].id.clone(),
            probability: known(probability),
            mean_time_secs: reached.then(|| known(graph.steps[goal].time.mean())),
            quantiles_secs: reached.then(|| [1.0, 2.0, 3.0].map(known)),
        }
    };
    let goals = graph.goals.iter().map(goal).collect();
    Ok(Answer { engine: Engine::Scalar, trials: settings.trials, seed: settings.seed, goals })
}
