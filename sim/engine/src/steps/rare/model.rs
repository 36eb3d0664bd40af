//! What is random about a goal: the cone of the goal and the variables that its steps hang on.
//!
//! A *literal* is something that a step needs to be feasible: that a coin came up the good way, or
//! that a draw that is used both ways came up one way.
//!
//! A draw used both ways is one uniform u: up to `share` it is the rarer side's, above the other's,
//! and the rarer side is allowed at power s only if u ≤ share · allowed^s; a world with a side that is
//! not allowed is not good. With `share` above the chance p of the rarer side, worlds are drawn from
//! where it is less rare than it is; at s = 1 the sides stand as p to 1 − p, and [`Model::excess`]
//! makes up for the worlds that are not allowed.

use super::super::proof::{Cone, Lists, Search, is_possible, reached};
use super::likeliest::Likeliest;
use super::times::{self, Time};
use crate::chance::Key;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, Step};

/// How a goal stands before any draw.
#[derive(Debug)]
pub(super) enum Standing {
    /// No world reaches it.
    Impossible,
    /// Every world reaches it.
    Certain,
    /// Neither is plain from the structure.
    Open(Box<Model>),
}

/// A goal with all that its event depends on.
#[derive(Debug)]
pub(super) struct Model {
    /// Id of the goal.
    pub(super) goal: String,
    /// Name of the goal, for draws.
    pub(super) key: Key,
    /// Steps that matter.
    pub(super) cone: Cone,
    /// Literals that each step needs.
    pub(super) needs: Lists,
    /// Probability of each literal.
    pub(super) literals: Vec<f64>,
    /// In the order of names: draws, then steps.
    pub(super) variables: Vec<Variable>,
    /// Time of each step, seconds; of those with a variable it stands for nothing.
    pub(super) fixed_secs: Vec<f64>,
    /// Whether times matter.
    pub(super) timed: bool,
    /// Horizon of the graph, seconds.
    pub(super) horizon_secs: f64,
    /// By how much the probability of the goal is greater than that of the event at power 1.
    pub(super) excess: f64,
    /// The likeliest way to the goal, if one is found that hangs on no random time.
    pub(super) likeliest: Option<Likeliest>,
}

/// A random variable.
#[derive(Debug, Clone, Copy)]
pub(super) enum Variable {
    /// Good with this probability.
    Coin { literal: u32, probability: f64 },
    /// A draw used both ways: literals of its rarer side and of the other, see the module.
    Sides { rare: u32, common: u32, share: f64, allowed: f64 },
    /// Time of a step, and the probability that it is within the horizon.
    Time { step: u32, time: Time, in_time: f64 },
}

impl Standing {
    /// How this goal stands.
    pub(super) fn of(graph: &Graph, goal: usize) -> Standing {
        let possible: Vec<bool> = graph.steps.iter().map(|step| is_possible(graph, step)).collect();
        let none = vec![false; graph.steps.len()];
        let Some(cone) = Cone::new(graph, goal, &possible, &none) else {
            return Standing::Impossible;
        };
        let instant = Distribution::Fixed { value: 0.0 };
        let takes_time = |&step: &usize| graph.steps[step].time != instant;
        let timed = graph.horizon_secs.is_finite() && cone.steps.iter().any(takes_time);
        if timed {
            let earliest = |step: u32| times::least(&graph.steps[cone.steps[step as usize]].time);
            let mut search = Search::new(&cone);
            if !search.reaches_within(&cone, |_| true, earliest, graph.horizon_secs) {
                return Standing::Impossible;
            }
            return Standing::Open(Box::new(Model::of_cone(graph, cone, true)));
        }
        let sure: Vec<bool> = graph.steps.iter().map(|step| is_sure(graph, step)).collect();
        let given = reached(graph, &sure);
        if given[goal] {
            return Standing::Certain;
        }
        match Cone::new(graph, goal, &possible, &given) {
            Some(cone) => Standing::Open(Box::new(Model::of_cone(graph, cone, false))),
            None => Standing::Impossible,
        }
    }
}

impl Model {
    fn of_cone(graph: &Graph, cone: Cone, timed: bool) -> Model {
        let steps: Vec<&Step> = cone.steps.iter().map(|&step| &graph.steps[step]).collect();
        let mut chances = Chances::default();
        let draws = chances.of_draws(graph, &steps);
        let mut needs = Lists::default();
        let mut fixed_secs = vec![0.0; steps.len()];
        for (number, step) in (0..).zip(&steps) {
            let own = (step.probability < 1.0).then(|| chances.coin(step.probability));
            let when_true = step.requires.iter().filter_map(|&draw| draws[draw].when_true);
            let when_false = step.unless.iter().filter_map(|&draw| draws[draw].when_false);
            needs.push(own.into_iter().chain(when_true).chain(when_false));
            match step.time {
                _ if !timed => {}
                Distribution::Fixed { value } => fixed_secs[number as usize] = value,
                distribution => {
                    let time = Time::new(distribution);
                    let in_time = time.within(graph.horizon_secs);
                    chances.variables.push(Variable::Time { step: number, time, in_time });
                }
            }
        }
        let goal = graph.steps[cone.steps[cone.goal as usize]].id.clone();
        let model = Model {
            key: Key::new(&["splitting", &goal]),
            goal,
            cone,
            needs,
            literals: chances.literals,
            variables: chances.variables,
            fixed_secs,
            timed,
            horizon_secs: graph.horizon_secs,
            excess: chances.excess,
            likeliest: None,
        };
        Model { likeliest: Likeliest::of(&model), ..model }
    }

