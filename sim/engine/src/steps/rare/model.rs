//! What is random about a goal: the cone of the goal and the variables that its steps hang on.
//!
//! A *literal* is something that a step needs to be feasible: that a coin came up the good way, or
//! that a draw that is used both ways came up one way.

use super::super::proof::{Cone, Lists, Search, is_possible, reached};
use super::times;
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
    /// How many literals there are.
    pub(super) literals: usize,
    /// In the order of names: draws, then steps.
    pub(super) variables: Vec<Variable>,
    /// Time of each step, seconds; of those with a variable it stands for nothing.
    pub(super) fixed_secs: Vec<f64>,
    /// Whether times matter.
    pub(super) timed: bool,
    /// Horizon of the graph, seconds.
    pub(super) horizon_secs: f64,
}

/// A random variable.
#[derive(Debug, Clone, Copy)]
pub(super) enum Variable {
    /// Good with this probability, and the more often the greater the ease.
    Coin { literal: u32, probability: f64 },
    /// True with this probability at every ease; literals of true and of false.
    Plain { when_true: u32, when_false: u32, probability: f64 },
    /// Time of a step, seconds.
    Time { step: u32, distribution: Distribution },
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
        let mut variables = Vec::new();
        let mut literals = 0..;
        let mut literal = || literals.next().unwrap_or(u32::MAX);
        let draws = draw_literals(graph, &steps, &mut variables, &mut literal);
        let mut needs = Lists::default();
        let mut fixed_secs = vec![0.0; steps.len()];
        for (number, step) in (0..).zip(&steps) {
            let own = (step.probability < 1.0).then(|| {
                let literal = literal();
                variables.push(Variable::Coin { literal, probability: step.probability });
                literal
            });
            let when_true = step.requires.iter().filter_map(|&draw| draws[draw].when_true);
            let when_false = step.unless.iter().filter_map(|&draw| draws[draw].when_false);
            needs.push(own.into_iter().chain(when_true).chain(when_false));
            match step.time {
                _ if !timed => {}
                Distribution::Fixed { value } => fixed_secs[number as usize] = value,
                distribution => variables.push(Variable::Time { step: number, distribution }),
            }
        }
        let goal = graph.steps[cone.steps[cone.goal as usize]].id.clone();
        Model {
            key: Key::new(&["splitting", &goal]),
            goal,
            cone,
            needs,
            literals: literal() as usize,
            variables,
            fixed_secs,
            timed,
            horizon_secs: graph.horizon_secs,
        }
    }

    /// Whether any time is random.
    pub(super) fn has_random_times(&self) -> bool {
        self.variables.iter().any(|variable| matches!(variable, Variable::Time { .. }))
    }
}

/// Literals of a draw, where steps use it and it is not settled.
#[derive(Debug, Clone, Copy, Default)]
struct DrawLiterals {
    when_true: Option<u32>,
    when_false: Option<u32>,
}

/// Literals of all draws, in the graph's order; their variables are appended in the order of ids.
fn draw_literals(
    graph: &Graph,
    steps: &[&Step],
    variables: &mut Vec<Variable>,
    literal: &mut impl FnMut() -> u32,
) -> Vec<DrawLiterals> {
    let mut required = vec![false; graph.draws.len()];
    let mut excluded = vec![false; graph.draws.len()];
    for step in steps {
        step.requires.iter().for_each(|&draw| required[draw] = true);
        step.unless.iter().for_each(|&draw| excluded[draw] = true);
    }
    let mut order: Vec<usize> = (0..graph.draws.len()).collect();
    order.sort_by(|&a, &b| graph.draws[a].id.cmp(&graph.draws[b].id));
    let mut literals = vec![DrawLiterals::default(); graph.draws.len()];
    for draw in order {
        let probability = graph.draws[draw].probability;
        if probability <= 0.0 || probability >= 1.0 {
            continue;
        }
        let when_true = required[draw].then(&mut *literal);
        let when_false = excluded[draw].then(&mut *literal);
        literals[draw] = DrawLiterals { when_true, when_false };
        variables.extend(match (when_true, when_false) {
            (Some(literal), None) => Some(Variable::Coin { literal, probability }),
            (None, Some(literal)) => {
                Some(Variable::Coin { literal, probability: 1.0 - probability })
            }
            (Some(when_true), Some(when_false)) => {
                Some(Variable::Plain { when_true, when_false, probability })
            }
            (None, None) => None,
        });
    }
    literals
}

/// Whether every world makes the step feasible.
fn is_sure(graph: &Graph, step: &Step) -> bool {
    step.probability >= 1.0
        && step.requires.iter().all(|&draw| graph.draws[draw].probability >= 1.0)
        && step.unless.iter().all(|&draw| graph.draws[draw].probability <= 0.0)
}
