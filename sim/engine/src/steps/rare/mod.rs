//! Rare events: goals that crude trials would hardly ever see, by generalized splitting.
//!
//! # The event, tempered
//! At *power* s every chance p is raised to p^s: at s = 1 the graph is as it is, the smaller s the
//! likelier all becomes, and at s = 0 all comes true. A coin (a step's own, or a shared draw) has one
//! uniform u and is true if u ≤ p^s, so the event "the goal is reached" only shrinks as s grows. With
//! a horizon the times of steps are further variables, with the distribution function F(t)^s
//! (`times`). Without a horizon times do not matter. A draw that steps only exclude (`unless`) is the
//! same coin the other way round; one that some steps need true and others false is settled first at
//! power 0, where its rarer side is made less rare, and has to afford that side as s grows (`model`).
//!
//! Why powers: a way to the goal with the probability P has P^s at every level, however many steps
//! it takes, so that at each level the ways stand in the order that they have in the end. Rates in
//! place of powers (each coin a latent exponential time, all times shortened alike) let a way of
//! many small steps outgrow a single rare one on the way, which then has next to no worlds in the end.
//! Raising a law to a power is tempering, as in simulated annealing (Kirkpatrick, Gelatt and Vecchi,
//! "Optimization by simulated annealing", Science 220, 1983).
//!
//! # Splitting
//! A pilot chooses levels s₁ < s₂ < … < s_k = 1 such that about half of the worlds that are good at
//! one level are good at the next (`levels`). Each replicate starts a world from scratch; if it is
//! good at s₁ it walks two steps of a Markov chain among the worlds that are good at s₁, and from
//! each of the two that is good at s₂ the same is done there, and so on (`split`). The number of
//! worlds that arrive at s = 1, over 2^(k−1), has the probability as its mean, whatever the levels
//! and however badly the chain mixes. The chain is a Gibbs sampler (`walk`): one variable after the
//! other is drawn anew under the condition that the event still holds.
//!
//! Sources: Botev and Kroese, "Efficient Monte Carlo simulation via the generalized splitting
//! method", Statistics and Computing 22 (2012); Botev, L'Ecuyer, Rubino, Simard and Tuffin, "Static
//! network reliability estimation via generalized splitting", INFORMS Journal on Computing 25 (2013).
//!
//! # The likeliest way is known
//! Of the worlds that arrive only those are counted in which the likeliest single way does not hold;
//! its probability, a product, is added (`likeliest`). So no answer lies below what the structure
//! guarantees, and one way that outweighs the rest cannot be missed.
//!
//! # The interval
//! Replicates are independent, so their sample variance gives a standard error; the 95 % interval of
//! what is estimated is value · exp(±t · standard error / value), on the scale of the logarithm since
//! the estimate is skewed to the right, with t of Student's law for as many degrees of freedom as the
//! replicates that arrived are worth ((Σ worlds)² / Σ worlds², one less). With less than
//! [`ARRIVALS_NEEDED`] of these there is no answer but a [`Refusal`], unless the likeliest way is
//! nearly all. Where the event is not rare, one level is enough: replicates are plain trials and the
//! interval is Wilson's.
//!
//! What it cannot know: many ways, each far less likely than a few, are together likelier at low
//! powers even where they are not in the end, by at most their number. If they are more than the
//! replicates, the few may never be met, but for the likeliest.
//!
//! A goal that no world reaches has probability 0, one that every world reaches has 1, and one to
//! which there is a single way has the product of what it needs: with intervals of no width, only
//! where the structure of the graph says so.
//!
//! Must not know how other engines draw. All draws are keyed by (seed, goal, replicate) and sums are
//! of integers: threads, and the order of steps in the graph, change nothing.

mod levels;
mod likeliest;
mod model;
mod split;
mod times;
mod walk;

use super::{Answer, Engine, GoalAnswer};
use crate::outcome::Estimate;
use model::Standing;
use sansou_scenario::raw::Graph;

/// Replicates of one size that those that arrived must be worth at least, for an interval that means
/// something.
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
        "goal {goal}: no world was found in which it is reached at levels above that of power {power}"
    )]
    NoWayDown {
        /// Step id.
        goal: String,
        /// Power of the last level that had good worlds; 0 if none had.
        power: f64,
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
            Standing::Open(model) => match &model.likeliest {
                Some(way) if way.is_only => exactly(way.probability),
                _ => pool.install(|| {
                    let levels = levels::choose(&model, settings.seed, stop)?;
                    split::estimate(&model, &levels, settings, stop)
                })?,
            },
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
