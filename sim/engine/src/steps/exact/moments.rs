//! Mean time to a goal where all times are exponential: a Markov chain over sets of steps.
//!
//! Chance decides whether a step is feasible when it becomes possible; a feasible step then runs, and
//! of those that run each is as likely to be reached next as its rate is part of their sum, whatever
//! the time so far (exponential times forget: Kulkarni 1986 for shortest paths). Each state carries
//! its probability and the mean of the time so far, as far as that state is concerned. What can no
//! longer matter to the goal is forgotten at once, so that states meet again.
//!
//! Must not know horizons. Times in seconds.

use super::Stopped;
use super::problem::{Problem, Step, is_instant};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::StepKind;
use std::collections::BTreeMap;

/// Chains with more arrivals at states are not cheap any more: some tenths of a second.
const MAX_ARRIVALS: usize = 1_000_000;
/// Steps and draws are bits of a word.
const MAX_ELEMENTS: usize = 64;
/// States between two questions whether to stop.
const STATES_PER_POLL: usize = 1 << 10;

/// Mean time to the goal given that it is reached, seconds; none if it is not cheap to know.
pub(super) fn mean_time_secs(
    problem: &Problem,
    stop: &dyn Fn() -> bool,
) -> Result<Option<f64>, Stopped> {
    let Some(mut chain) = Chain::new(problem) else {
        return Ok(None);
    };
    chain.arrive(State::default(), chain.entries, Mass { probability: 1.0, time: 0.0 });
    let mut states = 0usize;
    // Every arrival settles a step at least, so no state leads back.
    for settled in 0..=problem.steps.len() {
        for (state, mass) in std::mem::take(&mut chain.open[settled]) {
            states += 1;
            if states.is_multiple_of(STATES_PER_POLL) && stop() {
                return Err(Stopped);
            }
            chain.go_on(state, mass);
        }
    }
    let Mass { probability, time } = chain.reached;
    Ok((probability > 0.0 && chain.arrivals <= MAX_ARRIVALS).then(|| time / probability))
}

/// What is known at a moment; bits of steps and of draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// Reached, and may still make others possible.
    reached: u64,
    /// Feasible, attempted, not reached yet.
    running: u64,
    /// Never reached, or of no matter.
    gone: u64,
    draws_true: u64,
    draws_false: u64,
}

/// Probability of a state, and the same times the mean time so far.
#[derive(Debug, Clone, Copy, Default)]
struct Mass {
    probability: f64,
    time: f64,
}

impl Mass {
    fn times(self, probability: f64) -> Mass {
        Mass { probability: self.probability * probability, time: self.time * probability }
    }

    fn add(&mut self, other: Mass) {
        self.probability += other.probability;
        self.time += other.time;
    }
}

struct Chain<'a> {
    problem: &'a Problem,
    /// By step, 1 / mean; 0 for instant steps.
    rates: Vec<f64>,
    entries: u64,
    and_steps: u64,
    parents: Vec<u64>,
    children: Vec<u64>,
    /// Draws of each step.
    draws: Vec<u64>,
    /// States to go on from, by the number of settled steps.
    open: Vec<BTreeMap<State, Mass>>,
    /// The goal is reached.
    reached: Mass,
    /// Work so far.
    arrivals: usize,
}

