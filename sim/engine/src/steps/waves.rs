//! Waves: 16 trials at once in order of time, for when goals are reached in deep graphs.
//!
//! Every gate holds its earliest arrival so far in each lane, infinite at first. A gate that became
//! earlier in any lane waits in a queue, roughly by that time; when its turn comes, all ways on from
//! it are tried in all lanes, until no gate waits (label correction; least times, since arrivals only
//! ever come from derivations that exist). What is later than all goals of a lane, or than the
//! horizon, no longer counts as earlier. Where an attack has far to go, this looks at each gate a few
//! times, and rounds over all gates dozens of times; where it has not, rounds are faster.
//!
//! Must not know how results are counted. Times in seconds.

use super::compiled::Compiled;
use super::groups::{Group, Lane, draw, greater, latest, less, limits, own_times};
use super::queue::Queue;
use super::terms::{Gates, TakeIn, Term};
use super::worlds;
use crate::chance::wide::LANES;
use multiversion::multiversion;
use sansou_scenario::raw::StepKind;
use std::collections::VecDeque;

/// Lanes that fit into a vector of the processor.
const QUARTER: usize = LANES / 4;

/// Runs groups of trials of one graph; holds what is reused between them.
pub(super) struct Runner<'a> {
    compiled: &'a Compiled,
    layout: Layout,
    /// By operand.
    times: Vec<Lane>,
    queue: Queue,
    looks: u64,
}

/// Where arrivals and own times stand, and the ways between gates.
struct Layout {
    /// Gates, with those that stand for parts of an AND.
    gates: usize,
    /// Ways from each gate: `starts[gate]..starts[gate + 1]`.
    starts: Vec<u32>,
    ways: Vec<Way>,
    /// Entries: gate and operand of its own time.
    entries: Vec<(u32, u32)>,
    goals: Vec<Option<u32>>,
    /// By gate.
    is_goal: Vec<bool>,
    /// Own times to be drawn: step and operand.
    drawn: Vec<(u32, u32)>,
    /// Operands: gates, then one that is always zero, then own times.
    operands: usize,
}

/// A way to a gate, open when two gates are reached (which may be the same), by operands.
#[derive(Debug, Clone, Copy)]
struct Way {
    to: u32,
    with: u32,
    /// Time of a step that it passes through, or zero.
    through: u32,
    /// Own time of the gate that it leads to, or zero.
    own: u32,
}

impl<'a> Runner<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Runner<'a> {
        let layout = Layout::new(compiled);
        let times = vec![[0.0; LANES]; layout.operands];
        let queue = Queue::new(layout.gates);
        Runner { compiled, layout, times, queue, looks: 0 }
    }
}

impl Group for Runner<'_> {
    fn run(&mut self, pass: u64, group: usize, coins: &worlds::Runner, wanted: u16) {
        let Runner { compiled, layout, times, queue, looks } = self;
        draw(compiled, &layout.drawn, pass, group, coins, times);
        *looks += settle(layout, times, queue, &limits(compiled, wanted));
    }

    fn arrivals(&self, goal: usize) -> Lane {
        self.layout.goals[goal].map_or([f64::INFINITY; LANES], |gate| self.times[gate as usize])
    }

    /// Ways tried.
    fn looks(&self) -> u64 {
        self.looks
    }
}

impl Layout {
    fn new(compiled: &Compiled) -> Layout {
        let Gates { steps, terms, entries, goals } = Gates::new(compiled, TakeIn::ForTimes);
        let terms = in_pairs(compiled, &steps, terms);
        let zero = terms.len() as u32;
        let (own_of, drawn) = own_times(compiled, zero);
        let own = |gate: usize| steps.get(gate).map_or(zero, |&step| own_of[step as usize]);
        let mut ways = Vec::new();
        for (gate, terms) in terms.iter().enumerate() {
            for term in terms {
                let [first, second] = term.gates;
                let through = term.through.map_or(zero, |step| own_of[step as usize]);
                let way = |with| Way { to: gate as u32, with, through, own: own(gate) };
                ways.push((first, way(second)));
                if first != second {
                    ways.push((second, way(first)));
                }
            }
        }
        ways.sort_by_key(|(from, _)| *from);
        let mut starts = vec![0; terms.len() + 1];
        ways.iter().for_each(|(from, _)| starts[*from as usize + 1] += 1);
        (0..terms.len()).for_each(|gate| starts[gate + 1] += starts[gate]);
        let mut is_goal = vec![false; terms.len()];
        goals.iter().flatten().for_each(|&goal| is_goal[goal as usize] = true);
        Layout {
            gates: terms.len(),
            starts,
            ways: ways.into_iter().map(|(_, way)| way).collect(),
            entries: entries.iter().map(|&entry| (entry, own(entry as usize))).collect(),
            goals,
            is_goal,
            operands: zero as usize + 1 + drawn.len(),
            drawn,
        }
    }
}