    /// Steps whose time is random.
    pub(super) fn random_times(&self) -> impl Iterator<Item = u32> {
        self.variables.iter().filter_map(|variable| match *variable {
            Variable::Time { step, .. } => Some(step),
            _ => None,
        })
    }

    /// Whether these literals, in order, need a draw both ways.
    pub(super) fn is_torn(&self, literals: &[u32]) -> bool {
        let needed = |literal: &u32| literals.binary_search(literal).is_ok();
        self.variables.iter().any(|variable| match variable {
            Variable::Sides { rare, common, .. } => needed(rare) && needed(common),
            _ => false,
        })
    }
}

/// Literals of a draw, where steps use it and it is not settled.
#[derive(Debug, Clone, Copy, Default)]
struct DrawLiterals {
    when_true: Option<u32>,
    when_false: Option<u32>,
}

/// Literals and variables as they are collected.
#[derive(Debug)]
struct Chances {
    literals: Vec<f64>,
    variables: Vec<Variable>,
    excess: f64,
}

impl Default for Chances {
    fn default() -> Chances {
        Chances { literals: Vec::new(), variables: Vec::new(), excess: 1.0 }
    }
}

impl Chances {
    fn literal(&mut self, probability: f64) -> u32 {
        self.literals.push(probability);
        self.literals.len() as u32 - 1
    }

    fn coin(&mut self, probability: f64) -> u32 {
        let literal = self.literal(probability);
        self.variables.push(Variable::Coin { literal, probability });
        literal
    }

    /// Literals of all draws, in the graph's order; variables come in the order of ids.
    fn of_draws(&mut self, graph: &Graph, steps: &[&Step]) -> Vec<DrawLiterals> {
        let mut required = vec![false; graph.draws.len()];
        let mut excluded = vec![false; graph.draws.len()];
        for step in steps {
            step.requires.iter().for_each(|&draw| required[draw] = true);
            step.unless.iter().for_each(|&draw| excluded[draw] = true);
        }
        let is_open = |draw: usize| {
            let probability = graph.draws[draw].probability;
            probability > 0.0 && probability < 1.0
        };
        let has_sides = |&draw: &usize| is_open(draw) && required[draw] && excluded[draw];
        let share = rare_share((0..graph.draws.len()).filter(has_sides).count());
        let mut order: Vec<usize> = (0..graph.draws.len()).filter(|&draw| is_open(draw)).collect();
        order.sort_by(|&a, &b| graph.draws[a].id.cmp(&graph.draws[b].id));
        let mut literals = vec![DrawLiterals::default(); graph.draws.len()];
        for draw in order {
            let probability = graph.draws[draw].probability;
            literals[draw] = match (required[draw], excluded[draw]) {
                (true, true) => self.sides(probability, share),
                (true, false) => {
                    DrawLiterals { when_true: Some(self.coin(probability)), when_false: None }
                }
                (false, true) => {
                    DrawLiterals { when_true: None, when_false: Some(self.coin(1.0 - probability)) }
                }
                (false, false) => DrawLiterals::default(),
            };
        }
        literals
    }

    /// A draw used both ways, true with this probability, of which the rarer side is to have at
    /// least this share at power 0.
    fn sides(&mut self, probability: f64, share: f64) -> DrawLiterals {
        let (when_true, when_false) = (self.literal(probability), self.literal(1.0 - probability));
        let is_rare = probability < 0.5;
        let (rare, common) =
            if is_rare { (when_true, when_false) } else { (when_false, when_true) };
        let chance = if is_rare { probability } else { 1.0 - probability };
        let share = share.max(chance);
        let excess = (1.0 - chance) / (1.0 - share);
        self.excess *= excess;
        let allowed = chance / share / excess;
        self.variables.push(Variable::Sides { rare, common, share, allowed });
        DrawLiterals { when_true: Some(when_true), when_false: Some(when_false) }
    }
}

/// Share of the rarer side at power 0, of so many draws used both ways: even for a few; for many less,
/// so that the excess of all together stays small, but not so little that it would hardly be seen.
fn rare_share(draws: usize) -> f64 {
    (2.0 / draws as f64).clamp(0.05, 0.5)
}

/// Whether every world makes the step feasible.
fn is_sure(graph: &Graph, step: &Step) -> bool {
    step.probability >= 1.0
        && step.requires.iter().all(|&draw| graph.draws[draw].probability >= 1.0)
        && step.unless.iter().all(|&draw| graph.draws[draw].probability <= 0.0)
}
