//! Contraction: a smaller graph in which every trial gives the goals the same result.
//!
//! What cannot be reached, or cannot bear on a goal, is left out. A step that is certain, bound to
//! no draw and (where times count) instant only passes on what its parents say, so it gives way to
//! them: to its only parent, into its only child if that is of the same kind, or, if it is reached
//! from the start, to nothing. Steps that stay keep their names and with them their chances.
//!
//! Must not know chance. Linear in steps and links, but for a few rounds until nothing changes.

use super::proof::is_possible;
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};
use std::collections::VecDeque;

/// What the result of a trial is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Whether goals are reached at all.
    Reach,
    /// When they are reached.
    Times,
}

/// A step that stays.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Index in the graph as given.
    pub(super) step: usize,
    /// Any or all of `parents`; an entry has none.
    pub(super) kind: StepKind,
    /// Places in [`Contracted::steps`].
    pub(super) parents: Vec<u32>,
    /// Possible from the start.
    pub(super) entry: bool,
}

/// What stays of a graph.
#[derive(Debug, Clone)]
pub(super) struct Contracted {
    /// In breadth-first order from the entries, or in the order given.
    pub(super) steps: Vec<Kept>,
    /// Where each goal stands; none if it cannot be reached.
    pub(super) goals: Vec<Option<u32>>,
}

/// A link to nothing.
const GONE: u32 = u32::MAX;

/// Contracts a graph. Its number of steps must be below 2³².
pub(super) fn contract(graph: &Graph, about: About) -> Contracted {
    let mut work = Work::new(graph, about);
    work.settle_what_is_always_reached();
    while work.pass_on_single_parents() | work.merge_into_single_children() {}
    work.finish(graph)
}

/// Only drops what cannot be reached or cannot bear on a goal: every step on a path stays.
pub(super) fn prune(graph: &Graph) -> Contracted {
    Work::new(graph, About::Times).finish(graph)
}

struct Work {
    kind: Vec<StepKind>,
    parents: Vec<Vec<u32>>,
    entry: Vec<bool>,
    /// Passes on what its parents say, and nothing else.
    plain: Vec<bool>,
    goal: Vec<bool>,
    reachable: Vec<bool>,
}

impl Work {
    fn new(graph: &Graph, about: About) -> Work {
        let mut goal = vec![false; graph.steps.len()];
        for &step in &graph.goals {
            goal[step] = true;
        }
        let mut work = Work {
            kind: graph.steps.iter().map(|step| step.kind).collect(),
            parents: graph
                .steps
                .iter()
                .map(|s| if s.entry { Vec::new() } else { indices(&s.parents) })
                .collect(),
            entry: graph.steps.iter().map(|step| step.entry).collect(),
            plain: (0..graph.steps.len()).map(|step| is_plain(graph, step, about)).collect(),
            goal,
            reachable: Vec::new(),
        };
        work.reachable = work.reach(|step| is_possible(graph, &graph.steps[step]));
        for step in 0..work.parents.len() {
            let Work { parents, reachable, kind, .. } = &mut work;
            if !reachable[step] {
                parents[step].clear();
            } else if kind[step] == StepKind::Or {
                parents[step].retain(|&p| reachable[p as usize] && p as usize != step);
            }
        }
        work
    }

    /// Steps that some combination of chances reaches, given which can succeed.
    fn reach(&self, possible: impl Fn(usize) -> bool) -> Vec<bool> {
        let children = self.children();
        let mut missing: Vec<usize> = self.parents.iter().map(Vec::len).collect();
        let mut reached = vec![false; self.parents.len()];
        let mut open: Vec<usize> = (0..self.entry.len()).filter(|&s| self.entry[s]).collect();
        while let Some(step) = open.pop() {
            if reached[step] || !possible(step) {
                continue;
            }
            reached[step] = true;
            for &child in children.of(step) {
                let child = child as usize;
                missing[child] -= 1;
                if self.kind[child] == StepKind::Or || missing[child] == 0 {
                    open.push(child);
                }
            }
        }
        reached
    }

