//! Lowering: an attack on a network as a raw graph of steps, for engines that know no networks.
//!
//! Detection is left out. A fact becomes an OR step, certain and instant; a placement that may fail a
//! draw that steps share; a grounding AND steps, one for each way in which the placements that bear
//! on it may hold or fail: these exclude each other, so each carries its own exact probability. A
//! goal becomes an OR step over its facts. What leads to no goal, and what cannot be reached, is left
//! out.
//!
//! P(goal) without a horizon is exact. Times are too, but where many units are tried at once: there
//! the first of those that give way counts, and which those are is a matter of chance that a step
//! cannot carry; [`Lowered::slower`] names these.
//!
//! A [`Structure`] is coarser: what rests on what if all chances fall the attacker's way. Must not
//! know how graphs are run.

use super::graph::{Attack, AttackGraph, Counter, FactId, Grounding, GroundingId, InstanceId};
use sansou_scenario::case::{Distribution, ThreatId};
use sansou_scenario::raw::{Draw, Graph, Step, StepKind};
use std::collections::{BTreeMap, BTreeSet};

/// Placements that may bear on one grounding: each doubles its steps.
pub const MAX_PLACEMENTS: usize = 8;

/// An attack as a raw graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The graph; its horizon is infinite, its goals are the threat's, in their order.
    pub graph: Graph,
    /// Names of groundings that take longer in the graph than on the network: the time of one unit
    /// stands for that of the first of several.
    pub slower: Vec<String>,
}

/// What an attack rests on, without chances: who wants to know how likely it is must not use this.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// An OR step for each fact, an AND step for each grounding that may succeed; all certain and
    /// instant. Its goals are the threat's, in their order.
    pub graph: Graph,
    /// By step, which grounding it is; none for a fact or a goal.
    pub grounding_of: Vec<Option<GroundingId>>,
}

/// Why an attack cannot be lowered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LowerError {
    /// A grounding would become more steps than is sensible.
    #[error("{placements} placements bear on {grounding}; {MAX_PLACEMENTS} can be carried")]
    TooManyPlacements {
        /// Name of the grounding.
        grounding: String,
        /// How many placements bear on it and may fail.
        placements: usize,
    },
}

impl AttackGraph {
    /// The attack of a threat, without detection, as a raw graph.
    ///
    /// # Errors
    /// More than [`MAX_PLACEMENTS`] placements on one grounding.
    pub fn to_steps(&self, threat: ThreatId) -> Result<Lowered, LowerError> {
        let attack = self.attack(threat);
        let applied = self.applied_in(attack);
        let groundings: Vec<&Grounding> = applied.iter().map(|id| &self.groundings[id.0]).collect();
        let mut lowering = Lowering::new(self, &groundings);
        lowering.ends(attack);
        for grounding in groundings {
            lowering.grounding(grounding)?;
        }
        let goals = lowering.goals(attack);
        Ok(lowering.finished(goals))
    }

    /// What the attack of a threat rests on. Detection is left out, and so is whatever stands against
    /// a grounding, unless it always holds and lets nothing through.
    pub fn to_structure(&self, threat: ThreatId) -> Structure {
        let attack = self.attack(threat);
        let mut lowering = Lowering::new(self, &[]);
        lowering.ends(attack);
        let mut step_of = Vec::new();
        for id in self.applied_in(attack) {
            let grounding = &self.groundings[id.0];
            if success(grounding, |instance| self.instances[instance.0].holds >= 1.0) > 0.0 {
                step_of.push((lowering.attempt(grounding, format!("try|{}", grounding.name)), id));
            }
        }
        let goals = lowering.goals(attack);
        let graph = lowering.finished(goals).graph;
        let mut grounding_of = vec![None; graph.steps.len()];
        step_of.into_iter().for_each(|(step, id)| grounding_of[step] = Some(id));
        Structure { graph, grounding_of }
    }

    /// The groundings that may be possible and that some target may need.
    fn applied_in(&self, attack: &Attack) -> Vec<GroundingId> {
        let reached = self.reached_from(attack);
        let leading = self.leading_to(attack.targets.iter().flat_map(|t| &t.facts).copied());
        let applied =
            self.groundings.iter().zip(leading).enumerate().filter(|(_, (g, leading))| {
                *leading && g.premises.iter().all(|fact| reached[fact.0])
            });
        applied.map(|(at, _)| GroundingId(at)).collect()
    }
}

/// A raw graph that grows.
struct Lowering<'a> {
    graph: &'a AttackGraph,
    draws: Vec<Draw>,
    draw_of: BTreeMap<InstanceId, usize>,
    steps: Vec<Step>,
    step_of: BTreeMap<FactId, usize>,
    slower: Vec<String>,
}

