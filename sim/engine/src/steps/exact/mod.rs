//! Exact answers: the probability of each goal of a raw graph without any trial.
//!
//! This is network reliability (two-terminal if all steps are OR), made general by AND steps, cycles
//! and shared draws. It is #P-hard (Valiant 1979), so some graphs are refused, with numbers.
//!
//! 1. `reduce`: per goal, what cannot bear on it is dropped and what is certain is contracted.
//! 2. `enumerate`: all combinations of the coins that are left, 512 at a time; or
//! 3. a frontier that moves over the graph (`order` chooses how, `plan` writes it down,
//!    `frontier` goes): steps enter one by one, and of those that entered the sum remembers only
//!    what later steps can tell apart. That is the frontier method of Hardy, Lucet and Limnios (2007)
//!    and of Kawahara, Inoue, Iwashita and Minato (2017) for undirected graphs, where the memory is a
//!    partition; here it is a tuple of monotone `function`s, by which AND steps and directed cycles
//!    come in: the least fixpoint is taken one step at a time (Bekić 1984). Of 2 and 3 the one with
//!    less work is taken, by counting it beforehand.
//! 4. `moments`: mean times, where all times are exponential and the graph is small.
//!
//! Times do not change what is reached in the end, so probabilities ignore them; with times and a
//! horizon there is no exact answer here. Must not know chance or the clock. Times in seconds,
//! memory in bytes. Sums run in an order that the graph fixes: same graph, same bytes.

mod enumerate;
mod frontier;
mod function;
mod moments;
mod order;
mod plan;
mod problem;
mod reduce;
mod refusal;

use super::{Answer, Engine, GoalAnswer};
use crate::outcome::Estimate;
use order::{Order, TooWide};
use problem::{Problem, is_instant};
use reduce::{Reduced, Times, reduce};
use refusal::{Halt, Halted};
use sansou_scenario::raw::Graph;

pub use refusal::{Limits, Progress, Refusal};

/// Work of an enumeration (combinations × steps) that is done before an order is looked for.
const SMALL_WORK: f64 = 1e5;
/// Work that is never done unless asked for: more than half a minute.
const DEAR_WORK: f64 = 1e11;
/// How much of an enumeration's work takes as long as a unit of a frontier's work.
const FRONTIER_UNIT: f64 = 300.0;
/// Of a state, for a rough estimate where none was made.
const STATE_BYTES: f64 = 256.0;

/// A way to the probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Whichever is expected to be cheaper, per goal.
    Cheaper,
    /// All combinations of coins, however many.
    Enumeration,
    /// A frontier, even if combinations are few.
    Frontier,
}

/// Exact answer for every goal.
///
/// `stop` is asked now and then; once it says so the answer is given up. Quantiles of times are known
/// only where nothing takes time, means also in small graphs whose times are exponential.
///
/// # Errors
/// If times meet a horizon, the graph is too wide for the limits, or `stop` said so.
pub fn solve(graph: &Graph, limits: &Limits, stop: &dyn Fn() -> bool) -> Result<Answer, Refusal> {
    solve_by(Method::Cheaper, graph, limits, stop)
}

/// As [`solve`], by a given method.
///
/// # Errors
/// As [`solve`].
pub fn solve_by(
    method: Method,
    graph: &Graph,
    limits: &Limits,
    stop: &dyn Fn() -> bool,
) -> Result<Answer, Refusal> {
    let timed = graph.steps.iter().any(|step| !is_instant(&step.time));
    if timed && graph.horizon_secs.is_finite() {
        return Err(Refusal::HorizonWithTimes { horizon_secs: graph.horizon_secs });
    }
    let mut engine = Engine::Enumeration;
    let mut goals = Vec::with_capacity(graph.goals.len());
    for &goal in &graph.goals {
        let id = graph.steps[goal].id.clone();
        let (probability, used) = match reduce(graph, goal, Times::Ignored) {
            Reduced::Never => (0.0, Engine::Enumeration),
            Reduced::Always => (1.0, Engine::Enumeration),
            Reduced::Open(problem) => probability(method, &problem, limits.memory_bytes, stop)
                .map_err(|halted| halted.refusal(&id, limits.memory_bytes))?,
        };
        if used == Engine::Frontier {
            engine = Engine::Frontier;
        }
        let (mean_time_secs, quantiles_secs) = if probability > 0.0 {
            times(graph, goal, stop).map_err(|Stopped| Refusal::Stopped {
                goal: id.clone(),
                progress: Progress::default(),
            })?
        } else {
            (None, None)
        };
        goals.push(GoalAnswer {
            id,
            probability: exact(probability),
            mean_time_secs,
            quantiles_secs,
        });
    }
    Ok(Answer { engine, trials: 0, seed: 0, goals })
}

