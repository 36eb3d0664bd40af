//! A graph as one goal needs it: smaller, with the same distribution of what reaches the goal.
//!
//! Rules, applied until none does anything:
//! - what is reached only after the goal is dropped: in a least fixpoint no step supports itself;
//! - steps that no entry leads to, that never are feasible, or that do not lead to the goal are dropped;
//! - what is certain and instant counts as reached from the start;
//! - a certain, instant step with one parent is its parent;
//! - a step with one parent whose only child it is, is merged with it;
//! - an AND step that serves one AND step only is merged into it; so is a certain OR step into an OR.
//!
//! Steps with a time of their own are merged only with instant ones, so times stay as they are.
//! Must not know how the rest is computed.

use super::problem::{INSTANT, Problem, Step};
use sansou_scenario::raw::{Graph, StepKind};

/// A goal after reduction.
#[derive(Debug)]
pub(super) enum Reduced {
    /// Nothing leads there.
    Never,
    /// It is reached at once, whatever the chances.
    Always,
    /// Chances decide, or times.
    Open(Problem),
}

/// What to do with times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// All steps are instant.
    Ignored,
    /// Steps keep theirs.
    Kept,
}

impl Step {
    /// Makes it feasible only where `other` is feasible too.
    fn restrict(&mut self, other: &Step) {
        self.probability *= other.probability;
        self.requires = union(&self.requires, &other.requires);
        self.unless = union(&self.unless, &other.unless);
    }

    /// In the place of one that was merged into another.
    fn dropped() -> Step {
        Step {
            kind: StepKind::Or,
            entry: false,
            probability: 0.0,
            requires: Vec::new(),
            unless: Vec::new(),
            parents: Vec::new(),
            time: INSTANT,
        }
    }

    /// Fixes what can be said already of its draws, its loops, and its kind.
    fn tidy(&mut self, own: usize, goal: usize, draws: &[f64]) {
        if self.requires.iter().any(|&draw| draws[draw] <= 0.0 || self.unless.contains(&draw))
            || self.unless.iter().any(|&draw| draws[draw] >= 1.0)
        {
            self.probability = 0.0;
        }
        self.requires.retain(|&draw| draws[draw] < 1.0);
        self.unless.retain(|&draw| draws[draw] > 0.0);
        let parents = self.parents.len();
        self.parents.retain(|&parent| parent != own && parent != goal);
        if self.kind == StepKind::And && self.parents.len() < parents {
            self.probability = 0.0;
        }
    }
}

impl Problem {
    /// Drops what is never reached; false if the goal is not either.
    fn drop_unreachable(&mut self) -> bool {
        let reachable = self.reached(|step| step.probability > 0.0);
        for (step, &kept) in self.steps.iter_mut().zip(&reachable) {
            if kept {
                step.parents.retain(|&parent| reachable[parent]);
            } else {
                step.parents.clear();
            }
        }
        reachable[self.goal]
    }

    /// Takes what is reached for certain and at once as given; true if the goal is among it.
    fn drop_certain(&mut self) -> bool {
        let given = self.reached(|step| step.is_certain() && step.is_instant());
        for step in &mut self.steps {
            let parents = step.parents.len();
            step.parents.retain(|&parent| !given[parent]);
            if step.parents.len() < parents
                && (step.kind == StepKind::Or || step.parents.is_empty())
            {
                step.entry = true;
                step.parents.clear();
            }
        }
        given[self.goal]
    }

    /// Drops what does not lead to the goal, and numbers the rest anew.
    fn drop_irrelevant(&mut self) {
        let mut relevant = vec![false; self.steps.len()];
        let mut open = vec![self.goal];
        while let Some(step) = open.pop() {
            if !relevant[step] {
                relevant[step] = true;
                open.extend(&self.steps[step].parents);
            }
        }
        let number = numbers(&relevant);
        let mut index = 0;
        self.steps.retain(|_| {
            index += 1;
            relevant[index - 1]
        });
        for parent in self.steps.iter_mut().flat_map(|step| &mut step.parents) {
            *parent = number[*parent];
        }
        self.goal = number[self.goal];
    }

    /// Merges steps with their parents; true if any was.
    fn contract(&mut self) -> bool {
        let mut uses = vec![0; self.steps.len()];
        for &parent in self.steps.iter().flat_map(|step| &step.parents) {
            uses[parent] += 1;
        }
        let mut changed = false;
        let mut stands_for: Vec<usize> = (0..self.steps.len()).collect();
        for (index, stands_for) in stands_for.iter_mut().enumerate() {
            while let [parent] = self.steps[index].parents[..] {
                let only = uses[parent] == 1 && parent != self.goal && parent != index;
                let one_time = self.steps[index].is_instant() || self.steps[parent].is_instant();
                if !(only && one_time) {
                    break;
                }
                self.merge_into_child(parent, index);
                changed = true;
            }
            changed |= self.flatten(index, &uses);
            let step = &self.steps[index];
            if let [parent] = step.parents[..]
                && step.is_certain()
                && step.is_instant()
                && parent != index
            {
                *stands_for = parent;
                changed = true;
            }
        }
        self.rename(&stands_for);
        changed
    }

