//! Monte Carlo: many trials by the engine that does the least work, counted into an answer.
//!
//! The engine is chosen by what is asked (times or not) and by counting the work of a pilot, never by
//! timing it; all give the same result, to the last bit. Passes are spread over threads; what they
//! count adds up in any order. Knows rayon. Must not know files or the clock.

use super::compiled::Compiled;
use super::contract::About;
use super::groups::{GROUPS, Group};
use super::lanes;
use super::scalar;
use super::search;
use super::tally::Tally;
use super::waves;
use super::worlds::{self, PASS};
use super::{Answer, Engine, GoalAnswer};
use crate::chance::wide::{Coin, LANES};
use rayon::prelude::*;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::Graph;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// How trials are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all draws.
    pub seed: u64,
    /// Trials.
    pub trials: u64,
}

/// Why trials could not be run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Threads could not be started.
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Engines that a pilot chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The one that does the least work.
    Pilot,
    /// This one; if it cannot answer the question, the nearest that can; [`Engine::Scalar`] for those
    /// that run no trials.
    Fixed(Engine),
}

/// Whether the graph says anything about time: some step takes time.
pub fn has_times(graph: &Graph) -> bool {
    let instant =
        |time: &Distribution| matches!(time, Distribution::Fixed { value } if *value <= 0.0);
    !graph.steps.iter().all(|step| instant(&step.time))
}

/// Runs the trials on `threads` threads (0: all cores), fewer where their states would take more than
/// [`WORKERS_BYTES`]; calls `advanced` with trials done.
///
/// # Errors
/// Threads that cannot be started.
pub fn run(
    graph: &Graph,
    settings: &Settings,
    choice: Choice,
    threads: usize,
    advanced: &(dyn Fn(u64) + Sync),
) -> Result<Answer, RunError> {
    let about = if has_times(graph) { About::Times } else { About::Reach };
    let prepared = Prepared::new(graph, settings.seed, about);
    let plan = match choice {
        Choice::Pilot => prepared.pilot(),
        Choice::Fixed(engine) => prepared.plan_for(engine),
    };
    let pool = super::pool(threads, prepared.most_workers())?;
    let passes = settings.trials.div_ceil(PASS as u64);
    // Few pieces, each of which lays the graph out once; what they count adds up in any order.
    let pieces = (PIECES_PER_THREAD * pool.current_num_threads() as u64).min(passes);
    let tallies = Mutex::new(vec![Tally::default(); graph.goals.len()]);
    pool.install(|| {
        let numbers: Vec<u64> = (0..pieces).collect();
        numbers.into_par_iter().with_max_len(1).for_each(|piece| {
            let mut worker = Worker::new(&prepared, plan);
            for pass in piece * passes / pieces..(piece + 1) * passes / pieces {
                let first = pass * PASS as u64;
                let trials = first..(first + PASS as u64).min(settings.trials);
                let count = trials.end - trials.start;
                worker.run(trials);
                advanced(count);
            }
            // Another thread's panic ends the run anyway.
            let mut all = tallies.lock().unwrap_or_else(PoisonError::into_inner);
            for (tally, more) in all.iter_mut().zip(worker.tallies) {
                tally.merge(more);
            }
        });
    });
    let tallies = tallies.into_inner().unwrap_or_else(PoisonError::into_inner);
    let goals = graph.goals.iter().zip(tallies).map(|(&goal, tally)| GoalAnswer {
        id: graph.steps[goal].id.clone(),
        probability: tally.probability(settings.trials),
        mean_time_secs: tally.mean_secs(),
        quantiles_secs: tally.quantiles_secs(),
    });
    Ok(Answer {
        engine: plan.engine,
        trials: settings.trials,
        seed: settings.seed,
        goals: goals.collect(),
    })
}