    fn children(&self) -> Lists {
        Lists::turned(self.parents.len(), self.parents.iter().map(Vec::as_slice))
    }

    /// What stands behind steps that every trial reaches at once is possible from the start.
    fn settle_what_is_always_reached(&mut self) {
        let certain = self.reach(|step| self.plain[step]);
        for step in 0..self.parents.len() {
            let is_certain = |p: &u32| certain[*p as usize];
            match self.kind[step] {
                StepKind::Or => self.entry[step] |= self.parents[step].iter().any(is_certain),
                StepKind::And => {
                    let needed = !self.parents[step].is_empty();
                    self.parents[step].retain(|p| !is_certain(p));
                    self.entry[step] |= needed && self.parents[step].is_empty();
                }
            }
            if self.entry[step] {
                self.parents[step].clear();
            }
        }
    }

    /// Whether a step may give way.
    fn gives_way(&self, step: usize) -> bool {
        self.plain[step] && !self.goal[step] && !self.entry[step]
    }

    /// A plain step with one parent is that parent.
    fn pass_on_single_parents(&mut self) -> bool {
        let mut stands_for: Vec<u32> = (0..self.parents.len() as u32).collect();
        let mut changed = false;
        for step in 0..self.parents.len() {
            if self.gives_way(step)
                && let [parent] = self.parents[step][..]
            {
                let root = root_of(&mut stands_for, parent);
                // A ring of such steps is reached by nobody; it keeps one of its links.
                if root as usize != step {
                    stands_for[step] = root;
                    self.parents[step].clear();
                    changed = true;
                }
            }
        }
        if changed {
            for step in 0..self.parents.len() {
                let mut parents = std::mem::take(&mut self.parents[step]);
                for parent in &mut parents {
                    *parent = root_of(&mut stands_for, *parent);
                }
                self.set_parents(step, parents);
            }
        }
        changed
    }

    /// A plain step with one child of its own kind is part of that child. Each child that is not
    /// itself part of another takes in the whole tree above it at once.
    fn merge_into_single_children(&mut self) -> bool {
        let mut only_child = vec![GONE; self.parents.len()];
        let mut uses = vec![0_u32; self.parents.len()];
        for (child, parents) in self.parents.iter().enumerate() {
            for &parent in parents {
                uses[parent as usize] += 1;
                only_child[parent as usize] = child as u32;
            }
        }
        let is_part: Vec<bool> = (0..self.parents.len())
            .map(|step| {
                let child = only_child[step] as usize;
                uses[step] == 1
                    && child != step
                    && self.kind[step] == self.kind[child]
                    && self.gives_way(step)
                    && !self.parents[step].is_empty()
            })
            .collect();
        let mut changed = false;
        for child in 0..self.parents.len() {
            if is_part[child] || !self.parents[child].iter().any(|&p| is_part[p as usize]) {
                continue;
            }
            let mut open = std::mem::take(&mut self.parents[child]);
            let mut parents = Vec::new();
            while let Some(p) = open.pop() {
                if is_part[p as usize] {
                    open.append(&mut self.parents[p as usize]);
                } else {
                    parents.push(p);
                }
            }
            self.set_parents(child, parents);
            changed = true;
        }
        changed
    }

    fn set_parents(&mut self, step: usize, mut parents: Vec<u32>) {
        parents.sort_unstable();
        parents.dedup();
        if self.kind[step] == StepKind::Or {
            parents.retain(|&p| p as usize != step);
        }
        self.parents[step] = parents;
    }

