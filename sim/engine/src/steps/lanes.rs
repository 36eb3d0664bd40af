//! Lanes: 16 trials at once, in rounds over the whole graph, for when goals are reached.
//!
//! Every gate holds its earliest arrival so far, infinite at first. Windows of gates are swept in
//! order, again and again as long as something that they read became earlier, until nothing does
//! (label correction; least times, since arrivals only ever come from derivations that exist). What
//! is later than all goals of a lane, or than the horizon, no longer counts as a change.
//!
//! Must not know how results are counted. Times in seconds.

use super::compiled::Compiled;
use super::contract::Lists;
use super::groups::{Group, Lane, draw, greater, latest, less, limits, own_times};
use super::terms::{Gates, TakeIn};
use super::worlds;
use crate::chance::wide::LANES;
use multiversion::multiversion;
use sansou_scenario::raw::StepKind;

/// Gates in a window; measured: fewer and more are slower.
const WINDOW: usize = 32;

/// Runs groups of trials of one graph; holds what is reused between them.
pub(super) struct Runner<'a> {
    compiled: &'a Compiled,
    layout: Layout,
    /// By operand.
    times: Vec<Lane>,
    /// By window: something that it reads became earlier.
    due: Vec<bool>,
    looks: u64,
}

/// Where arrivals and own times stand, and which gate reads which.
struct Layout {
    gates: usize,
    shape: Vec<Shape>,
    /// By gate, operands as its shape says.
    inputs: Lists,
    /// By gate: operand of its own time.
    own: Vec<u32>,
    entries: Vec<u32>,
    goals: Vec<Option<u32>>,
    /// Own times to be drawn: step and operand.
    drawn: Vec<(u32, u32)>,
    /// Operands: gates, then one that is always zero, then own times.
    operands: usize,
    /// By window: windows that read it.
    readers: Lists,
}

/// What a gate reads.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// The earliest of gates.
    Earliest,
    /// The earliest of gates, each after a time: pairs.
    EarliestAfter,
    /// The earliest of pairs of gates, both needed, each after a time: triples.
    EarliestOfBoth,
    /// The latest of gates.
    Latest,
}

impl<'a> Runner<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Runner<'a> {
        let layout = Layout::new(compiled);
        let times = vec![[0.0; LANES]; layout.operands];
        let due = vec![false; layout.gates.div_ceil(WINDOW)];
        Runner { compiled, layout, times, due, looks: 0 }
    }
}

impl Group for Runner<'_> {
    fn run(&mut self, pass: u64, group: usize, coins: &worlds::Runner, wanted: u16) {
        let Runner { compiled, layout, times, due, looks } = self;
        draw(compiled, &layout.drawn, pass, group, coins, times);
        *looks += settle(layout, times, due, &limits(compiled, wanted));
    }

    fn arrivals(&self, goal: usize) -> Lane {
        self.layout.goals[goal].map_or([f64::INFINITY; LANES], |gate| self.times[gate as usize])
    }

    /// Gates looked at.
    fn looks(&self) -> u64 {
        self.looks
    }
}

impl Layout {
    fn new(compiled: &Compiled) -> Layout {
        let gates = Gates::new(compiled, TakeIn::ForTimes);
        let zero = gates.len() as u32;
        let (own_of, drawn) = own_times(compiled, zero);
        let (mut shape, mut inputs) = (Vec::new(), Vec::new());
        for (terms, &step) in gates.terms.iter().zip(&gates.steps) {
            let after = |through: Option<u32>| through.map_or(zero, |step| own_of[step as usize]);
            let of_gate = if compiled.kind[step as usize] == StepKind::And {
                Shape::Latest
            } else if terms.iter().any(|term| term.gates[0] != term.gates[1]) {
                Shape::EarliestOfBoth
            } else if terms.iter().any(|term| after(term.through) != zero) {
                Shape::EarliestAfter
            } else {
                Shape::Earliest
            };
            let mut operands = Vec::new();
            for term in terms {
                let [first, second] = term.gates;
                match of_gate {
                    Shape::Earliest | Shape::Latest => operands.push(first),
                    Shape::EarliestAfter => operands.extend([first, after(term.through)]),
                    Shape::EarliestOfBoth => {
                        operands.extend([first, second, after(term.through)]);
                    }
                }
            }
            shape.push(of_gate);
            inputs.push(operands);
        }
        Layout {
            gates: gates.len(),
            shape,
            inputs: Lists::of_lists(inputs.iter().map(Vec::as_slice)),
            own: gates.steps.iter().map(|&step| own_of[step as usize]).collect(),
            readers: gates.windows(WINDOW),
            entries: gates.entries,
            goals: gates.goals,
            operands: zero as usize + 1 + drawn.len(),
            drawn,
        }
    }
}