/// For each goal, in which of these trials it is reached in time: bit `i mod 64` of word `i / 64`
/// for trial `trials.start + i`. Draws are keyed by names: a graph with a changed probability keeps
/// all other draws, and a higher one can only add successes of that step or draw.
pub fn successes(graph: &Graph, seed: u64, trials: Range<u64>) -> Vec<Vec<u64>> {
    let count = (trials.end - trials.start) as usize;
    let mut found = vec![vec![0; count.div_ceil(64)]; graph.goals.len()];
    let mut set = |goal: usize, trial: u64| {
        let index = (trial - trials.start) as usize;
        found[goal][index / 64] |= 1 << (index % 64);
    };
    let is_timed = graph.horizon_secs.is_finite() && has_times(graph);
    let about = if is_timed { About::Times } else { About::Reach };
    let prepared = Prepared::new(graph, seed, about);
    let mut screen = worlds::Runner::new(&prepared.compiled, WINDOWS[0]);
    let mut scalar = is_timed.then(|| scalar::Runner::new(&prepared.compiled));
    for pass in trials.start / PASS as u64..trials.end.div_ceil(PASS as u64) {
        screen.run(pass);
        let reached: Vec<worlds::Bits> = (0..prepared.goals).map(|g| screen.reached(g)).collect();
        for at in 0..PASS {
            let trial = pass * PASS as u64 + at as u64;
            let is_reached = |goal: usize| reached[goal][at / 64] >> (at % 64) & 1 == 1;
            if !trials.contains(&trial) || !(0..prepared.goals).any(is_reached) {
                continue;
            }
            if let Some(scalar) = &mut scalar {
                scalar.run_with(trial, &screen);
            }
            let counts = |goal: usize| match &scalar {
                Some(scalar) => scalar.arrival(goal).is_some(),
                None => is_reached(goal),
            };
            (0..prepared.goals).filter(|&goal| counts(goal)).for_each(|goal| set(goal, trial));
        }
    }
    found
}

/// What the states of all threads may take together, about: so that large graphs fit whatever the
/// number of cores.
const WORKERS_BYTES: usize = 72 << 20;
/// Pieces that each thread runs, so that none waits long for the others.
const PIECES_PER_THREAD: u64 = 8;
/// Sizes of windows that the worlds engine may sweep.
const WINDOWS: [usize; 2] = [16, 1];
/// Steps of the largest graphs that are tried in rounds: of larger ones a first group alone may take
/// longer than all trials otherwise.
const ROUNDS_STEPS: usize = 20_000;
/// Trials of the pilot that are run one by one.
const PILOT_TRIALS: u64 = 64;
/// What work costs, in parts of a look at a gate by the worlds engine in its larger window (about
/// 10 ns where it was measured). Only the choice of an engine depends on these.
mod cost {
    /// A look at a gate in a window of its own.
    pub(super) const LONE_LOOK: f64 = 1.6;
    /// A look at a gate with times, and at a way in order of time.
    pub(super) const LANES_LOOK: f64 = 1.8;
    pub(super) const WAVES_LOOK: f64 = 2.0;
    /// Times of a step drawn for 16 trials.
    pub(super) const LANES_DRAW: f64 = 5.0;
    /// A coin thrown for a pass, with probability 1/2 and with any other.
    pub(super) const EVEN_COIN: f64 = 4.0;
    pub(super) const COIN: f64 = 40.0;
    /// A coin thrown or a time drawn for one trial alone, and where trials share the drawing.
    pub(super) const LONE_DRAW: f64 = 2.5;
    pub(super) const SHARED_DRAW: f64 = 1.0;
    /// A gate reached in one trial, the ways on from it, and its place in the order of time.
    pub(super) const REACHED: f64 = 7.0;
    pub(super) const REACHED_IN_TIME: f64 = 12.0;
}

/// A graph laid out for a question.
struct Prepared {
    asks_times: bool,
    goals: usize,
    compiled: Compiled,
}

/// An engine and how it is set.
#[derive(Debug, Clone, Copy)]
struct Plan {
    engine: Engine,
    window: usize,
}

impl Prepared {
    fn new(graph: &Graph, seed: u64, about: About) -> Prepared {
        Prepared {
            asks_times: about == About::Times,
            goals: graph.goals.len(),
            compiled: Compiled::new(graph, about, seed),
        }
    }

    /// How many workers' states fit into [`WORKERS_BYTES`].
    fn most_workers(&self) -> usize {
        let (steps, coins) = (self.compiled.len(), self.compiled.coins.len());
        let times = if self.asks_times { steps * scalar::STEP_BYTES } else { 0 };
        let bits = (steps + coins) * size_of::<worlds::Bits>();
        (WORKERS_BYTES / (bits + times).max(1)).max(1)
    }