    /// Makes a step one with its only parent, whose only child it is.
    fn merge_into_child(&mut self, parent: usize, child: usize) {
        let parent = std::mem::replace(&mut self.steps[parent], Step::dropped());
        let child = &mut self.steps[child];
        child.restrict(&parent);
        child.kind = parent.kind;
        child.entry = parent.entry;
        child.parents = parent.parents;
        if child.is_instant() {
            child.time = parent.time;
        }
    }

    /// Puts the parents of instant steps that only this one needs in their place.
    fn flatten(&mut self, index: usize, uses: &[usize]) -> bool {
        let kind = self.steps[index].kind;
        let merged: Vec<usize> = self.steps[index]
            .parents
            .iter()
            .copied()
            .filter(|&parent| {
                let step = &self.steps[parent];
                let alike = step.kind == kind || step.parents.len() < 2;
                let allowed = match kind {
                    StepKind::And => true,
                    StepKind::Or => step.is_certain() && !step.entry,
                };
                uses[parent] == 1 && parent != index && step.is_instant() && alike && allowed
            })
            .collect();
        for &parent in &merged {
            let parent_step = std::mem::replace(&mut self.steps[parent], Step::dropped());
            let step = &mut self.steps[index];
            step.parents.retain(|&other| other != parent);
            step.parents = union(&step.parents, &parent_step.parents);
            if kind == StepKind::And {
                step.restrict(&parent_step);
                step.entry = step.parents.is_empty();
            }
        }
        !merged.is_empty()
    }

    /// Replaces steps by what they stand for.
    fn rename(&mut self, stands_for: &[usize]) {
        let find = |mut step: usize| {
            while stands_for[step] != step {
                step = stands_for[step];
            }
            step
        };
        for step in &mut self.steps {
            step.parents.iter_mut().for_each(|parent| *parent = find(*parent));
            step.parents.sort_unstable();
            step.parents.dedup();
        }
        self.goal = find(self.goal);
    }

    /// Makes draws that only one step needs a part of its own probability, and numbers the rest anew.
    fn own_draws(&mut self) {
        let mut uses = vec![0; self.draws.len()];
        self.steps.iter().flat_map(Step::draws).for_each(|draw| uses[draw] += 1);
        let shared: Vec<bool> = uses.iter().map(|&uses| uses > 1).collect();
        let number = numbers(&shared);
        for step in &mut self.steps {
            for (draws, wanted) in [(&mut step.requires, true), (&mut step.unless, false)] {
                for &draw in draws.iter().filter(|&&draw| !shared[draw]) {
                    let probability = self.draws[draw];
                    step.probability *= if wanted { probability } else { 1.0 - probability };
                }
                draws.retain(|&draw| shared[draw]);
                draws.iter_mut().for_each(|draw| *draw = number[*draw]);
            }
        }
        self.draws = (0..uses.len()).filter(|&d| shared[d]).map(|d| self.draws[d]).collect();
    }
}

/// What `goal` needs of a graph.
pub(super) fn reduce(graph: &Graph, goal: usize, times: Times) -> Reduced {
    let steps = graph.steps.iter().map(|step| Step {
        kind: step.kind,
        entry: step.entry,
        probability: step.probability,
        requires: step.requires.clone(),
        unless: step.unless.clone(),
        parents: if step.entry { Vec::new() } else { step.parents.clone() },
        time: if times == Times::Kept { step.time } else { INSTANT },
    });
    let draws = graph.draws.iter().map(|draw| draw.probability).collect();
    let mut problem = Problem { steps: steps.collect(), draws, goal };
    loop {
        let Problem { steps, draws, goal } = &mut problem;
        steps.iter_mut().enumerate().for_each(|(index, step)| step.tidy(index, *goal, draws));
        if !problem.drop_unreachable() {
            return Reduced::Never;
        }
        if problem.drop_certain() {
            return Reduced::Always;
        }
        problem.drop_irrelevant();
        if !problem.contract() {
            break;
        }
    }
    problem.own_draws();
    Reduced::Open(problem)
}

/// Numbers of those kept, in order.
fn numbers(kept: &[bool]) -> Vec<usize> {
    kept.iter()
        .scan(0, |next, &kept| {
            let number = *next;
            *next += usize::from(kept);
            Some(number)
        })
        .collect()
}

/// Sorted, each once.
fn union(left: &[usize], right: &[usize]) -> Vec<usize> {
    let mut all = [left, right].concat();
    all.sort_unstable();
    all.dedup();
    all
}
