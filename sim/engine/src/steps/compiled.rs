//! A contracted graph laid out for trials: lists behind lists, coins with their keys.
//!
//! Coins are keyed by the name of the step or draw, times by the name of the step, so that neither
//! order nor contraction changes what a trial throws. Must not know which engine runs.

use super::contract::{About, Contracted, Lists, contract, prune};
use crate::chance::wide::{Coin, Time};
use crate::chance::{Key, Source};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};

/// A graph ready to be run.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    /// Index of each step in the graph as given.
    pub(super) origin: Vec<u32>,
    /// Any or all parents.
    pub(super) kind: Vec<StepKind>,
    /// By step.
    pub(super) parents: Lists,
    /// By step.
    pub(super) children: Lists,
    /// Steps that are possible from the start.
    pub(super) entries: Vec<u32>,
    /// Coins of steps and draws.
    pub(super) coins: Vec<Coin>,
    /// By step: which coins must come up how; [`Guard`]s.
    pub(super) guards: Lists,
    /// By step.
    pub(super) times: Vec<Time>,
    /// By step: takes no time.
    pub(super) instant: Vec<bool>,
    /// Where each goal stands; none if it cannot be reached.
    pub(super) goals: Vec<Option<u32>>,
    /// What is reached later does not count, seconds.
    pub(super) horizon_secs: f64,
}

/// A coin that must come up, or must not: twice its index, plus one if it must not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard(u32);

impl Guard {
    /// From a list of guards.
    #[inline(always)]
    pub(super) fn of(code: u32) -> Guard {
        Guard(code)
    }

    /// Which coin.
    #[inline(always)]
    pub(super) fn coin(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether it must not come up.
    #[inline(always)]
    pub(super) fn must_fail(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Compiled {
    /// Contracted as far as the question allows.
    pub(super) fn new(graph: &Graph, about: About, seed: u64) -> Compiled {
        Compiled::lay_out(graph, contract(graph, about), seed)
    }

    /// With every step that may stand on a path to a goal.
    pub(super) fn uncontracted(graph: &Graph, seed: u64) -> Compiled {
        Compiled::lay_out(graph, prune(graph), seed)
    }

    /// Steps.
    pub(super) fn len(&self) -> usize {
        self.origin.len()
    }

    /// Whether chance bears on a step, or it takes time.
    pub(super) fn is_drawn(&self, step: usize) -> bool {
        !self.instant[step] || !self.guards.of(step).is_empty()
    }

    fn lay_out(graph: &Graph, contracted: Contracted, seed: u64) -> Compiled {
        let Contracted { steps, goals } = contracted;
        let source = |of: &str, name: &str| Source::new(seed, Key::new(&[of, name]));
        let mut coins: Vec<Coin> = Vec::new();
        let mut of_draw: Vec<Option<u32>> = vec![None; graph.draws.len()];
        let mut guards: Vec<Vec<u32>> = Vec::with_capacity(steps.len());
        for kept in &steps {
            let step = &graph.steps[kept.step];
            let mut of_step = Vec::new();
            if step.probability < 1.0 {
                of_step.push(2 * coins.len() as u32);
                coins.push(Coin::new(source("coin", &step.id), step.probability));
            }
            for (draws, must_fail) in [(&step.requires, 0), (&step.unless, 1)] {
                for &draw in draws {
                    let Some(probability) = undecided(graph.draws[draw].probability) else {
                        continue;
                    };
                    let coin = *of_draw[draw].get_or_insert_with(|| {
                        coins.push(Coin::new(source("draw", &graph.draws[draw].id), probability));
                        coins.len() as u32 - 1
                    });
                    of_step.push(2 * coin + must_fail);
                }
            }
            guards.push(of_step);
        }
        let given = |kept: usize| &graph.steps[steps[kept].step];
        let times = (0..steps.len())
            .map(|kept| Time::new(source("time", &given(kept).id), given(kept).time))
            .collect();
        let instant = (0..steps.len())
            .map(|kept| matches!(given(kept).time, Distribution::Fixed { value } if value <= 0.0))
            .collect();
        let parents = steps.iter().map(|kept| kept.parents.as_slice());
        let entries = (0..steps.len() as u32).filter(|&kept| steps[kept as usize].entry);
        Compiled {
            origin: steps.iter().map(|kept| kept.step as u32).collect(),
            kind: steps.iter().map(|kept| kept.kind).collect(),
            children: Lists::turned(steps.len(), parents.clone()),
            parents: Lists::of_lists(parents),
            entries: entries.collect(),
            coins,
            guards: Lists::of_lists(guards.iter().map(Vec::as_slice)),
            times,
            instant,
            goals,
            horizon_secs: graph.horizon_secs,
        }
    }
}

/// The probability of a draw that is not certain either way. A required draw with probability 0 and
/// an `unless` draw with probability 1 have made their steps impossible before.
fn undecided(probability: f64) -> Option<f64> {
    (probability > 0.0 && probability < 1.0).then_some(probability)
}