    fn plan_for(&self, engine: Engine) -> Plan {
        let engine = match (engine, self.asks_times) {
            (Engine::Worlds, true) => Engine::Lanes,
            (Engine::Lanes | Engine::Waves | Engine::Screened, false) => Engine::Worlds,
            (Engine::Enumeration | Engine::Frontier | Engine::Splitting, _) => Engine::Scalar,
            (engine, _) => engine,
        };
        Plan { engine, window: WINDOWS[0] }
    }

    /// Counts the work of a pass by each engine and takes the least.
    fn pilot(&self) -> Plan {
        let each = |coin: &Coin| if coin.is_even() { cost::EVEN_COIN } else { cost::COIN };
        let coins: f64 = self.compiled.coins.iter().map(each).sum();
        let mut screens: Vec<(f64, worlds::Runner, usize)> = WINDOWS
            .into_iter()
            .map(|window| {
                let mut runner = worlds::Runner::new(&self.compiled, window);
                runner.run(0);
                let look = if window == 1 { cost::LONE_LOOK } else { 1.0 };
                (coins + look * runner.looks() as f64, runner, window)
            })
            .collect();
        screens.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (screening, screen, window) = screens.swap_remove(0);
        let mut candidates = Vec::new();
        if self.asks_times {
            candidates.push((
                screening + self.groups_cost(Engine::Waves, cost::WAVES_LOOK, &screen),
                Engine::Waves,
            ));
            if self.compiled.len() <= ROUNDS_STEPS {
                candidates.push((
                    screening + self.groups_cost(Engine::Lanes, cost::LANES_LOOK, &screen),
                    Engine::Lanes,
                ));
            }
            let mut screened = scalar::Runner::new(&self.compiled);
            for trial in 0..PILOT_TRIALS {
                let (group, lane) = (trial as usize / LANES, trial as usize % LANES);
                if self.wanted(&screen, group) >> lane & 1 == 1 {
                    screened.run_with(trial, &screen);
                }
            }
            candidates.push((
                screening + self.scalar_cost(screened.work(), cost::SHARED_DRAW),
                Engine::Screened,
            ));
        } else {
            candidates.push((screening, Engine::Worlds));
        }
        let mut scalar = scalar::Runner::new(&self.compiled);
        (0..PILOT_TRIALS).for_each(|trial| scalar.run(trial));
        candidates.push((self.scalar_cost(scalar.work(), cost::LONE_DRAW), Engine::Scalar));
        candidates.sort_by(|one, other| one.0.total_cmp(&other.0));
        Plan { engine: candidates[0].1, window }
    }

    /// Work of a pass in groups of lanes, by that of its first group in which any goal is reached.
    fn groups_cost(&self, engine: Engine, look: f64, screen: &worlds::Runner) -> f64 {
        let wanted: Vec<u16> = (0..GROUPS).map(|group| self.wanted(screen, group)).collect();
        let groups = wanted.iter().filter(|wanted| **wanted != 0).count();
        let mut lanes = self.lanes(engine);
        if let (Some(lanes), Some(group)) = (&mut lanes, wanted.iter().position(|w| *w != 0)) {
            lanes.run(0, group, screen, wanted[group]);
        }
        let looks = lanes.map_or(0, |lanes| lanes.looks());
        groups as f64 * (look * looks as f64 + cost::LANES_DRAW * self.compiled.len() as f64)
    }

    /// What runs groups of trials, if the engine does.
    fn lanes(&self, engine: Engine) -> Option<Box<dyn Group + '_>> {
        match engine {
            Engine::Lanes => Some(Box::new(lanes::Runner::new(&self.compiled))),
            Engine::Waves => Some(Box::new(waves::Runner::new(&self.compiled))),
            _ => None,
        }
    }

    /// Work of the pilot's trials, for a pass.
    fn scalar_cost(&self, work: search::Work, draw: f64) -> f64 {
        let reached = if self.asks_times { cost::REACHED_IN_TIME } else { cost::REACHED };
        let pilot = draw * work.draws as f64 + reached * work.reached as f64;
        pilot * PASS as f64 / PILOT_TRIALS as f64
    }

    /// In which lanes of a group any goal is reached at all.
    fn wanted(&self, screen: &worlds::Runner, group: usize) -> u16 {
        let (word, shift) = (group * LANES / 64, group * LANES % 64);
        (0..self.goals)
            .fold(0, |wanted, goal| wanted | (screen.reached(goal)[word] >> shift) as u16)
    }
}

