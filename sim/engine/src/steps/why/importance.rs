//! Importance of steps and draws: what P(goal) becomes if one always or never comes true, everything
//! else equal, on the same trials.
//!
//! For a step "always" is an attacker who does it perfectly (its draws still bear on it) and "never"
//! a step that is gone. This is Birnbaum's importance, taken apart into its two sides (Birnbaum, "On
//! the importance of different components in a multicomponent system", 1969).

use super::difference::{Change, change};
use super::paths::PathTally;
use crate::interval::wilson;
use crate::outcome::Estimate;
use rayon::prelude::*;
use sansou_scenario::raw::Graph;
use std::cmp::Reverse;
use std::ops::Range;

/// Runs trials of a graph under a seed and tells for each goal which of them reached it in time: bit
/// t mod 64 of word t / 64 for the t-th. Draws are keyed by names and coupled: a greater probability
/// of a step or draw only adds trials in which it comes true.
pub type Successes<'a> = dyn Fn(&Graph, u64, Range<u64>) -> Vec<Vec<u64>> + Sync + 'a;

/// Something with a chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// A step.
    Step(usize),
    /// A draw.
    Draw(usize),
}

/// What becomes of a goal with a step or draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// The step or draw.
    pub factor: Factor,
    /// If it always comes true: the step is feasible (if its draws let it), the draw is true.
    pub always: Change,
    /// If it never does.
    pub never: Change,
}

impl Factor {
    /// Its id in the graph; a step and a draw may share one.
    pub fn id(self, graph: &Graph) -> &str {
        match self {
            Factor::Step(step) => &graph.steps[step].id,
            Factor::Draw(draw) => &graph.draws[draw].id,
        }
    }

    fn probability(self, graph: &Graph) -> f64 {
        match self {
            Factor::Step(step) => graph.steps[step].probability,
            Factor::Draw(draw) => graph.draws[draw].probability,
        }
    }

    fn set_probability(self, graph: &mut Graph, probability: f64) {
        match self {
            Factor::Step(step) => graph.steps[step].probability = probability,
            Factor::Draw(draw) => graph.draws[draw].probability = probability,
        }
    }
}

/// The steps and draws that are worth comparing, at most so many: those first that most successes
/// needed (all goals together; a draw is needed where a step is that it bears on). Steps that no
/// success needed are among them if they may fail, as they could matter if they did not.
pub fn factors(graph: &Graph, tally: &PathTally, most: usize) -> Vec<Factor> {
    let needed = |step: usize| tally.goals.iter().map(|goal| goal.needed[step]).sum::<u64>();
    let mut of_draws = vec![0; graph.draws.len()];
    let mut factors = Vec::new();
    for (index, step) in graph.steps.iter().enumerate() {
        let needed = needed(index);
        for &draw in step.requires.iter().chain(&step.unless) {
            of_draws[draw] = needed.max(of_draws[draw]);
        }
        if needed > 0 || step.probability < 1.0 {
            factors.push((Reverse(needed), Factor::Step(index)));
        }
    }
    let draws = of_draws.into_iter().enumerate();
    factors.extend(draws.map(|(draw, needed)| (Reverse(needed), Factor::Draw(draw))));
    factors.sort_by_key(|&(needed, factor)| (needed, factor.id(graph)));
    factors.into_iter().take(most).map(|(_, factor)| factor).collect()
}

/// Importance of these factors for each goal, in the graph's order; those first without which the
/// goal loses most. Runs on the threads of the pool that it is called in, whose number changes
/// nothing; each has a copy of the graph.
pub fn importance(
    graph: &Graph,
    factors: &[Factor],
    seed: u64,
    trials: u64,
    successes: &Successes,
) -> Vec<Vec<Importance>> {
    let base = successes(graph, seed, 0..trials);
    let compare = |variant: &mut Graph, &factor: &Factor| {
        let own = factor.probability(graph);
        let mut changes = [1.0, 0.0].map(|probability: f64| -> Vec<Change> {
            if probability.total_cmp(&own).is_eq() {
                return base.iter().map(|base| unchanged(base, trials)).collect();
            }
            factor.set_probability(variant, probability);
            let variant = successes(variant, seed, 0..trials);
            base.iter().zip(&variant).map(|(base, variant)| change(base, variant, trials)).collect()
        });
        factor.set_probability(variant, own);
        let [always, never] = &mut changes;
        let goals = always.drain(..).zip(never.drain(..));
        goals.map(|(always, never)| Importance { factor, always, never }).collect()
    };
    let compared: Vec<Vec<Importance>> =
        factors.par_iter().map_init(|| graph.clone(), compare).collect();
    let of_goal = |goal: usize| {
        let mut importance: Vec<Importance> = compared.iter().map(|goals| goals[goal]).collect();
        importance.sort_by(|a, b| {
            let loss = a.never.difference.value.total_cmp(&b.never.difference.value);
            loss.then_with(|| a.factor.id(graph).cmp(b.factor.id(graph)))
        });
        importance
    };
    (0..graph.goals.len()).map(of_goal).collect()
}

/// What becomes of a probability if nothing is changed.
fn unchanged(base: &[u64], trials: u64) -> Change {
    let successes = base.iter().map(|word| u64::from(word.count_ones())).sum();
    Change {
        probability: wilson(successes, trials),
        difference: Estimate { value: 0.0, low: 0.0, high: 0.0 },
    }
}
