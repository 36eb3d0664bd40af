//! The probability of a goal by a frontier that moves over the problem.
//!
//! With some steps entered, what is reached among them depends on chances thrown so far and on what
//! comes in through steps that are to come. A *symbol* of a step says whether its parents to come
//! make it possible (for OR: any of them is reached; for AND: all of them are). A state holds for
//! each remembered step whether it is reached, as a monotone function of the symbols, and the draws
//! that are needed again. States that agree in these have the same future, so they are merged and
//! their probabilities added.
//!
//! When a step enters, by Bekić's law the least fixpoint is taken for it alone: its value is what
//! its parents say while it itself still counts as not reached; then it is put into all functions, in
//! the place where the symbols of its children stand for it. A state ends when the goal is reached
//! for certain, or can no longer be.
//!
//! Must not know how the order was found. Equal states are found by sorting, so sums have one order.

use super::function::{Function, Substitution, TooManyProducts};
use super::plan::{Entrance, Plan};
use super::refusal::Halt;
use sansou_scenario::raw::StepKind;

/// Entrances between two questions whether to stop.
const ENTRANCES_PER_POLL: u64 = 1 << 12;

/// Where a frontier came to a halt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Halted {
    pub(super) halt: Halt,
    pub(super) states: usize,
    /// Memory of the states, bytes.
    pub(super) bytes: usize,
    /// Steps that had entered.
    pub(super) step: usize,
    pub(super) width: usize,
}

impl From<TooManyProducts> for Halt {
    fn from(_: TooManyProducts) -> Halt {
        Halt::TooWide
    }
}

/// Probability of the goal.
pub(super) fn probability(
    plan: &Plan,
    memory_bytes: u64,
    stop: &dyn Fn() -> bool,
) -> Result<f64, Halted> {
    let mut layer = Layer::default();
    layer.push(&State { draws: 0, functions: vec![Function::NEVER; plan.slots] }, 0, 1.0);
    let mut frontier =
        Frontier { stop, entrances: 0, room_bytes: 0, reached: 0.0, next: Layer::default() };
    let mut functions = 0;
    let mut step = 0;
    for batch in &plan.batches {
        frontier.room_bytes = (memory_bytes as usize).saturating_sub(layer.bytes());
        let entered = frontier.poll().and_then(|()| {
            layer.entries.iter().try_for_each(|entry| {
                let state = layer.state(entry, functions, plan.slots);
                frontier.enter(state, batch, entry.weight)
            })
        });
        entered.map_err(|halt| Halted {
            halt,
            states: frontier.next.entries.len().max(layer.entries.len()),
            bytes: frontier.next.bytes() + layer.bytes(),
            step,
            width: batch.last().map_or(0, |last| last.width),
        })?;
        frontier.next.merge();
        std::mem::swap(&mut layer, &mut frontier.next);
        frontier.next.clear();
        step += batch.len();
        functions = batch.last().map_or(functions, |last| last.functions);
    }
    Ok(frontier.reached)
}

/// What is known of the steps that have entered.
#[derive(Debug, Clone)]
struct State {
    /// Bits of draws that are true.
    draws: u64,
    /// By slot: whether the step is reached, as a function of symbols; never, if not remembered.
    functions: Vec<Function>,
}

impl State {
    /// Whether a feasible step is reached, while its AND children are not by it.
    fn value(&self, entrance: &Entrance) -> Result<Function, TooManyProducts> {
        if entrance.entry {
            return Ok(Function::ALWAYS);
        }
        let to_come = entrance.slot.filter(|_| entrance.awaits_parents).map(Function::symbol);
        let parents = entrance.parents.iter().map(|&slot| &self.functions[slot]).chain(&to_come);
        let mut value = match entrance.kind {
            StepKind::Or => Function::NEVER,
            StepKind::And => Function::ALWAYS,
        };
        for parent in parents {
            match entrance.kind {
                StepKind::Or => value.widen(parent)?,
                StepKind::And => value.narrow(parent)?,
            }
        }
        value.fix_false(entrance.and_children);
        Ok(value)
    }

    /// Puts the value of a step that enters into all functions, and forgets what is not needed again.
    fn settle(&mut self, entrance: &Entrance, value: Function) -> Result<(), TooManyProducts> {
        let known = Substitution {
            widened: entrance.or_children,
            narrowed: entrance.and_children,
            value: &value,
        };
        for function in &mut self.functions {
            function.substitute(&known)?;
        }
        if let Some(slot) = entrance.slot {
            self.functions[slot] = value;
        }
        for (slot, function) in self.functions.iter_mut().enumerate() {
            if entrance.functions >> slot & 1 == 0 {
                *function = Function::NEVER;
            } else {
                function.fix_false(entrance.settled & entrance.or_children);
                function.fix_true(entrance.settled & entrance.and_children);
            }
        }
        self.draws &= entrance.draws;
        Ok(())
    }

    /// Whether the goal may still be reached.
    fn is_alive(&self, entrance: &Entrance) -> bool {
        let goal_is_open = entrance.goal.is_none_or(|goal| !self.functions[goal].is_never());
        let anything_spreads =
            entrance.entries_to_come || self.functions.iter().any(Function::is_always);
        goal_is_open && anything_spreads
    }
}

/// A frontier between two merges.
struct Frontier<'a> {
    stop: &'a dyn Fn() -> bool,
    /// So far.
    entrances: u64,
    /// Memory for the states after the batch, bytes.
    room_bytes: usize,
    /// Probability of the states in which the goal is reached.
    reached: f64,
    /// States after the batch.
    next: Layer,
}

