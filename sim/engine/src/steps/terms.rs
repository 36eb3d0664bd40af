//! Gates: a compiled graph in fewer and larger pieces, for the engines that run many trials at once.
//!
//! A gate is a step that stays: an OR of terms, or an AND of gates. A term passes through a step
//! that was taken in: one with one parent, or an AND with two, all of whose children are ORs. Most
//! steps of real graphs are such. Engines that sweep look at gates in windows of neighbours, and at a
//! window again as long as one that it reads has changed.
//!
//! Must not know bits or times.

use super::compiled::Compiled;
use super::contract::Lists;
use sansou_scenario::raw::StepKind;

/// Gates of a graph, in its order.
#[derive(Debug, Clone)]
pub(super) struct Gates {
    /// Step of each gate.
    pub(super) steps: Vec<u32>,
    /// What each gate reads.
    pub(super) terms: Vec<Vec<Term>>,
    /// Gates that are possible from the start.
    pub(super) entries: Vec<u32>,
    /// Where each goal stands; none if it cannot be reached.
    pub(super) goals: Vec<Option<u32>>,
}

/// What a gate reads: both of two gates (which may be the same), through a step that was taken in
/// or through none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) gates: [u32; 2],
    pub(super) through: Option<u32>,
}

/// Which steps may become terms.
#[derive(Debug, Clone, Copy)]
pub(super) enum TakeIn {
    /// Those that, as masks of bits, leave a term two operands.
    ForBits,
    /// Any.
    ForTimes,
    /// Those with one child, so that each is drawn in one place.
    Once,
}

impl Gates {
    pub(super) fn new(compiled: &Compiled, take_in: TakeIn) -> Gates {
        let taken_in = taken_in(compiled, take_in);
        let mut gate_of = vec![0; compiled.len()];
        let mut steps = Vec::new();
        for step in (0..compiled.len()).filter(|&step| !taken_in[step]) {
            gate_of[step] = steps.len() as u32;
            steps.push(step as u32);
        }
        let term = |&parent: &u32| {
            let gate = |step: u32| gate_of[step as usize];
            match (taken_in[parent as usize], compiled.parents.of(parent as usize)) {
                (true, &[one]) => Term { gates: [gate(one); 2], through: Some(parent) },
                (true, &[one, other]) => {
                    Term { gates: [gate(one), gate(other)], through: Some(parent) }
                }
                _ => Term { gates: [gate(parent); 2], through: None },
            }
        };
        let terms = steps
            .iter()
            .map(|&step| compiled.parents.of(step as usize).iter().map(term).collect())
            .collect();
        Gates {
            terms,
            entries: compiled.entries.iter().map(|&entry| gate_of[entry as usize]).collect(),
            goals: compiled.goals.iter().map(|goal| goal.map(|g| gate_of[g as usize])).collect(),
            steps,
        }
    }

    /// Gates.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// For each window of `size` gates, the windows that read it.
    pub(super) fn windows(&self, size: usize) -> Lists {
        let mut readers: Vec<Vec<u32>> = vec![Vec::new(); self.len().div_ceil(size)];
        for (gate, terms) in self.terms.iter().enumerate() {
            for read in terms.iter().flat_map(|term| term.gates) {
                readers[read as usize / size].push((gate / size) as u32);
            }
        }
        for list in &mut readers {
            list.sort_unstable();
            list.dedup();
        }
        Lists::of_lists(readers.iter().map(Vec::as_slice))
    }
}

/// Steps that become terms: no goal, no entry, every child an OR, their own parents gates.
fn taken_in(compiled: &Compiled, take_in: TakeIn) -> Vec<bool> {
    let mut stays = vec![false; compiled.len()];
    for &step in compiled.goals.iter().flatten().chain(&compiled.entries) {
        stays[step as usize] = true;
    }
    let mut taken_in = vec![false; compiled.len()];
    for step in 0..compiled.len() {
        let parents = compiled.parents.of(step);
        let children = compiled.children.of(step);
        let is_single = children.len() == 1;
        let is_term = match (parents.len(), take_in) {
            (1, TakeIn::Once) => is_single,
            (1, _) => true,
            (2, TakeIn::ForBits) => is_single && compiled.guards.of(step).is_empty(),
            (2, _) => is_single,
            _ => false,
        };
        let is_term = is_term && (parents.len() == 1 || compiled.kind[step] == StepKind::And);
        let fits = is_term
            && !stays[step]
            && children.iter().all(|&c| compiled.kind[c as usize] == StepKind::Or)
            && parents.iter().all(|&p| !taken_in[p as usize] && p as usize != step);
        if fits {
            taken_in[step] = true;
            for &parent in parents {
                stays[parent as usize] = true;
            }
        }
    }
    taken_in
}