    /// What the goals need, in an order that keeps neighbours together.
    fn finish(mut self, graph: &Graph) -> Contracted {
        let mut needed = vec![false; self.parents.len()];
        let mut open: Vec<usize> = graph.goals.clone();
        while let Some(step) = open.pop() {
            if self.reachable[step] && !std::mem::replace(&mut needed[step], true) {
                open.extend(self.parents[step].iter().map(|&p| p as usize));
            }
        }
        let children = self.children();
        let mut place = vec![GONE; self.parents.len()];
        let mut order: Vec<usize> = Vec::new();
        let mut queue: VecDeque<usize> =
            (0..self.entry.len()).filter(|&s| self.entry[s] && needed[s]).collect();
        while let Some(step) = queue.pop_front() {
            if place[step] != GONE {
                continue;
            }
            place[step] = order.len() as u32;
            order.push(step);
            queue.extend(children.of(step).iter().map(|&c| c as usize).filter(|&c| needed[c]));
        }
        self.order_by_locality(&mut order, &mut place);
        let steps = order.iter().map(|&step| Kept {
            step,
            kind: self.kind[step],
            parents: std::mem::take(&mut self.parents[step])
                .into_iter()
                .map(|p| place[p as usize])
                .collect(),
            entry: self.entry[step],
        });
        let steps = steps.collect();
        let goals = graph.goals.iter().map(|&goal| Some(place[goal]).filter(|&p| p != GONE));
        Contracted { steps, goals: goals.collect() }
    }
}

impl Work {
    /// Engines sweep steps in order, so links should be short. Files mostly name neighbours together:
    /// their order is taken if it has the shorter links (sum of the logarithms of their lengths).
    fn order_by_locality(&self, order: &mut [usize], place: &mut [u32]) {
        let length = |place: &[u32]| -> u64 {
            let of_step = |&step: &usize| {
                let links = self.parents[step].iter();
                links
                    .map(move |&p| place[p as usize].abs_diff(place[step]))
                    .map(|gap| u64::from(gap.checked_ilog2().unwrap_or(0)))
                    .sum::<u64>()
            };
            order.iter().map(of_step).sum()
        };
        let mut as_given = order.to_vec();
        as_given.sort_unstable();
        let mut given_place = place.to_vec();
        for (at, &step) in as_given.iter().enumerate() {
            given_place[step] = at as u32;
        }
        if length(&given_place) < length(place) {
            order.copy_from_slice(&as_given);
            place.copy_from_slice(&given_place);
        }
    }
}

/// Whether every trial finds a step feasible, and instant where times count.
fn is_plain(graph: &Graph, step: usize, about: About) -> bool {
    let step = &graph.steps[step];
    let instant = matches!(step.time, Distribution::Fixed { value } if value <= 0.0);
    step.probability >= 1.0
        && (about == About::Reach || instant)
        && step.requires.iter().all(|&draw| graph.draws[draw].probability >= 1.0)
        && step.unless.iter().all(|&draw| graph.draws[draw].probability <= 0.0)
}

fn indices(list: &[usize]) -> Vec<u32> {
    list.iter().map(|&index| index as u32).collect()
}

/// The step that stands for this one in the end; halves the way on each look.
fn root_of(stands_for: &mut [u32], mut step: u32) -> u32 {
    while stands_for[step as usize] != step {
        let next = stands_for[step as usize];
        stands_for[step as usize] = stands_for[next as usize];
        step = next;
    }
    step
}

/// Lists of indices, one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Of lists of `count` things: for each, in which lists it stands.
    pub(super) fn turned<'a>(
        count: usize,
        lists: impl Iterator<Item = &'a [u32]> + Clone,
    ) -> Lists {
        let mut starts = vec![0; count + 1];
        for &item in lists.clone().flatten() {
            starts[item as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[count] as usize];
        for (index, list) in lists.enumerate() {
            for &item in list {
                items[next[item as usize] as usize] = index as u32;
                next[item as usize] += 1;
            }
        }
        Lists { starts, items }
    }

    /// The lists as they are.
    pub(super) fn of_lists<'a>(lists: impl Iterator<Item = &'a [u32]>) -> Lists {
        let (mut starts, mut items) = (vec![0], Vec::new());
        for list in lists {
            items.extend_from_slice(list);
            starts.push(items.len() as u32);
        }
        Lists { starts, items }
    }

    /// One list.
    #[inline(always)]
    pub(super) fn of(&self, index: usize) -> &[u32] {
        &self.items[self.starts[index] as usize..self.starts[index + 1] as usize]
    }
}
