//! From MAL nodes to a raw graph, with the meaning of mal-simulator 3.3.
//!
//! - An OR step is reached by any parent step; defenses above it do nothing as long as it has one.
//! - An AND step is blocked by a defense that is on (or a status that does not let through), needs at
//!   least one parent step, and all of those that are *needed*. A defense that is off is not needed;
//!   nor is an AND step all of whose parents are not needed, nor an OR step with one that is not.
//!
//! So each step that may be not needed gets a shadow, which is true when it is not, and the AND steps
//! below it ask for the step or its shadow. Most graphs have few or none.

use super::super::spelling::Json;
use super::super::values::Reader;
use super::super::{Draw, Graph, Step, StepKind};
use super::nodes::{Kind, Node};
use super::time::Time;
use crate::case::Distribution;
use crate::codes;
use crate::source::shorten;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A graph in the making.
struct Carrying<'n, 't> {
    nodes: &'n [Node<'t>],
    /// Ids taken so far.
    ids: BTreeSet<&'n str>,
    draws: Vec<Draw>,
    steps: Vec<Step>,
    /// By node: its draw, step, shadow, and the step that means "reached or not needed".
    draw_of: BTreeMap<usize, usize>,
    step_of: BTreeMap<usize, usize>,
    shadow_of: BTreeMap<usize, usize>,
    passed_of: BTreeMap<usize, usize>,
}

/// The raw graph of nodes, entries and goals (indices of steps among the nodes).
pub(super) fn graph<'t>(
    reader: &mut Reader<'t, Json>,
    nodes: &[Node<'t>],
    entries: &[usize],
    goals: &[usize],
) -> Graph {
    let mut carrying = Carrying {
        nodes,
        ids: nodes.iter().map(|node| node.name.as_ref()).collect(),
        draws: Vec::new(),
        steps: Vec::new(),
        draw_of: BTreeMap::new(),
        step_of: BTreeMap::new(),
        shadow_of: BTreeMap::new(),
        passed_of: BTreeMap::new(),
    };
    carrying.number();
    carrying.shadows(&dispensable(nodes));
    for (index, node) in nodes.iter().enumerate() {
        match node.kind {
            Kind::Or => carrying.or_step(reader, index),
            Kind::And => carrying.and_step(index),
            Kind::Defense(_) | Kind::Status(_) => {}
        }
    }
    for &entry in entries {
        carrying.enter(reader, entry);
    }
    let goals = goals.iter().filter_map(|goal| carrying.step_of.get(goal).copied()).collect();
    let Carrying { draws, steps, .. } = carrying;
    Graph { draws, steps, goals, horizon_secs: f64::INFINITY }
}

/// Which nodes are not needed in at least one trial: least fixpoint with all defenses off.
fn dispensable(nodes: &[Node<'_>]) -> Vec<bool> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        node.parents.iter().for_each(|&parent| children[parent].push(index));
    }
    let mut found = vec![false; nodes.len()];
    let mut lacking: Vec<usize> = nodes
        .iter()
        .map(|node| if node.kind == Kind::And { node.parents.len() } else { 1 })
        .collect();
    let open = |node: &Node<'_>| match node.kind {
        Kind::Defense(on) => on < 1.0,
        Kind::Status(passes) => passes,
        Kind::Or | Kind::And => false,
    };
    let mut queue: VecDeque<usize> = (0..nodes.len()).filter(|&at| open(&nodes[at])).collect();
    queue.iter().for_each(|&at| found[at] = true);
    while let Some(at) = queue.pop_front() {
        for &child in &children[at] {
            lacking[child] = lacking[child].saturating_sub(1);
            if lacking[child] == 0 && nodes[child].is_step() && !found[child] {
                found[child] = true;
                queue.push_back(child);
            }
        }
    }
    found
}

