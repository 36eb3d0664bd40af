//! Worlds, and the Gibbs sampler that walks among those in which the goal is reached.
//!
//! A world is one value per variable, a uniform u but for times without a quantile function. A coin
//! is true at power s if u ≤ p^s. A sweep draws each variable anew, given all others and that the
//! event holds at the level:
//! - a coin without which the event holds is free; one that is needed is drawn below its threshold;
//! - a draw used both ways takes a side by the weights of those sides with which the event holds;
//! - a time is drawn up to what the event bears (`times`).
//!
//! Most of this needs no search: what the last proof does not lean on cannot lose the event. The
//! draws do not depend on which proof was found, so neither do the results.

use super::super::proof::Search;
use super::model::{Model, Variable};
use crate::chance::Stream;

/// A level: the power to which all chances are raised.
#[derive(Debug, Clone)]
pub(super) struct Level {
    inverse_power: f64,
    /// Of each variable the quantile up to which a coin is true, a draw used both ways comes up on
    /// its rarer side, or a time is not by itself too long.
    thresholds: Vec<f64>,
}

impl Level {
    /// The level of this power, from 0 (all is true) to 1 (the graph as it is).
    pub(super) fn new(model: &Model, power: f64) -> Level {
        let raised = |chance: f64| if power < 1.0 { libm::pow(chance, power) } else { chance };
        let threshold = |variable: &Variable| match *variable {
            Variable::Coin { probability, .. } => raised(probability),
            Variable::Sides { share, allowed, .. } => share * raised(allowed),
            Variable::Time { in_time, .. } => raised(in_time),
        };
        let thresholds = model.variables.iter().map(threshold).collect();
        Level { inverse_power: 1.0 / power, thresholds }
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
            holds: vec![false; model.literals.len()],
            delays_secs: model.fixed_secs.clone(),
            leaned_on: vec![0; model.literals.len()],
            proofs: 0,
        }
    }

    /// Draws a world from scratch.
    pub(super) fn start(&self, world: &mut Vec<f64>, stream: &mut Stream) {
        world.clear();
        world.extend(self.model.variables.iter().map(|variable| match variable {
            Variable::Coin { .. } | Variable::Sides { .. } => stream.open_uniform(),
            Variable::Time { time, .. } => time.start(stream),
        }));
    }

    /// Whether the event holds in this world at this level.
    pub(super) fn is_good(&mut self, world: &[f64], level: &Level) -> bool {
        self.settle(world, level) && self.event()
    }

    /// Whether all of these literals hold in the world that was last looked at.
    pub(super) fn holds(&self, literals: &[u32]) -> bool {
        literals.iter().all(|&literal| self.holds[literal as usize])
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
                    let needed = self.is_needed(literal);
                    *value = if needed { uniform * threshold } else { uniform };
                    self.holds[literal as usize] = *value <= threshold;
                }
                Variable::Sides { rare, common, share, .. } => {
                    let width = level.thresholds[index];
                    let wish = stream.open_uniform() * (width + 1.0 - share) <= width;
                    let is_rare = self.take_side(rare, common, wish);
                    let uniform = stream.open_uniform();
                    *value =
                        if is_rare { uniform * width } else { share + uniform * (1.0 - share) };
                }
                Variable::Time { step, time, .. } => {
                    let in_time = level.thresholds[index];
                    let kept = *value;
                    *value = time.redraw(kept, in_time, stream, |fresh| {
                        let is_borne = fresh <= kept || !self.search.is_proven(step);
                        is_borne || self.bears(step, time.at(fresh, level.inverse_power))
                    });
                    self.delays_secs[step as usize] = time.at(*value, level.inverse_power);
                }
            }
        }
    }

    /// Turns a draw to the rarer side or the other, unless that loses the event; whether it is the
    /// rarer.
    fn take_side(&mut self, rare: u32, common: u32, wish: bool) -> bool {
        let is_rare = self.holds[rare as usize];
        if wish == is_rare {
            return is_rare;
        }
        let (now, other) = if is_rare { (rare, common) } else { (common, rare) };
        self.holds[other as usize] = true;
        let stays = self.is_needed(now);
        self.holds[if stays { other } else { now } as usize] = false;
        stays == is_rare
    }

    /// Whether the event is lost without a literal; if it is not, the last proof does without it.
    fn is_needed(&mut self, literal: u32) -> bool {
        let literal = literal as usize;
        if !self.holds[literal] || self.leaned_on[literal] != self.proofs {
            return false;
        }
        self.holds[literal] = false;
        let needed = !self.event();
        self.holds[literal] = true;
        if !needed {
            self.prove();
        }
        needed
    }

    /// Whether the event still holds if this step, on which the last proof leans, takes so long.
    fn bears(&mut self, step: u32, delay_secs: f64) -> bool {
        self.delays_secs[step as usize] = delay_secs;
        let bears = self.event();
        if bears {
            self.prove();
        }
        bears
    }

    /// Reads off which literals hold and how long steps take; whether every draw used both ways has
    /// a side.
    fn settle(&mut self, world: &[f64], level: &Level) -> bool {
        let mut has_sides = true;
        for ((variable, &value), &threshold) in
            self.model.variables.iter().zip(world).zip(&level.thresholds)
        {
            match *variable {
                Variable::Coin { literal, .. } => self.holds[literal as usize] = value <= threshold,
                Variable::Sides { rare, common, share, .. } => {
                    self.holds[rare as usize] = value <= threshold;
                    self.holds[common as usize] = value > share;
                    has_sides &= value <= threshold || value > share;
                }
                Variable::Time { step, time, .. } => {
                    self.delays_secs[step as usize] = time.at(value, level.inverse_power);
                }
            }
        }
        has_sides
    }

    fn event(&mut self) -> bool {
        let (model, holds, delays_secs) = (self.model, &self.holds, &self.delays_secs);
        let feasible =
            |step: u32| model.needs.of(step).iter().all(|&literal| holds[literal as usize]);
        if model.timed {
            let delay_secs = |step: u32| delays_secs[step as usize];
            self.search.reaches_within(&model.cone, feasible, delay_secs, model.horizon_secs)
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
