//! Bit-parallel worlds: 1,024 trials in a pass, each a bit, for whether goals are reached at all.
//!
//! The bits of a gate say in which trials it is reached so far. Windows of gates are swept in order,
//! again and again as long as something that they read has grown, until nothing grows: the least
//! fixpoint, cycles included. (Then et al., "The more the merrier", VLDB 2014, run many searches this
//! way; Ke, Khan and Lim, VLDB 2019, many possible worlds.) All coins are thrown beforehand. A trial
//! in which all goals are reached no longer counts as growth.
//!
//! Must not know times. Measured: 1,024 trials beat 512 and 2,048; a work list that always took the
//! lowest grown gate was many times slower than going round.

use super::compiled::{Compiled, Guard};
use super::contract::Lists;
use super::terms::{Gates, TakeIn};
use crate::chance::wide::{Coin, WORLDS, Worlds};
use multiversion::multiversion;
use sansou_scenario::raw::StepKind;

/// Trials of a pass.
pub(super) const PASS: usize = BLOCKS * WORLDS;
/// Blocks of coins in a pass.
const BLOCKS: usize = 2;
/// One bit for each trial of a pass: bit `t mod 64` of word `t / 64`.
pub(super) type Bits = [u64; PASS / 64];

/// No trial.
pub(super) const NONE: Bits = [0; PASS / 64];
const ALL: Bits = [u64::MAX; PASS / 64];

/// Runs passes over one graph; holds what is reused between them.
pub(super) struct Runner<'a> {
    compiled: &'a Compiled,
    layout: Layout,
    /// By operand.
    bits: Vec<Bits>,
    /// By window: something that it reads has grown.
    due: Vec<bool>,
    looks: u64,
}

/// Where the bits of gates, coins and masks stand, and which gate reads which.
struct Layout {
    gates: usize,
    /// By gate: operands in pairs for an OR, one by one for an AND.
    inputs: Lists,
    /// By gate: whether all inputs are needed.
    needs_all: Vec<bool>,
    /// By gate: operand that says where it is feasible.
    feasible: Vec<u32>,
    entries: Vec<u32>,
    goals: Vec<Option<u32>>,
    /// Operands that are made of several guards.
    masks: Vec<(u32, Vec<u32>)>,
    /// Operands: gates, then one that is always true, then coins, then masks.
    operands: usize,
    /// Coins with probability 1/2, and all others.
    even: Vec<u32>,
    uneven: Vec<u32>,
    /// Gates in a window.
    window: usize,
    /// By window: windows that read it.
    readers: Lists,
}

impl<'a> Runner<'a> {
    /// `window`: how many gates are looked at together.
    pub(super) fn new(compiled: &'a Compiled, window: usize) -> Runner<'a> {
        let layout = Layout::new(compiled, window);
        let mut bits = vec![NONE; layout.operands];
        bits[layout.gates] = ALL;
        let due = vec![false; layout.gates.div_ceil(window)];
        Runner { compiled, layout, bits, due, looks: 0 }
    }

    /// Runs the trials from `pass * PASS` on.
    pub(super) fn run(&mut self, pass: u64) {
        let Layout { even, uneven, gates, .. } = &self.layout;
        throw(&self.compiled.coins, even, uneven, pass, &mut self.bits[gates + 1..]);
        self.layout.combine(&mut self.bits);
        self.looks += spread(&self.layout, &mut self.bits, &mut self.due);
    }

    /// In which of these trials a goal is reached.
    pub(super) fn reached(&self, goal: usize) -> Bits {
        self.layout.goals[goal].map_or(NONE, |gate| self.bits[gate as usize])
    }

    /// In which of these trials a coin came up.
    #[inline(always)]
    pub(super) fn coin(&self, coin: usize) -> &Bits {
        &self.bits[self.layout.gates + 1 + coin]
    }

    /// Gates looked at since the runner was made.
    pub(super) fn looks(&self) -> u64 {
        self.looks
    }
}

impl Layout {
    fn new(compiled: &Compiled, window: usize) -> Layout {
        let gates = Gates::new(compiled, TakeIn::ForBits);
        let always = gates.len() as u32;
        let mut next = always + 1 + compiled.coins.len() as u32;
        let mut masks = Vec::new();
        let mut feasible = |step: u32| match *compiled.guards.of(step as usize) {
            [] => always,
            [code] if !Guard::of(code).must_fail() => always + 1 + Guard::of(code).coin() as u32,
            ref guards => {
                masks.push((next, guards.to_vec()));
                next += 1;
                next - 1
            }
        };
        let needs_all: Vec<bool> =
            gates.steps.iter().map(|&s| compiled.kind[s as usize] == StepKind::And).collect();
        let mut inputs: Vec<Vec<u32>> = Vec::with_capacity(gates.len());
        for (gate, terms) in gates.terms.iter().enumerate() {
            let mut of_gate = Vec::new();
            for term in terms {
                let [first, second] = term.gates;
                match term.through {
                    _ if needs_all[gate] => of_gate.push(first),
                    Some(step) if first == second => of_gate.extend([first, feasible(step)]),
                    _ => of_gate.extend([first, second]),
                }
            }
            inputs.push(of_gate);
        }
        let (even, uneven) = (0..compiled.coins.len() as u32)
            .partition(|&coin| compiled.coins[coin as usize].is_even());
        Layout {
            gates: gates.len(),
            inputs: Lists::of_lists(inputs.iter().map(Vec::as_slice)),
            needs_all,
            feasible: gates.steps.iter().map(|&step| feasible(step)).collect(),
            readers: gates.windows(window),
            entries: gates.entries,
            goals: gates.goals,
            masks,
            operands: next as usize,
            even,
            uneven,
            window,
        }
    }