impl<'t> Carrying<'_, 't> {
    /// Draws of defenses that may be on or off, and steps without parents yet.
    fn number(&mut self) {
        for (index, node) in self.nodes.iter().enumerate() {
            match node.kind {
                Kind::Defense(on) if on > 0.0 && on < 1.0 => {
                    self.draw_of.insert(index, self.draws.len());
                    self.draws.push(Draw { id: node.name.clone().into_owned(), probability: on });
                }
                Kind::Or | Kind::And => {
                    let kind = if node.kind == Kind::Or { StepKind::Or } else { StepKind::And };
                    self.step_of.insert(index, self.steps.len());
                    self.steps.push(Step {
                        id: node.name.clone().into_owned(),
                        kind,
                        probability: node.time.probability,
                        time: node.time.distribution,
                        parents: Vec::new(),
                        requires: Vec::new(),
                        unless: Vec::new(),
                        entry: false,
                    });
                }
                Kind::Defense(_) | Kind::Status(_) => {}
            }
        }
    }

    /// Shadows of the steps that may be not needed, and what "reached or not needed" means for them.
    fn shadows(&mut self, dispensable: &[bool]) {
        let nodes = self.nodes;
        let steps = (0..nodes.len()).filter(|&at| dispensable[at] && nodes[at].is_step());
        let steps: Vec<usize> = steps.collect();
        for &at in &steps {
            let shadow = self.add(&format!("{} (not needed)", nodes[at].name), StepKind::And);
            self.shadow_of.insert(at, shadow);
        }
        for &at in &steps {
            let shadow = self.shadow_of[&at];
            let above = nodes[at].parents.iter().filter(|&&parent| dispensable[parent]);
            let above: Vec<usize> = above.copied().collect();
            let (parents, defenses): (Vec<usize>, Vec<usize>) =
                above.iter().partition(|&&parent| nodes[parent].is_step());
            let mut shadows: Vec<usize> = parents.iter().map(|p| self.shadow_of[p]).collect();
            let draws: Vec<usize> =
                defenses.iter().filter_map(|defense| self.draw_of.get(defense).copied()).collect();
            let always = draws.len() < defenses.len();
            let step = &mut self.steps[shadow];
            if nodes[at].kind == Kind::And {
                step.entry = shadows.is_empty();
                step.unless = draws;
                step.parents = sorted(shadows);
            } else if always {
                step.entry = true;
            } else {
                step.kind = StepKind::Or;
                for draw in draws {
                    let id = format!("{} (off: {})", nodes[at].name, self.draws[draw].id);
                    let off = self.add(&id, StepKind::And);
                    self.steps[off].entry = true;
                    self.steps[off].unless = vec![draw];
                    shadows.push(off);
                }
                self.steps[shadow].parents = sorted(shadows);
            }
            let passed = self.add(&format!("{} (or not needed)", nodes[at].name), StepKind::Or);
            self.steps[passed].parents = sorted(vec![self.step_of[&at], shadow]);
            self.passed_of.insert(at, passed);
        }
    }

    fn or_step(&mut self, reader: &mut Reader<'t, Json>, index: usize) {
        let node = &self.nodes[index];
        let parents: Vec<usize> =
            node.parents.iter().filter_map(|parent| self.step_of.get(parent).copied()).collect();
        if !parents.is_empty() && parents.len() < node.parents.len() {
            let arguments = vec![("step", shorten(&node.name))];
            reader.findings.warning(node.piece, codes::MAL_OR_UNBLOCKED, arguments);
        }
        let step = self.step_of[&index];
        self.steps[step].parents = sorted(parents);
    }

    fn and_step(&mut self, index: usize) {
        let node = &self.nodes[index];
        let step = self.step_of[&index];
        let (mut reached, mut needed, mut unless) = (Vec::new(), Vec::new(), Vec::new());
        let mut certain = false;
        for parent in &node.parents {
            match self.nodes[*parent].kind {
                Kind::Or | Kind::And => {
                    let real = self.step_of[parent];
                    let passed = self.passed_of.get(parent).copied();
                    certain |= passed.is_none();
                    reached.push(real);
                    needed.push(passed.unwrap_or(real));
                }
                Kind::Defense(on) => {
                    unless.extend(self.draw_of.get(parent));
                    if on >= 1.0 {
                        self.steps[step].probability = 0.0;
                    }
                }
                Kind::Status(passes) => {
                    if !passes {
                        self.steps[step].probability = 0.0;
                    }
                }
            }
        }
        if !certain {
            needed = self.at_least_one(&node.name, reached, needed);
        }
        self.steps[step].unless = sorted(unless);
        self.steps[step].parents = sorted(needed);
    }

    /// What is needed where every parent may be not needed: one of them must be reached all the same.
    fn at_least_one(&mut self, name: &str, reached: Vec<usize>, needed: Vec<usize>) -> Vec<usize> {
        if reached.len() <= 1 {
            return reached;
        }
        let any = self.add(&format!("{name} (any parent)"), StepKind::Or);
        self.steps[any].parents = sorted(reached);
        needed.into_iter().chain([any]).collect()
    }

    /// An entry is reached at time 0, whatever else is said of it.
    fn enter(&mut self, reader: &mut Reader<'t, Json>, index: usize) {
        let node = &self.nodes[index];
        let step = &mut self.steps[self.step_of[&index]];
        let blocked = step.probability < node.time.probability || !step.unless.is_empty();
        if node.time != Time::INSTANT || blocked {
            let arguments = vec![("step", shorten(&node.name))];
            reader.findings.warning(node.piece, codes::MAL_ENTRY_CERTAIN, arguments);
        }
        step.entry = true;
        step.probability = 1.0;
        step.time = Distribution::Fixed { value: 0.0 };
        step.unless = Vec::new();
    }

    /// A certain, instant step of a name that no node has.
    fn add(&mut self, name: &str, kind: StepKind) -> usize {
        let mut id = name.to_owned();
        while self.ids.contains(id.as_str()) {
            id.push('\'');
        }
        self.steps.push(Step {
            id,
            kind,
            probability: 1.0,
            time: Distribution::Fixed { value: 0.0 },
            parents: Vec::new(),
            requires: Vec::new(),
            unless: Vec::new(),
            entry: false,
        });
        self.steps.len() - 1
    }
}

fn sorted(mut list: Vec<usize>) -> Vec<usize> {
    list.sort_unstable();
    list.dedup();
    list
}
