//! An order written down as what a state has to do at each step: which slots hold the functions of
//! the steps that are remembered, and which bits stand for their symbols and for draws.
//!
//! A slot serves a step from its entrance until neither parents nor children of it are to come.
//! Must not know states.

use super::order::{Border, Order};
use super::problem::Problem;
use sansou_scenario::raw::StepKind;

/// Coins that are thrown before equal states are merged.
const COINS_PER_MERGE: usize = 2;
/// Steps at most that enter between two merges.
const STEPS_PER_MERGE: usize = 64;

/// A step enters.
#[derive(Debug, Clone)]
pub(super) struct Entrance {
    pub(super) kind: StepKind,
    pub(super) entry: bool,
    /// Probability that it is feasible, its draws apart.
    pub(super) probability: f64,
    /// Draws to throw first: bit and probability.
    pub(super) thrown: Vec<(usize, f64)>,
    /// Bits of draws that must be true.
    pub(super) requires: u64,
    /// Bits of draws that must be false.
    pub(super) unless: u64,
    /// Slots of the parents that have entered.
    pub(super) parents: Vec<usize>,
    /// Whether parents are to come.
    pub(super) awaits_parents: bool,
    /// Symbols of OR children that have entered.
    pub(super) or_children: u64,
    /// Symbols of AND children that have entered.
    pub(super) and_children: u64,
    /// Those of them that have no more parents to come.
    pub(super) settled: u64,
    /// Its own slot, if anything of it is remembered.
    pub(super) slot: Option<usize>,
    /// Slots of the functions that are remembered afterwards.
    pub(super) functions: u64,
    /// Bits of the draws that are remembered afterwards.
    pub(super) draws: u64,
    /// Slot of the goal, if it has entered.
    pub(super) goal: Option<usize>,
    /// Width of the frontier afterwards.
    pub(super) width: usize,
    /// Whether the attack can still begin at a step to come.
    pub(super) entries_to_come: bool,
}

/// Entrances in order, in batches after which equal states are merged.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) batches: Vec<Vec<Entrance>>,
    /// Slots at most in use.
    pub(super) slots: usize,
}

/// Slots in use.
#[derive(Debug, Default)]
struct Slots {
    used: u64,
    of: Vec<Option<usize>>,
}

impl Slots {
    fn new(count: usize) -> Slots {
        Slots { used: 0, of: vec![None; count] }
    }

    /// The lowest free slot.
    fn take(&mut self, owner: usize) -> usize {
        let slot = self.used.trailing_ones() as usize;
        self.used |= 1 << slot;
        self.of[owner] = Some(slot);
        slot
    }

    fn give_back(&mut self, owner: usize) {
        if let Some(slot) = self.of[owner].take() {
            self.used &= !(1 << slot);
        }
    }

    fn bits(&self, owners: impl Iterator<Item = usize>) -> u64 {
        owners.filter_map(|owner| self.of[owner]).fold(0, |bits, slot| bits | 1 << slot)
    }
}

/// Writes an order down; its width must not exceed the symbols that there are.
pub(super) fn plan(problem: &Problem, order: &Order) -> Plan {
    let children = problem.children();
    let mut writer = Writer {
        problem,
        children: &children,
        border: Border::new(problem, &children),
        steps: Slots::new(problem.steps.len()),
        draws: Slots::new(problem.draws.len()),
        functions: 0,
    };
    let mut plan = Plan { batches: Vec::new(), slots: 0 };
    let mut entries_to_come = problem.steps.iter().filter(|step| step.entry).count();
    let mut coins = 0;
    for &step in &order.steps {
        entries_to_come -= usize::from(problem.steps[step].entry);
        let entrance = Entrance { entries_to_come: entries_to_come > 0, ..writer.enter(step) };
        plan.slots = plan.slots.max(entrance.slot.map_or(0, |slot| slot + 1));
        let own_coins = entrance.thrown.len() + usize::from(entrance.probability < 1.0);
        match plan.batches.last_mut() {
            Some(batch)
                if batch.len() < STEPS_PER_MERGE
                    && (own_coins == 0 || coins + own_coins <= COINS_PER_MERGE) =>
            {
                coins += own_coins;
                batch.push(entrance);
            }
            _ => {
                coins = own_coins;
                plan.batches.push(vec![entrance]);
            }
        }
    }
    plan
}

/// Follows an order.
struct Writer<'a> {
    problem: &'a Problem,
    children: &'a [Vec<usize>],
    border: Border<'a>,
    steps: Slots,
    draws: Slots,
    /// Slots of remembered functions.
    functions: u64,
}

impl Writer<'_> {
    fn enter(&mut self, index: usize) -> Entrance {
        let problem = self.problem;
        let step = &problem.steps[index];
        let children = || self.children[index].iter().copied();
        let of_kind = |kind| children().filter(move |&child| problem.steps[child].kind == kind);
        let or_children = self.steps.bits(of_kind(StepKind::Or));
        let and_children = self.steps.bits(of_kind(StepKind::And));
        let parents = step.parents.iter().filter_map(|&parent| self.steps.of[parent]).collect();
        let mut thrown = Vec::new();
        for draw in step.draws() {
            if self.draws.of[draw].is_none() {
                thrown.push((self.draws.take(draw), problem.draws[draw]));
            }
        }
        let requires = self.draws.bits(step.requires.iter().copied());
        let unless = self.draws.bits(step.unless.iter().copied());

        self.border.enter(index);
        let border = &self.border;
        let settled =
            self.steps.bits(children().filter(|&child| border.parents_to_come[child] == 0));
        let awaits_parents = border.parents_to_come[index] > 0;
        let has_function = border.children_to_come[index] > 0;
        let slot = (awaits_parents || has_function).then(|| self.steps.take(index));
        if let (true, Some(slot)) = (has_function, slot) {
            self.functions |= 1 << slot;
        }
        let done = step.parents.iter().copied().filter(|&step| border.children_to_come[step] == 0);
        self.functions &= !self.steps.bits(done);
        for near in step.parents.iter().chain(&self.children[index]).copied() {
            if border.parents_to_come[near] == 0 && border.children_to_come[near] == 0 {
                self.steps.give_back(near);
            }
        }
        step.draws()
            .filter(|&draw| border.users_to_come[draw] == 0)
            .for_each(|draw| self.draws.give_back(draw));
        Entrance {
            kind: step.kind,
            entry: step.entry,
            probability: step.probability,
            thrown,
            requires,
            unless,
            parents,
            awaits_parents,
            or_children,
            and_children,
            settled,
            slot,
            functions: self.functions,
            draws: self.draws.used,
            goal: self.steps.of[problem.goal],
            width: border.width(),
            entries_to_come: true,
        }
    }
}
