//! Worlds, and the Gibbs sampler that walks among those in which the goal is reached.
//!
//! A world is one value per variable. A coin's latent time is kept as its uniform quantile u: it is
//! at most γ exactly if u ≤ 1 − (1 − p)^γ. A sweep draws each variable anew, given all others and
//! that the event holds at the level:
//! - a coin without which the event holds is free; one that is needed is drawn below its threshold;
//! - a plain draw comes up again by its chance, and keeps its value if the other would lose the event;
//! - a time is drawn up to what the event bears (`times::redraw`).
//!
//! Most of this needs no search: what the last proof does not lean on cannot lose the event. The
//! draws do not depend on which proof was found, so neither do the results.

use super::super::proof::Search;
use super::model::{Model, Variable};
use super::times;
use crate::chance::Stream;
use sansou_scenario::case::Distribution;

/// A level of ease.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// γ.
    pub(super) ease: f64,
    /// Of each variable, if it is a coin: the quantile up to which it is good.
    thresholds: Vec<f64>,
    horizon_secs: f64,
}

impl Level {
    /// The level of this ease, from 1.
    pub(super) fn new(model: &Model, ease: f64) -> Level {
        let threshold = |variable: &Variable| match *variable {
            Variable::Coin { probability, .. } if ease <= 1.0 => probability,
            Variable::Coin { probability, .. } => -libm::expm1(ease * libm::log1p(-probability)),
            Variable::Plain { .. } | Variable::Time { .. } => 0.0,
        };
        let widens = model.has_random_times() && model.horizon_secs > 0.0;
        Level {
            ease,
            thresholds: model.variables.iter().map(threshold).collect(),
            horizon_secs: if widens { model.horizon_secs * ease } else { model.horizon_secs },
        }
    }
}

/// Walks among the worlds of a model.
#[derive(Debug)]
pub(super) struct Walker<'a> {
    model: &'a Model,
    search: Search,
    /// Which literals hold.
    holds: Vec<bool>,
    /// Time of each step, seconds.
    delays_secs: Vec<f64>,
    /// Number of the last proof that leans on each literal.
    leaned_on: Vec<u64>,
    proofs: u64,
}

impl<'a> Walker<'a> {
    /// A walker with buffers of its own.
    pub(super) fn new(model: &'a Model) -> Walker<'a> {
        Walker {
            model,
            search: Search::new(&model.cone),
            holds: vec![false; model.literals],
            delays_secs: model.fixed_secs.clone(),
            leaned_on: vec![0; model.literals],
            proofs: 0,
        }
    }

    /// Draws a world from scratch.
    pub(super) fn start(&self, world: &mut Vec<f64>, stream: &mut Stream) {
        world.clear();
        world.extend(self.model.variables.iter().map(|variable| match variable {
            Variable::Coin { .. } | Variable::Plain { .. } => stream.open_uniform(),
            Variable::Time { distribution, .. } => stream.draw(distribution),
        }));
    }

    /// Whether the event holds in this world at this level.
    pub(super) fn is_good(&mut self, world: &[f64], level: &Level) -> bool {
        self.settle(world, level);
        self.event(level)
    }

    /// Draws each variable of a world that is good at the level anew, so that it stays good.
    pub(super) fn sweep(&mut self, world: &mut [f64], level: &Level, stream: &mut Stream) {
        let good = self.is_good(world, level);
        debug_assert!(good, "a sweep starts from a good world");
        self.prove();
        for (index, variable) in self.model.variables.iter().enumerate() {
            let value = &mut world[index];
            match *variable {
                Variable::Coin { literal, .. } => {
                    let threshold = level.thresholds[index];
                    let uniform = stream.open_uniform();
                    let needed = self.is_needed(literal, level);
                    *value = if needed { uniform * threshold } else { uniform };
                    self.holds[literal as usize] = *value <= threshold;
                }
                Variable::Plain { when_true, when_false, probability } => {
                    let uniform = stream.open_uniform();
                    let is_true = self.holds[when_true as usize];
                    let (now, other) =
                        if is_true { (when_true, when_false) } else { (when_false, when_true) };
                    if (uniform <= probability) == is_true {
                        *value = uniform;
                        continue;
                    }
                    self.holds[other as usize] = true;
                    if self.is_needed(now, level) {
                        self.holds[other as usize] = false;
                    } else {
                        self.holds[now as usize] = false;
                        *value = uniform;
                    }
                }
                Variable::Time { step, distribution } => {
                    *value = self.redraw_time(step, *value, &distribution, level, stream);
                }
            }
        }
    }

    /// Whether the event is lost without a literal; if it is not, the last proof does without it.
    fn is_needed(&mut self, literal: u32, level: &Level) -> bool {
        let literal = literal as usize;
        if !self.holds[literal] || self.leaned_on[literal] != self.proofs {
            return false;
        }
        self.holds[literal] = false;
        let needed = !self.event(level);
        self.holds[literal] = true;
        if !needed {
            self.prove();
        }
        needed
    }

    /// A new time for a step, given that the event holds, seconds.
    fn redraw_time(
        &mut self,
        step: u32,
        kept_secs: f64,
        distribution: &Distribution,
        level: &Level,
        stream: &mut Stream,
    ) -> f64 {
        let redrawn_secs = times::redraw(distribution, kept_secs, stream, |fresh_secs| {
            self.delays_secs[step as usize] = fresh_secs;
            if fresh_secs <= kept_secs || !self.search.is_proven(step) {
                return true;
            }
            let bears = self.event(level);
            if bears {
                self.prove();
            }
            bears
        });
        self.delays_secs[step as usize] = redrawn_secs;
        redrawn_secs
    }

    /// Reads off which literals hold and how long steps take.
    fn settle(&mut self, world: &[f64], level: &Level) {
        for ((variable, &value), &threshold) in
            self.model.variables.iter().zip(world).zip(&level.thresholds)
        {
            match *variable {
                Variable::Coin { literal, .. } => self.holds[literal as usize] = value <= threshold,
                Variable::Plain { when_true, when_false, probability } => {
                    self.holds[when_true as usize] = value <= probability;
                    self.holds[when_false as usize] = value > probability;
                }
                Variable::Time { step, .. } => self.delays_secs[step as usize] = value,
            }
        }
    }

    fn event(&mut self, level: &Level) -> bool {
        let (model, holds, delays_secs) = (self.model, &self.holds, &self.delays_secs);
        let feasible =
            |step: u32| model.needs.of(step).iter().all(|&literal| holds[literal as usize]);
        if model.timed {
            let delay_secs = |step: u32| delays_secs[step as usize];
            self.search.reaches_within(&model.cone, feasible, delay_secs, level.horizon_secs)
        } else {
            self.search.reaches(&model.cone, feasible)
        }
    }

    /// Takes the way of the last search, which reached the goal, for the proof.
    fn prove(&mut self) {
        self.proofs += 1;
        for &step in self.search.prove(&self.model.cone) {
            for &literal in self.model.needs.of(step) {
                self.leaned_on[literal as usize] = self.proofs;
            }
        }
    }
}