    /// Masks that are made of several guards.
    fn combine(&self, bits: &mut [Bits]) {
        for (operand, guards) in &self.masks {
            let mut all = ALL;
            for &code in guards {
                let guard = Guard::of(code);
                let flip = if guard.must_fail() { u64::MAX } else { 0 };
                for (word, coin) in all.iter_mut().zip(&bits[self.gates + 1 + guard.coin()]) {
                    *word &= coin ^ flip;
                }
            }
            bits[*operand as usize] = all;
        }
    }
}

/// Throws all coins.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn throw(coins: &[Coin], even: &[u32], uneven: &[u32], pass: u64, thrown: &mut [Bits]) {
    const EACH: usize = WORLDS / 64;
    for part in 0..BLOCKS {
        let block = pass * BLOCKS as u64 + part as u64;
        let mut keep = |coin: usize, worlds: &Worlds| {
            thrown[coin][part * EACH..(part + 1) * EACH].copy_from_slice(worlds);
        };
        let mut fours = even.chunks_exact(4);
        for four in &mut fours {
            let coin = |at: usize| &coins[four[at] as usize];
            let worlds = Coin::even_of_block([coin(0), coin(1), coin(2), coin(3)], block);
            for (at, worlds) in worlds.iter().enumerate() {
                keep(four[at] as usize, worlds);
            }
        }
        for &coin in fours.remainder().iter().chain(uneven) {
            keep(coin as usize, &coins[coin as usize].of_block(block));
        }
    }
}

/// From the entries on, as far as coins allow; how many gates were looked at.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn spread(layout: &Layout, bits: &mut [Bits], due: &mut [bool]) -> u64 {
    bits[..layout.gates].fill(NONE);
    for &entry in &layout.entries {
        bits[entry as usize] = bits[layout.feasible[entry as usize] as usize];
        for &reader in layout.readers.of(entry as usize / layout.window) {
            due[reader as usize] = true;
        }
    }
    let mut looks = 0;
    let mut has_grown = true;
    while has_grown {
        has_grown = false;
        let mut open = NONE;
        for &goal in layout.goals.iter().flatten() {
            for (word, reached) in open.iter_mut().zip(&bits[goal as usize]) {
                *word |= !reached;
            }
        }
        for window in 0..due.len() {
            if !std::mem::replace(&mut due[window], false) {
                continue;
            }
            let first = window * layout.window;
            let last = (first + layout.window).min(layout.gates);
            looks += (last - first) as u64;
            let mut grown = NONE;
            for gate in first..last {
                look(layout, gate, bits, &mut grown);
            }
            if grown.iter().zip(&open).any(|(grown, open)| grown & open != 0) {
                has_grown = true;
                for &reader in layout.readers.of(window) {
                    due[reader as usize] = true;
                }
            }
        }
    }
    looks
}

/// Takes in where a gate is reached by what it reads.
#[inline(always)]
fn look(layout: &Layout, gate: usize, bits: &mut [Bits], grown: &mut Bits) {
    let inputs = layout.inputs.of(gate);
    let mut value;
    if layout.needs_all[gate] {
        value = if inputs.is_empty() { NONE } else { ALL };
        for &input in inputs {
            for word in 0..PASS / 64 {
                value[word] &= bits[input as usize][word];
            }
        }
    } else {
        value = NONE;
        for pair in inputs.chunks_exact(2) {
            let (one, other) = (&bits[pair[0] as usize], &bits[pair[1] as usize]);
            for word in 0..PASS / 64 {
                value[word] |= one[word] & other[word];
            }
        }
    }
    let feasible = bits[layout.feasible[gate] as usize];
    let reached = &mut bits[gate];
    for word in 0..PASS / 64 {
        let next = reached[word] | value[word] & feasible[word];
        grown[word] |= next ^ reached[word];
        reached[word] = next;
    }
}
