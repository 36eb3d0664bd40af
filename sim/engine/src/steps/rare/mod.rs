//! Rare events: goals that crude trials would hardly ever see, by generalized splitting.
//!
//! # The event, eased
//! Every coin (a step's own, or a shared draw) gets a latent time, exponential with rate −ln(1 − p),
//! and is true at *ease* γ if that time is at most γ. At γ = 1 it is true with probability p: the
//! graph as it is; the greater γ, the more coins are true, and for γ → ∞ all are. So the event "the
//! goal is reached" grows with γ. A draw that steps only exclude (`unless`) is the same coin the
//! other way round. A draw that some steps need true and others false helps neither way: it keeps
//! its plain chance at every γ. With a horizon the times of steps are further latent variables, and
//! the event at ease γ is that the goal is reached by γ × horizon (if any time is random; fixed times
//! alone keep the horizon). Without a horizon times do not matter.
//!
//! # Splitting
//! A pilot chooses levels γ₁ > γ₂ > … > γ_k = 1 such that about half of the worlds that are good at
//! one level are good at the next (`levels`). Each replicate starts a world from scratch; if it is
//! good at γ₁ it walks two steps of a Markov chain among the worlds that are good at γ₁, and from
//! each of the two that is good at γ₂ the same is done there, and so on (`split`). The number of
//! worlds that arrive at γ = 1, over 2^(k−1), has the probability as its mean, whatever the levels
//! and however badly the chain mixes. The chain is a Gibbs sampler (`walk`): one variable after the
//! other is drawn anew under the condition that the event still holds.
//!
//! Sources: Botev and Kroese, "Efficient Monte Carlo simulation via the generalized splitting
//! method", Statistics and Computing 22 (2012); Botev, L'Ecuyer, Rubino, Simard and Tuffin, "Static
//! network reliability estimation via generalized splitting", INFORMS Journal on Computing 25 (2013).
//!
//! # The interval
//! Replicates are independent, so their sample variance gives a standard error; the 95 % interval is
//! value · exp(±1.96 · standard error / value), normal on the scale of the logarithm, since the
//! estimate is skewed to the right. It needs some replicates that arrived: with less than
//! [`ARRIVALS_NEEDED`] there is no answer but a [`Refusal`]. Where the event is not
//! rare, one level is enough: replicates are plain trials and the interval is Wilson's.
//!
//! A goal that no world reaches has probability 0 and one that every world reaches has 1, both with
//! intervals of no width, only where the structure of the graph says so.
//!
//! Must not know how other engines draw. All draws are keyed by (seed, goal, replicate) and sums are
//! of integers: threads, and the order of steps in the graph, change nothing.

mod levels;
mod model;
mod split;
mod times;
mod walk;

use super::{Answer, Engine, GoalAnswer};
use crate::outcome::Estimate;
use model::Standing;
use sansou_scenario::raw::Graph;

/// Replicates that must have arrived at least, for an interval that means something.
pub const ARRIVALS_NEEDED: u64 = 10;

/// How rare events are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all draws.
    pub seed: u64,
    /// Independent replicates for each goal: the trials of the answer.
    pub replicates: u64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Asked to stop before the end.
    #[error("stopped before all replicates were run")]
    Stopped,
    /// The pilot met no world that is good at the next level: the event is impossible for a reason
    /// that the structure does not show (a draw needed both ways, a horizon below fixed times), or
    /// the way down is too narrow.
    #[error(
        "goal {goal}: no world was found in which it is reached once steps are {ease} times as easy"
    )]
    NoWayDown {
        /// Step id.
        goal: String,
        /// γ of the last level that had good worlds; infinite if none had.
        ease: f64,
    },
    /// Too few replicates arrived for an interval.
    #[error("goal {goal}: {arrived} of {replicates} replicates arrived, too few for an interval")]
    TooFewReplicates {
        /// Step id.
        goal: String,
        /// Replicates that arrived at least once.
        arrived: u64,
        /// Replicates run.
        replicates: u64,
    },
    /// No threads could be started.
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Estimates each goal of the graph by splitting, on so many threads (0: one per core). `stop` is
/// asked again and again, after a bounded piece of work.
///
/// # Errors
/// See [`Refusal`]; the first goal that is refused refuses the whole.
pub fn run(
    graph: &Graph,
    settings: &Settings,
    threads: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Answer, Refusal> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let answer = |&goal: &usize| -> Result<GoalAnswer, Refusal> {
        let id = graph.steps[goal].id.clone();
        let probability = match Standing::of(graph, goal) {
            Standing::Impossible => exactly(0.0),
            Standing::Certain => exactly(1.0),
            Standing::Open(model) => pool.install(|| {
                let levels = levels::choose(&model, settings.seed, stop)?;
                split::estimate(&model, &levels, settings, stop)
            })?,
        };
        Ok(GoalAnswer { id, probability, mean_time_secs: None, quantiles_secs: None })
    };
    let goals = graph.goals.iter().map(answer).collect::<Result<_, _>>()?;
    Ok(Answer {
        engine: Engine::Splitting,
        trials: settings.replicates,
        seed: settings.seed,
        goals,
    })
}

fn exactly(value: f64) -> Estimate {
    Estimate { value, low: value, high: value }
}