impl<'a> Chain<'a> {
    /// None if a time is not exponential or there is too much for a word.
    fn new(problem: &'a Problem) -> Option<Chain<'a>> {
        let count = problem.steps.len();
        if count.max(problem.draws.len()) > MAX_ELEMENTS {
            return None;
        }
        let rate = |time: &Distribution| match *time {
            Distribution::Exponential { mean } => Some(1.0 / mean).filter(|rate| rate.is_finite()),
            _ => is_instant(time).then_some(0.0),
        };
        let those = |wanted: &dyn Fn(&Step) -> bool| {
            bits((0..count).filter(|&step| wanted(&problem.steps[step])))
        };
        Some(Chain {
            problem,
            entries: those(&|step| step.entry),
            and_steps: those(&|step| step.kind == StepKind::And),
            rates: problem.steps.iter().map(|step| rate(&step.time)).collect::<Option<_>>()?,
            parents: problem.steps.iter().map(|step| bits(step.parents.iter().copied())).collect(),
            children: problem.children().into_iter().map(bits).collect(),
            draws: problem.steps.iter().map(|step| bits(step.draws())).collect(),
            open: vec![BTreeMap::new(); count + 1],
            reached: Mass::default(),
            arrivals: 0,
        })
    }

    /// Lets time pass until the next of the running steps is reached.
    fn go_on(&mut self, state: State, mass: Mass) {
        let total: f64 = steps(state.running).map(|step| self.rates[step]).sum();
        let time = mass.time + mass.probability / total;
        for step in steps(state.running) {
            let mut next = state;
            next.running &= !(1 << step);
            next.reached |= 1 << step;
            let share = Mass { time, ..mass }.times(self.rates[step] / total);
            self.arrive(next, self.children[step], share);
        }
    }

    /// Decides about those of `attempted` that are possible now, and all that follows at once; beyond
    /// the cap nothing any more, so the rest of the chain ends quickly.
    fn arrive(&mut self, state: State, attempted: u64, mass: Mass) {
        self.arrivals += 1;
        if self.arrivals > MAX_ARRIVALS {
            return;
        }
        if state.reached >> self.problem.goal & 1 == 1 {
            self.reached.add(mass);
            return;
        }
        let Some(state) = self.forget(state) else {
            return;
        };
        let settled = state.reached | state.gone;
        let waiting = attempted & !(settled | state.running);
        let Some(step) = steps(waiting).find(|&step| self.is_possible(step, state.reached)) else {
            let settled = settled.count_ones() as usize;
            self.open[settled].entry(state).or_default().add(mass);
            return;
        };
        let unknown = self.draws[step] & !(state.draws_true | state.draws_false);
        if unknown != 0 {
            let draw = unknown.trailing_zeros() as usize;
            let (mut with, mut without) = (state, state);
            with.draws_true |= 1 << draw;
            without.draws_false |= 1 << draw;
            let probability = self.problem.draws[draw];
            self.arrive(with, attempted, mass.times(probability));
            self.arrive(without, attempted, mass.times(1.0 - probability));
            return;
        }
        self.decide(step, state, attempted, mass);
    }

    /// Decides about a possible step whose draws are thrown.
    fn decide(&mut self, step: usize, state: State, attempted: u64, mass: Mass) {
        let Problem { steps, .. } = self.problem;
        let bit = 1 << step;
        let holds = |draws: &[usize], values: u64| draws.iter().all(|draw| values >> draw & 1 == 1);
        let allowed = holds(&steps[step].requires, state.draws_true)
            && holds(&steps[step].unless, state.draws_false);
        let probability = if allowed { steps[step].probability } else { 0.0 };
        if probability < 1.0 {
            let infeasible = State { gone: state.gone | bit, ..state };
            self.arrive(infeasible, attempted, mass.times(1.0 - probability));
        }
        if probability > 0.0 {
            let (mut feasible, mut attempted) = (state, attempted);
            if self.rates[step] > 0.0 {
                feasible.running |= bit;
            } else {
                feasible.reached |= bit;
                attempted |= self.children[step];
            }
            self.arrive(feasible, attempted, mass.times(probability));
        }
    }

    fn is_possible(&self, step: usize, reached: u64) -> bool {
        let bit = 1 << step;
        if self.entries & bit != 0 {
            true
        } else if self.and_steps & bit != 0 {
            self.parents[step] & !reached == 0
        } else {
            self.parents[step] & reached != 0
        }
    }

    /// Forgets what cannot matter any more; none if the goal cannot be reached.
    fn forget(&self, mut state: State) -> Option<State> {
        let hopeful = self.hopeful(&state);
        let goal = 1 << self.problem.goal;
        if hopeful & goal == 0 {
            return None;
        }
        let pending = hopeful & !state.reached;
        let relevant = self.relevant(goal, pending, state.running);
        let undecided = relevant & !state.running;
        let of_undecided = |of: &[u64]| steps(undecided).fold(0, |bits, step| bits | of[step]);
        state.reached &= of_undecided(&self.parents);
        state.running &= relevant;
        state.gone = !(state.reached | relevant) & self.all();
        state.draws_true &= of_undecided(&self.draws);
        state.draws_false &= of_undecided(&self.draws);
        Some(state)
    }

    /// What is reached or may be.
    fn hopeful(&self, state: &State) -> u64 {
        let mut hopeful = state.reached | state.running;
        loop {
            let before = hopeful;
            for step in steps(self.all() & !(hopeful | state.gone)) {
                hopeful |= u64::from(self.is_possible(step, hopeful)) << step;
            }
            if hopeful == before {
                return hopeful;
            }
        }
    }

    /// Those of `pending` by which the goal may be reached; what runs does not need its parents.
    fn relevant(&self, goal: u64, pending: u64, running: u64) -> u64 {
        let (mut relevant, mut new) = (0, goal);
        while new != 0 {
            relevant |= new;
            new = steps(new & !running).fold(0, |bits, step| bits | self.parents[step]);
            new &= pending & !relevant;
        }
        relevant
    }

    fn all(&self) -> u64 {
        u64::MAX >> (MAX_ELEMENTS - self.rates.len())
    }
}

/// Bits of indices.
fn bits(indices: impl IntoIterator<Item = usize>) -> u64 {
    indices.into_iter().fold(0, |bits, index| bits | 1 << index)
}

/// Indices of set bits.
fn steps(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            lowest
        })
    })
}
