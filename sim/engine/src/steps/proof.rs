//! Proofs: which steps bear on a goal, whether it is reached, and by which of them.
//!
//! A [`Cone`] is a graph cut down to the steps that can matter to one goal (the cone of influence of
//! circuit verification). A [`Search`] goes through it in one world, that is, once it is settled
//! which steps are feasible and how long each takes: without times breadth first, with times in the
//! order of arrival (Knuth, "A generalization of Dijkstra's algorithm", 1977), in which an OR step is
//! attempted by its first parent and an AND step by its last. What it leaves behind is a proof: steps
//! that alone, whatever becomes of the others, bring the attacker to the goal (in time).
//!
//! Must not know chance. A search allocates nothing once its buffers have grown.

use sansou_scenario::raw::{Graph, Step, StepKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Lists of numbers, one list for each of 0, 1, 2, ..., in one piece of memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    ends: Vec<usize>,
    items: Vec<u32>,
}

impl Lists {
    /// Appends a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }

    /// The list with this number.
    #[inline]
    pub(super) fn of(&self, index: u32) -> &[u32] {
        let index = index as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.items[start..self.ends[index]]
    }

    /// For each number below `count` the numbers of the lists that hold it.
    fn turned(&self, count: usize) -> Lists {
        let mut starts = vec![0_usize; count + 1];
        self.items.iter().for_each(|&item| starts[item as usize + 1] += 1);
        (0..count).for_each(|index| starts[index + 1] += starts[index]);
        let ends = starts[1..].to_vec();
        let mut items = vec![0; self.items.len()];
        for list in 0..self.ends.len() as u32 {
            for &item in self.of(list) {
                items[starts[item as usize]] = list;
                starts[item as usize] += 1;
            }
        }
        Lists { ends, items }
    }
}

/// Whether some world makes the step feasible.
pub(super) fn is_possible(graph: &Graph, step: &Step) -> bool {
    step.probability > 0.0
        && step.requires.iter().all(|&draw| graph.draws[draw].probability > 0.0)
        && step.unless.iter().all(|&draw| graph.draws[draw].probability < 1.0)
        && !step.requires.iter().any(|draw| step.unless.contains(draw))
}

/// Which steps are reached if these are the feasible ones.
pub(super) fn reached(graph: &Graph, feasible: &[bool]) -> Vec<bool> {
    let mut parents = Lists::default();
    for step in &graph.steps {
        let bearing = if step.entry { &[][..] } else { &step.parents[..] };
        parents.push(bearing.iter().map(|&parent| parent as u32));
    }
    let children = parents.turned(graph.steps.len());
    let mut needs: Vec<usize> = graph.steps.iter().map(|step| needs(step, 0)).collect();
    let is_start = |&step: &usize| graph.steps[step].entry && feasible[step];
    let mut open: Vec<usize> = (0..graph.steps.len()).filter(is_start).collect();
    let mut reached = vec![false; graph.steps.len()];
    open.iter().for_each(|&step| reached[step] = true);
    while let Some(step) = open.pop() {
        for &child in children.of(step as u32) {
            let child = child as usize;
            needs[child] = needs[child].saturating_sub(1);
            if needs[child] == 0 && feasible[child] && !reached[child] {
                reached[child] = true;
                open.push(child);
            }
        }
    }
    reached
}

/// Parents that a step waits for, of which so many are there already.
fn needs(step: &Step, there: usize) -> usize {
    match step.kind {
        _ if step.entry => 0,
        StepKind::Or => usize::from(there == 0),
        StepKind::And => step.parents.len() - there,
    }
}

/// The part of a graph that can matter to one goal. Its steps have numbers of their own, in the
/// order of their ids, so that the order in the graph changes nothing.
#[derive(Debug, Clone)]
pub(super) struct Cone {
    /// Index in the graph of each step.
    pub(super) steps: Vec<usize>,
    /// The goal.
    pub(super) goal: u32,
    /// Parents of each step, as far as they matter.
    pub(super) parents: Lists,
    /// Steps that each is a parent of.
    pub(super) children: Lists,
    /// Parents that each step waits for: 1 of an OR step, all of an AND step, 0 of what is attempted
    /// at the start.
    pub(super) needs: Vec<u32>,
    /// Steps that are attempted at the start.
    pub(super) starts: Vec<u32>,
}