/// The caller asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stopped;

/// Probability of the goal, and what found it.
fn probability(
    method: Method,
    problem: &Problem,
    memory_bytes: u64,
    stop: &dyn Fn() -> bool,
) -> Result<(f64, Engine), Halted> {
    let enumerate = || match enumerate::probability(problem, stop) {
        Ok(probability) => Ok((probability, Engine::Enumeration)),
        Err(Stopped) => Err(Halted { halt: Halt::Stopped, progress: progress(problem) }),
    };
    let by_frontier = |order: Result<Order, TooWide>| {
        let probability = by_frontier(problem, order, memory_bytes, stop)?;
        Ok((probability, Engine::Frontier))
    };
    let work = enumerate::work(problem);
    match method {
        Method::Enumeration if work < f64::INFINITY => enumerate(),
        Method::Enumeration => Err(Halted { halt: Halt::TooWide, progress: progress(problem) }),
        Method::Frontier => by_frontier(order::best(problem)),
        Method::Cheaper if work <= SMALL_WORK => enumerate(),
        Method::Cheaper => {
            let order = order::best(problem);
            let frontier_work = order.as_ref().map_or(f64::INFINITY, |order| order.work);
            if work <= DEAR_WORK.min(frontier_work * FRONTIER_UNIT) {
                return enumerate();
            }
            match by_frontier(order) {
                Err(Halted { halt: Halt::TooWide, .. }) if work <= DEAR_WORK => enumerate(),
                found => found,
            }
        }
    }
}

/// What is known before anything is done.
fn progress(problem: &Problem) -> Progress {
    Progress {
        of_steps: problem.steps.len(),
        coins: enumerate::coins(problem),
        ..Progress::default()
    }
}

/// Probability of the goal by a frontier.
fn by_frontier(
    problem: &Problem,
    order: Result<Order, TooWide>,
    memory_bytes: u64,
    stop: &dyn Fn() -> bool,
) -> Result<f64, Halted> {
    let before = progress(problem);
    let order = order.map_err(|met| Halted {
        halt: Halt::TooWide,
        progress: Progress {
            frontier: met.width,
            widest: met.width,
            step: met.step,
            needed_bytes: libm::exp2(met.width as f64) * STATE_BYTES,
            ..before
        },
    })?;
    let plan = plan::plan(problem, &order);
    frontier::probability(&plan, memory_bytes, stop).map_err(|met| {
        let growth = order.widest as f64 / met.width.max(1) as f64;
        let states = met.states as f64;
        Halted {
            halt: met.halt,
            progress: Progress {
                frontier: met.width,
                widest: order.widest,
                states: met.states as u64,
                step: met.step,
                needed_bytes: libm::pow(states, growth.max(1.0)) * met.bytes as f64 / states,
                ..before
            },
        }
    })
}

/// Mean and quantiles of a time, seconds, where they are known.
type KnownTimes = (Option<Estimate>, Option<[Estimate; 3]>);

/// Times of a goal that is reached with some probability.
fn times(graph: &Graph, goal: usize, stop: &dyn Fn() -> bool) -> Result<KnownTimes, Stopped> {
    let instant = (Some(exact(0.0)), Some([exact(0.0); 3]));
    match reduce(graph, goal, Times::Kept) {
        Reduced::Never => Ok((None, None)),
        Reduced::Always => Ok(instant),
        Reduced::Open(problem) if problem.steps.iter().all(|step| is_instant(&step.time)) => {
            Ok(instant)
        }
        Reduced::Open(problem) => Ok((moments::mean_time_secs(&problem, stop)?.map(exact), None)),
    }
}

/// An estimate without error.
fn exact(value: f64) -> Estimate {
    Estimate { value, low: value, high: value }
}