/// Runs passes and counts.
struct Worker<'a> {
    prepared: &'a Prepared,
    engine: Engine,
    screen: Option<worlds::Runner<'a>>,
    lanes: Option<Box<dyn Group + 'a>>,
    scalar: Option<scalar::Runner<'a>>,
    tallies: Vec<Tally>,
}

impl<'a> Worker<'a> {
    fn new(prepared: &'a Prepared, plan: Plan) -> Worker<'a> {
        let is = |engine: Engine| plan.engine == engine;
        let screens = !is(Engine::Scalar);
        let searches = is(Engine::Scalar) || is(Engine::Screened);
        Worker {
            prepared,
            engine: plan.engine,
            screen: screens.then(|| worlds::Runner::new(&prepared.compiled, plan.window)),
            lanes: prepared.lanes(plan.engine),
            scalar: searches.then(|| scalar::Runner::new(&prepared.compiled)),
            tallies: vec![Tally::default(); prepared.goals],
        }
    }

    /// Runs trials of one pass, from its first on.
    fn run(&mut self, trials: Range<u64>) {
        let pass = trials.start / PASS as u64;
        if let Some(screen) = &mut self.screen {
            screen.run(pass);
        }
        match self.engine {
            Engine::Lanes | Engine::Waves => self.in_lanes(&trials),
            Engine::Scalar | Engine::Screened => self.one_by_one(&trials),
            _ => self.as_bits(&trials),
        }
    }

    fn as_bits(&mut self, trials: &Range<u64>) {
        let Some(screen) = &self.screen else { return };
        for (goal, tally) in self.tallies.iter_mut().enumerate() {
            let mut bits = screen.reached(goal);
            keep_first(&mut bits, (trials.end - trials.start) as usize);
            tally.add_instant(bits.iter().map(|word| u64::from(word.count_ones())).sum());
        }
    }

    fn in_lanes(&mut self, trials: &Range<u64>) {
        let (Some(screen), Some(lanes)) = (&self.screen, &mut self.lanes) else { return };
        let count = (trials.end - trials.start) as usize;
        for group in 0..count.div_ceil(LANES) {
            let inside = count - group * LANES;
            let mut wanted = self.prepared.wanted(screen, group);
            if inside < LANES {
                wanted &= (1 << inside) - 1;
            }
            if wanted == 0 {
                continue;
            }
            lanes.run(trials.start / PASS as u64, group, screen, wanted);
            for (goal, tally) in self.tallies.iter_mut().enumerate() {
                let arrivals = lanes.arrivals(goal);
                for (lane, &time) in arrivals.iter().enumerate() {
                    let in_time = time.is_finite() && time <= self.prepared.compiled.horizon_secs;
                    if wanted >> lane & 1 == 1 && in_time {
                        tally.add(time);
                    }
                }
            }
        }
    }

    fn one_by_one(&mut self, trials: &Range<u64>) {
        let Some(scalar) = &mut self.scalar else { return };
        for trial in trials.clone() {
            match &self.screen {
                None => scalar.run(trial),
                Some(screen) => {
                    let at = (trial - trials.start) as usize;
                    if self.prepared.wanted(screen, at / LANES) >> (at % LANES) & 1 == 0 {
                        continue;
                    }
                    scalar.run_with(trial, screen);
                }
            }
            for (goal, tally) in self.tallies.iter_mut().enumerate() {
                if let Some(time) = scalar.arrival(goal) {
                    tally.add(time);
                }
            }
        }
    }
}

/// Clears the bits from `count` on.
fn keep_first(bits: &mut worlds::Bits, count: usize) {
    for (word, bits) in bits.iter_mut().enumerate() {
        let inside = count.saturating_sub(64 * word);
        if inside < 64 {
            *bits &= (1 << inside) - 1;
        }
    }
}