/// What each gate reads, with every AND as one pair: of more than two gates, pairs of them stand for
/// parts as gates of their own, behind all others.
fn in_pairs(compiled: &Compiled, steps: &[u32], mut terms: Vec<Vec<Term>>) -> Vec<Vec<Term>> {
    for (gate, &step) in steps.iter().enumerate() {
        if compiled.kind[step as usize] != StepKind::And {
            continue;
        }
        let mut parts: VecDeque<u32> = terms[gate].iter().map(|term| term.gates[0]).collect();
        let pair = |gates| vec![Term { gates, through: None }];
        while let [first, second, _, ..] = *parts.make_contiguous() {
            parts.drain(..2);
            parts.push_back(terms.len() as u32);
            terms.push(pair([first, second]));
        }
        if let (Some(&first), Some(&last)) = (parts.front(), parts.back()) {
            terms[gate] = pair([first, last]);
        }
    }
    terms
}

/// From the entries on until no arrival becomes earlier; how many ways were tried. `limit`: what is not
/// below it does not count.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt"))]
fn settle(layout: &Layout, times: &mut [Lane], queue: &mut Queue, limit: &Lane) -> u64 {
    times[..layout.gates].fill([f64::INFINITY; LANES]);
    for &(entry, own) in &layout.entries {
        times[entry as usize] = times[own as usize];
        queue.add(entry, 0.0);
    }
    let mut bound = *limit;
    let (mut looks, mut goals_changed) = (0, false);
    // Bounding looks at every goal; with many of them it should not cost more than all else.
    let mut next_bound = 0;
    while let Some(gate) = queue.take() {
        if goals_changed && looks >= next_bound {
            bound = latest(&layout.goals, times, limit);
            goals_changed = false;
            next_bound = looks + layout.goals.len() as u64;
        }
        let gate = gate as usize;
        let from = times[gate];
        let ways = &layout.ways[layout.starts[gate] as usize..layout.starts[gate + 1] as usize];
        looks += ways.len() as u64;
        for way in ways {
            let earliest = look(layout, way, &from, times, &bound);
            if earliest < f64::INFINITY {
                goals_changed |= layout.is_goal[way.to as usize];
                queue.add(way.to, earliest);
            }
        }
    }
    looks
}

/// Takes a way from a gate that is reached at `from`. The earliest arrival that counts, in any lane:
/// below both the one so far and the bound; infinite without any.
#[inline(always)]
#[allow(
    clippy::needless_range_loop,
    reason = "loops by index are what becomes vector instructions"
)]
fn look(layout: &Layout, way: &Way, from: &Lane, times: &mut [Lane], bound: &Lane) -> f64 {
    let (with, through) = (&times[way.with as usize], &times[way.through as usize]);
    let mut possible = [0.0; LANES];
    for lane in 0..LANES {
        possible[lane] = greater(from[lane], with[lane]) + through[lane];
    }
    if way.own as usize != layout.gates {
        let own = &times[way.own as usize];
        for lane in 0..LANES {
            possible[lane] += own[lane];
        }
    }
    let so_far = times[way.to as usize];
    let mut counted = [f64::INFINITY; QUARTER];
    for quarter in 0..LANES / QUARTER {
        for at in 0..QUARTER {
            let lane = quarter * QUARTER + at;
            let counts = possible[lane] < less(so_far[lane], bound[lane]);
            let arrival = if counts { possible[lane] } else { f64::INFINITY };
            counted[at] = less(arrival, counted[at]);
        }
    }
    // As bits, which order as times do: by numbers the compiler would cut the vectors in halves.
    let earliest = counted.iter().map(|arrival| arrival.to_bits()).min().unwrap_or(0);
    let earliest = f64::from_bits(earliest);
    if earliest < f64::INFINITY {
        let mut next = [0.0; LANES];
        for lane in 0..LANES {
            next[lane] = less(possible[lane], so_far[lane]);
        }
        times[way.to as usize] = next;
    }
    earliest
}