/// From the entries on until no arrival becomes earlier; how many gates were looked at. `limit`: what
/// is not below it does not count.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn settle(layout: &Layout, times: &mut [Lane], due: &mut [bool], limit: &Lane) -> u64 {
    times[..layout.gates].fill([f64::INFINITY; LANES]);
    for &entry in &layout.entries {
        times[entry as usize] = times[layout.own[entry as usize] as usize];
        for &reader in layout.readers.of(entry as usize / WINDOW) {
            due[reader as usize] = true;
        }
    }
    let mut looks = 0;
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        let bound = latest(&layout.goals, times, limit);
        for window in 0..due.len() {
            if !std::mem::replace(&mut due[window], false) {
                continue;
            }
            let first = window * WINDOW;
            let last = (first + WINDOW).min(layout.gates);
            looks += (last - first) as u64;
            let mut gain = [0.0; LANES];
            for gate in first..last {
                look(layout, gate, times, &bound, &mut gain);
            }
            if gain.iter().any(|&gain| gain < 0.0) {
                has_changed = true;
                for &reader in layout.readers.of(window) {
                    due[reader as usize] = true;
                }
            }
        }
    }
    looks
}

/// Takes in an earlier arrival. `gain` becomes negative where one counts: where it is below both the
/// one so far and the bound (of two infinite ones the difference is no number and never less).
#[inline(always)]
fn look(layout: &Layout, gate: usize, times: &mut [Lane], bound: &Lane, gain: &mut Lane) {
    let inputs = layout.inputs.of(gate);
    let mut possible = [f64::INFINITY; LANES];
    match layout.shape[gate] {
        Shape::Earliest => {
            for &input in inputs {
                let reached = &times[input as usize];
                for lane in 0..LANES {
                    possible[lane] = less(reached[lane], possible[lane]);
                }
            }
        }
        Shape::EarliestAfter => {
            for pair in inputs.chunks_exact(2) {
                let (reached, after) = (&times[pair[0] as usize], &times[pair[1] as usize]);
                for lane in 0..LANES {
                    possible[lane] = less(reached[lane] + after[lane], possible[lane]);
                }
            }
        }
        Shape::EarliestOfBoth => {
            for triple in inputs.chunks_exact(3) {
                let (first, second) = (&times[triple[0] as usize], &times[triple[1] as usize]);
                let after = &times[triple[2] as usize];
                for lane in 0..LANES {
                    let reached = greater(first[lane], second[lane]) + after[lane];
                    possible[lane] = less(reached, possible[lane]);
                }
            }
        }
        Shape::Latest if inputs.is_empty() => {}
        Shape::Latest => {
            possible = [0.0; LANES];
            for &input in inputs {
                for lane in 0..LANES {
                    possible[lane] = greater(times[input as usize][lane], possible[lane]);
                }
            }
        }
    }
    if layout.own[gate] as usize != layout.gates {
        let own = &times[layout.own[gate] as usize];
        for lane in 0..LANES {
            possible[lane] += own[lane];
        }
    }
    let arrival = &mut times[gate];
    for lane in 0..LANES {
        let next = less(possible[lane], arrival[lane]);
        gain[lane] = less(next - less(arrival[lane], bound[lane]), gain[lane]);
        arrival[lane] = next;
    }
}