impl<'a> Lowering<'a> {
    fn new(graph: &'a AttackGraph, applied: &[&Grounding]) -> Lowering<'a> {
        let wavering: BTreeSet<InstanceId> =
            applied.iter().flat_map(|g| placements(graph, g)).collect();
        let draws = wavering.iter().map(|id| {
            let instance = &graph.instances[id.0];
            Draw { id: instance.name.clone(), probability: instance.holds }
        });
        Lowering {
            graph,
            draws: draws.collect(),
            draw_of: wavering.iter().enumerate().map(|(at, &id)| (id, at)).collect(),
            steps: Vec::new(),
            step_of: BTreeMap::new(),
            slower: Vec::new(),
        }
    }

    /// A certain, instant step; its position.
    fn step(&mut self, id: String, kind: StepKind, parents: &[usize]) -> usize {
        let parents: BTreeSet<usize> = parents.iter().copied().collect();
        self.steps.push(Step {
            id,
            kind,
            probability: 1.0,
            time: Distribution::Fixed { value: 0.0 },
            parents: parents.into_iter().collect(),
            requires: Vec::new(),
            unless: Vec::new(),
            entry: false,
        });
        self.steps.len() - 1
    }

    /// The step of a fact; made when it is first asked for.
    fn fact(&mut self, fact: FactId) -> usize {
        if let Some(&known) = self.step_of.get(&fact) {
            return known;
        }
        let id = format!("fact|{}", self.graph.facts[fact.0]);
        let step = self.step(id, StepKind::Or, &[]);
        self.step_of.insert(fact, step);
        step
    }

    /// The steps of the facts that an attack begins with, and of those that it wants.
    fn ends(&mut self, attack: &Attack) {
        for fact in attack.targets.iter().flat_map(|t| &t.facts).chain(&attack.entries) {
            self.fact(*fact);
        }
        for fact in &attack.entries {
            let step = self.fact(*fact);
            self.steps[step].entry = true;
        }
    }

    /// The steps of an attack's goals.
    fn goals(&mut self, attack: &Attack) -> Vec<usize> {
        let targets = attack.targets.iter();
        let goals = targets.map(|target| {
            let facts: Vec<usize> = target.facts.iter().map(|f| self.fact(*f)).collect();
            self.step(format!("goal|{}", target.name), StepKind::Or, &facts)
        });
        goals.collect()
    }

    /// A certain, instant step that does what a grounding does; its position.
    fn attempt(&mut self, grounding: &Grounding, id: String) -> usize {
        let premises: Vec<usize> = grounding.premises.iter().map(|f| self.fact(*f)).collect();
        let gives = self.fact(grounding.gives);
        let step = self.step(id, StepKind::And, &premises);
        self.steps[step].entry = premises.is_empty();
        self.steps[gives].parents.push(step);
        step
    }

    fn grounding(&mut self, grounding: &Grounding) -> Result<(), LowerError> {
        let placements: Vec<InstanceId> = placements(self.graph, grounding).into_iter().collect();
        if placements.len() > MAX_PLACEMENTS {
            return Err(LowerError::TooManyPlacements {
                grounding: grounding.name.clone(),
                placements: placements.len(),
            });
        }
        if grounding.units.is_some_and(|units| units > 1)
            && !matches!(grounding.time, Distribution::Fixed { .. })
        {
            self.slower.push(grounding.name.clone());
        }
        for combination in 0_u32..1 << placements.len() {
            let in_it = |at: usize| combination >> at & 1 == 1;
            let holds = |id: InstanceId| match placements.iter().position(|p| *p == id) {
                Some(at) => in_it(at),
                None => self.graph.instances[id.0].holds >= 1.0,
            };
            let probability = success(grounding, holds);
            if probability <= 0.0 {
                continue;
            }
            let draws: Vec<usize> = placements.iter().map(|id| self.draw_of[id]).collect();
            let picked = |held: bool| {
                let chosen = draws.iter().enumerate().filter(|&(at, _)| in_it(at) == held);
                chosen.map(|(_, &draw)| draw).collect()
            };
            let (requires, unless) = (picked(true), picked(false));
            let id = format!("try|{}|{combination}", grounding.name);
            let step = self.attempt(grounding, id);
            let certain = self.steps[step].clone();
            self.steps[step] =
                Step { probability, time: grounding.time, requires, unless, ..certain };
        }
        Ok(())
    }

    fn finished(self, goals: Vec<usize>) -> Lowered {
        let Lowering { draws, steps, slower, .. } = self;
        Lowered { graph: Graph { draws, steps, goals, horizon_secs: f64::INFINITY }, slower }
    }
}

/// Placements that change the success of a grounding and may hold or fail.
fn placements(graph: &AttackGraph, grounding: &Grounding) -> BTreeSet<InstanceId> {
    let wavers = |id: InstanceId| {
        let holds = graph.instances[id.0].holds;
        0.0 < holds && holds < 1.0
    };
    let covers = |c: &Counter| match grounding.units {
        Some(units) => c.covered(units) > 0,
        None => c.coverage > 0.0,
    };
    let bearing = grounding.counters.iter().filter(|c| c.lets_through < 1.0 && covers(c));
    bearing.map(|c| c.instance).filter(|id| wavers(*id)).collect()
}

/// Success probability of a grounding, given which placements hold.
fn success(grounding: &Grounding, holds: impl Fn(InstanceId) -> bool) -> f64 {
    let held = || grounding.counters.iter().filter(|c| holds(c.instance));
    let Some(units) = grounding.units else {
        return held()
            .fold(grounding.probability, |p, c| p * (1.0 - c.coverage * (1.0 - c.lets_through)));
    };
    // Of each placement the first units are covered; between two edges all units are alike.
    let mut edges: Vec<u64> = held().map(|c| c.covered(units)).chain([0, units]).collect();
    edges.sort_unstable();
    let none_gives_way: f64 = edges
        .windows(2)
        .filter(|edge| edge[0] < edge[1])
        .map(|edge| {
            let covering = held().filter(|c| c.covered(units) > edge[0]);
            let p = covering.fold(grounding.probability, |p, c| p * c.lets_through);
            (edge[1] - edge[0]) as f64 * libm::log1p(-p)
        })
        .sum();
    -libm::expm1(none_gives_way)
}
