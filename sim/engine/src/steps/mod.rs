//! Attack graphs of steps, run without any network: what is reached, how likely, how fast, and why.
//!
//! Several engines stand behind one interface; they draw the same chances and agree trial by trial.
//! Must not know networks, files, or the clock. Randomness is keyed by (seed, trial, name of the
//! step or draw): order in the graph, threads and cuts at block edges change nothing.

mod compiled;
mod contract;
mod draws;
pub mod exact;
mod groups;
mod lanes;
pub mod monte_carlo;
mod proof;
mod queue;
pub mod rare;
mod scalar;
mod search;
mod tally;
mod terms;
mod waves;
pub mod why;
mod worlds;

use crate::outcome::Estimate;
use monte_carlo::RunError;
use sansou_scenario::raw::Graph;
use std::borrow::Cow;
use std::num::NonZero;

/// Steps of all graphs that are compared at the same time, about: each comparison has a graph of its
/// own, and memory should not grow with the number of cores.
const STEPS_AT_ONCE: usize = 150_000;

/// For each goal of the graph, whether any combination of chances leads there, the horizon apart.
pub fn reachable(graph: &Graph) -> Vec<bool> {
    contract::prune(graph).goals.iter().map(Option::is_some).collect()
}

/// Explains the goals of a graph on `threads` threads (0: all cores), by the scalar engine's paths
/// and by comparisons of Monte Carlo trials; a large graph with less effort, a great many goals only
/// the first.
///
/// # Errors
/// Threads that cannot be started.
pub fn explain(
    graph: &Graph,
    effort: &why::Effort,
    threads: usize,
) -> Result<why::Explanation, RunError> {
    let effort = effort.bearable(graph);
    let goals_left_out = graph.goals.len() - effort.goals;
    let mut asked = Cow::Borrowed(graph);
    if goals_left_out > 0 {
        asked.to_mut().goals.truncate(effort.goals);
    }
    let compiled = compiled::Compiled::uncontracted(&asked, effort.seed);
    let pool = pool(threads, STEPS_AT_ONCE / graph.steps.len().max(1))?;
    let explained = pool.install(|| {
        let mut tracer = scalar::Runner::new(&compiled);
        why::explain(&asked, &effort, &mut tracer, &monte_carlo::successes)
    });
    Ok(why::Explanation { goals_left_out, ..explained })
}

/// Threads as many as wanted (0: one per core), but at most so many, and at least one.
fn pool(threads: usize, most: usize) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    let wanted = match threads {
        0 => std::thread::available_parallelism().map_or(1, NonZero::get),
        threads => threads,
    };
    rayon::ThreadPoolBuilder::new().num_threads(wanted.min(most.max(1))).build()
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
    /// One trial at a time, drawing only what it comes to.
    Scalar,
    /// As [`Engine::Scalar`], for those trials only in which bit-parallel worlds reach a goal.
    Screened,
    /// 1,024 trials at a time as bits; no times.
    Worlds,
    /// 16 trials at a time with their times, in rounds over all gates.
    Lanes,
    /// 16 trials at a time with their times, in order of time.
    Waves,
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
            Engine::Screened => "screened",
            Engine::Worlds => "worlds",
            Engine::Lanes => "lanes",
            Engine::Waves => "waves",
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