impl Cone {
    /// The cone of a goal if only `possible` steps can be feasible and those in `given` are reached
    /// at time 0 in every world; none if the goal cannot be reached. The goal is not given.
    pub(super) fn new(
        graph: &Graph,
        goal: usize,
        possible: &[bool],
        given: &[bool],
    ) -> Option<Cone> {
        let reachable = reached(graph, possible);
        if !reachable[goal] {
            return None;
        }
        let waits = |step: usize| {
            let there = graph.steps[step].parents.iter().filter(|&&parent| given[parent]).count();
            needs(&graph.steps[step], there)
        };
        let bearing = |step: usize| {
            let parents = if waits(step) == 0 { &[][..] } else { &graph.steps[step].parents[..] };
            let matters = move |&parent: &usize| parent != step && !given[parent];
            parents.iter().copied().filter(matters).filter(|&parent| reachable[parent])
        };
        let mut within = vec![false; graph.steps.len()];
        within[goal] = true;
        let mut steps = vec![goal];
        let mut next = 0;
        while let Some(&step) = steps.get(next) {
            for parent in bearing(step) {
                if !within[parent] {
                    within[parent] = true;
                    steps.push(parent);
                }
            }
            next += 1;
        }
        steps.sort_by(|&a, &b| graph.steps[a].id.cmp(&graph.steps[b].id));
        let numbers: BTreeMap<usize, u32> = steps.iter().copied().zip(0..).collect();
        let mut parents = Lists::default();
        steps.iter().for_each(|&step| parents.push(bearing(step).map(|parent| numbers[&parent])));
        let needs: Vec<u32> = steps.iter().map(|&step| waits(step) as u32).collect();
        Some(Cone {
            goal: numbers[&goal],
            children: parents.turned(steps.len()),
            starts: (0..).zip(&needs).filter(|&(_, &needs)| needs == 0).map(|(s, _)| s).collect(),
            needs,
            parents,
            steps,
        })
    }
}

/// Buffers of searches through one cone.
#[derive(Debug, Clone)]
pub(super) struct Search {
    needs: Vec<u32>,
    /// The parent by which a step was attempted: an OR step's first, an AND step's last.
    via: Vec<u32>,
    queue: Vec<u32>,
    arrivals: BinaryHeap<Reverse<(u64, u32)>>,
    proof: Vec<u32>,
    proven: Vec<u32>,
    proofs: u32,
}

impl Search {
    /// Buffers for a cone.
    pub(super) fn new(cone: &Cone) -> Search {
        let count = cone.steps.len();
        Search {
            needs: vec![0; count],
            via: vec![0; count],
            queue: Vec::with_capacity(count),
            arrivals: BinaryHeap::new(),
            proof: Vec::new(),
            proven: vec![0; count],
            proofs: 0,
        }
    }

    /// Whether the goal is reached if these steps are feasible.
    pub(super) fn reaches(&mut self, cone: &Cone, feasible: impl Fn(u32) -> bool) -> bool {
        self.needs.copy_from_slice(&cone.needs);
        self.queue.clear();
        self.queue.extend(cone.starts.iter().filter(|&&step| feasible(step)));
        if self.queue.contains(&cone.goal) {
            return true;
        }
        let mut next = 0;
        while let Some(&step) = self.queue.get(next) {
            next += 1;
            for &child in cone.children.of(step) {
                if attempted(&mut self.needs[child as usize]) && feasible(child) {
                    self.via[child as usize] = step;
                    if child == cone.goal {
                        return true;
                    }
                    self.queue.push(child);
                }
            }
        }
        false
    }

    /// Whether the goal is reached by `horizon_secs` if these steps are feasible and take so long,
    /// in seconds.
    pub(super) fn reaches_within(
        &mut self,
        cone: &Cone,
        feasible: impl Fn(u32) -> bool,
        delay_secs: impl Fn(u32) -> f64,
        horizon_secs: f64,
    ) -> bool {
        self.needs.copy_from_slice(&cone.needs);
        self.arrivals.clear();
        // Times are not negative: their bits are in their order.
        for &step in &cone.starts {
            if feasible(step) && delay_secs(step) <= horizon_secs {
                self.arrivals.push(Reverse((delay_secs(step).to_bits(), step)));
            }
        }
        while let Some(Reverse((bits, step))) = self.arrivals.pop() {
            if step == cone.goal {
                return true;
            }
            for &child in cone.children.of(step) {
                if attempted(&mut self.needs[child as usize]) && feasible(child) {
                    self.via[child as usize] = step;
                    let arrival_secs = f64::from_bits(bits) + delay_secs(child);
                    if arrival_secs <= horizon_secs {
                        self.arrivals.push(Reverse((arrival_secs.to_bits(), child)));
                    }
                }
            }
        }
        false
    }

    /// The steps of a proof, after a search that reached the goal; valid in every world in which
    /// these steps are feasible and no slower.
    pub(super) fn prove(&mut self, cone: &Cone) -> &[u32] {
        self.proofs = self.proofs.wrapping_add(1);
        self.proof.clear();
        self.proof.push(cone.goal);
        self.proven[cone.goal as usize] = self.proofs;
        let mut next = 0;
        while let Some(&step) = self.proof.get(next) {
            next += 1;
            let needed = match cone.needs[step as usize] {
                0 => &[],
                1 => std::slice::from_ref(&self.via[step as usize]),
                _ => cone.parents.of(step),
            };
            for &parent in needed {
                if self.proven[parent as usize] != self.proofs {
                    self.proven[parent as usize] = self.proofs;
                    self.proof.push(parent);
                }
            }
        }
        &self.proof
    }

    /// Whether a step belongs to the last proof.
    #[inline]
    pub(super) fn is_proven(&self, step: u32) -> bool {
        self.proven[step as usize] == self.proofs
    }
}

/// Notes that one more parent is there; whether the step is attempted now.
#[inline]
fn attempted(needs: &mut u32) -> bool {
    let last = *needs == 1;
    *needs = needs.saturating_sub(1);
    last
}