impl Frontier<'_> {
    /// Lets the steps of a batch enter a state, in all ways that chance allows.
    fn enter(&mut self, state: State, batch: &[Entrance], weight: f64) -> Result<(), Halt> {
        match batch.split_first() {
            Some((entrance, rest)) => self.throw(state, entrance, &entrance.thrown, rest, weight),
            None => Ok(()),
        }
    }

    /// Throws draws, then lets a step and the rest of its batch enter.
    fn throw(
        &mut self,
        mut state: State,
        entrance: &Entrance,
        thrown: &[(usize, f64)],
        rest: &[Entrance],
        weight: f64,
    ) -> Result<(), Halt> {
        if let Some((&(bit, probability), others)) = thrown.split_first() {
            self.throw(state.clone(), entrance, others, rest, weight * (1.0 - probability))?;
            state.draws |= 1 << bit;
            return self.throw(state, entrance, others, rest, weight * probability);
        }
        let allowed = state.draws & entrance.requires == entrance.requires
            && state.draws & entrance.unless == 0;
        let value = if allowed { state.value(entrance)? } else { Function::NEVER };
        if value.is_never() || entrance.probability >= 1.0 {
            return self.settle(state, entrance, value, rest, weight);
        }
        let infeasible = weight * (1.0 - entrance.probability);
        self.settle(state.clone(), entrance, Function::NEVER, rest, infeasible)?;
        self.settle(state, entrance, value, rest, weight * entrance.probability)
    }

    /// Lets a step enter with a value, then the rest of its batch.
    fn settle(
        &mut self,
        mut state: State,
        entrance: &Entrance,
        value: Function,
        rest: &[Entrance],
        weight: f64,
    ) -> Result<(), Halt> {
        self.entrances += 1;
        if self.entrances.is_multiple_of(ENTRANCES_PER_POLL) {
            self.poll()?;
        }
        state.settle(entrance, value)?;
        if entrance.goal.is_some_and(|goal| state.functions[goal].is_always()) {
            self.reached += weight;
        } else if state.is_alive(entrance) {
            if rest.is_empty() {
                self.next.push(&state, entrance.functions, weight);
                self.keep_within_room()?;
            }
            return self.enter(state, rest, weight);
        }
        Ok(())
    }

    fn poll(&self) -> Result<(), Halt> {
        if (self.stop)() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// Merges states early if memory runs short.
    fn keep_within_room(&mut self) -> Result<(), Halt> {
        if self.next.bytes() > self.room_bytes {
            self.next.merge();
            // Well below, lest it come back here at once.
            if self.next.bytes() > self.room_bytes / 2 {
                return Err(Halt::TooWide);
            }
        }
        Ok(())
    }
}

/// States, each written as words, with their probabilities.
#[derive(Debug, Default)]
struct Layer {
    words: Vec<u64>,
    entries: Vec<Entry>,
}

/// A state of a layer.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Equal states have equal ones; most others differ.
    fingerprint: u64,
    start: usize,
    end: usize,
    /// Its probability.
    weight: f64,
}

impl Layer {
    fn push(&mut self, state: &State, functions: u64, weight: f64) {
        let start = self.words.len();
        self.words.push(state.draws);
        for (slot, function) in state.functions.iter().enumerate() {
            if functions >> slot & 1 == 1 {
                function.write(&mut self.words);
            }
        }
        let end = self.words.len();
        let fingerprint = fingerprint(&self.words[start..end]);
        self.entries.push(Entry { fingerprint, start, end, weight });
    }

    fn state(&self, entry: &Entry, functions: u64, slots: usize) -> State {
        let mut words = self.words[entry.start..entry.end].iter().copied();
        let draws = words.next().unwrap_or(0);
        let functions = (0..slots).map(|slot| match functions >> slot & 1 {
            1 => Function::read(&mut words),
            _ => Function::NEVER,
        });
        State { draws, functions: functions.collect() }
    }

    /// Makes equal states one.
    fn merge(&mut self) {
        let words = std::mem::take(&mut self.words);
        let key = |entry: &Entry| &words[entry.start..entry.end];
        // Ties by place, so that weights are added in one order.
        self.entries.sort_unstable_by(|a, b| {
            let by_key = || key(a).cmp(key(b));
            a.fingerprint.cmp(&b.fingerprint).then_with(by_key).then(a.start.cmp(&b.start))
        });
        self.entries.dedup_by(|later, kept| {
            let equal = later.fingerprint == kept.fingerprint && key(later) == key(kept);
            if equal {
                kept.weight += later.weight;
            }
            equal
        });
        self.words.reserve_exact(self.entries.iter().map(|entry| entry.end - entry.start).sum());
        for entry in &mut self.entries {
            let start = self.words.len();
            self.words.extend_from_slice(&words[entry.start..entry.end]);
            (entry.start, entry.end) = (start, self.words.len());
        }
    }

    fn clear(&mut self) {
        self.words.clear();
        self.entries.clear();
    }

    /// Memory that it takes, with as much again to grow and to merge.
    fn bytes(&self) -> usize {
        2 * (size_of_val(&self.words[..]) + size_of_val(&self.entries[..]))
    }
}

/// A hash of words, the same on every machine.
fn fingerprint(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |hash: u64, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
}
