//! What is left of a graph for one goal, and walks over it.
//!
//! Must not know how it came about.

use sansou_scenario::case::Distribution;
use sansou_scenario::raw::StepKind;

/// Takes no time.
pub(super) const INSTANT: Distribution = Distribution::Fixed { value: 0.0 };

/// A step of a problem.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) kind: StepKind,
    /// Has no parents and needs none.
    pub(super) entry: bool,
    /// Probability that it is feasible, its draws apart; not 0.
    pub(super) probability: f64,
    /// Draws that must be true.
    pub(super) requires: Vec<usize>,
    /// Draws that must be false.
    pub(super) unless: Vec<usize>,
    /// Sorted, each once, never itself.
    pub(super) parents: Vec<usize>,
    pub(super) time: Distribution,
}

/// What is left of a graph for a goal.
#[derive(Debug)]
pub(super) struct Problem {
    /// All can be reached and all can matter.
    pub(super) steps: Vec<Step>,
    /// Probabilities of the draws, each needed by two steps at least.
    pub(super) draws: Vec<f64>,
    /// Index of the goal; no parent of any step.
    pub(super) goal: usize,
}

/// Whether it is always 0.
pub(super) fn is_instant(time: &Distribution) -> bool {
    *time == INSTANT
}

impl Step {
    /// Whether chance has no part in it.
    pub(super) fn is_certain(&self) -> bool {
        self.probability >= 1.0 && self.requires.is_empty() && self.unless.is_empty()
    }

    /// Draws that decide about it.
    pub(super) fn draws(&self) -> impl Iterator<Item = usize> + '_ {
        self.requires.iter().chain(&self.unless).copied()
    }

    /// Whether it takes no time.
    pub(super) fn is_instant(&self) -> bool {
        is_instant(&self.time)
    }
}

impl Problem {
    /// Children of each step.
    pub(super) fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.steps.len()];
        for (index, step) in self.steps.iter().enumerate() {
            for &parent in &step.parents {
                children[parent].push(index);
            }
        }
        children
    }

    /// Steps that are reached if those that `feasible` names are feasible and no others.
    pub(super) fn reached(&self, feasible: impl Fn(&Step) -> bool) -> Vec<bool> {
        let children = self.children();
        let mut missing: Vec<usize> = self
            .steps
            .iter()
            .map(|step| match step.kind {
                _ if step.entry => 0,
                StepKind::Or => 1,
                StepKind::And => step.parents.len().max(1),
            })
            .collect();
        let mut reached = vec![false; self.steps.len()];
        let mut open: Vec<usize> = (0..missing.len()).filter(|&step| missing[step] == 0).collect();
        while let Some(step) = open.pop() {
            if reached[step] || !feasible(&self.steps[step]) {
                continue;
            }
            reached[step] = true;
            for &child in &children[step] {
                missing[child] = missing[child].saturating_sub(1);
                if missing[child] == 0 {
                    open.push(child);
                }
            }
        }
        reached
    }
}
