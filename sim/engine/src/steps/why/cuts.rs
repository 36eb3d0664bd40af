//! Cuts: the smallest sets of steps whose blocking cuts a goal off.
//!
//! Structure only: a step counts as possible if any world makes it feasible, and every draw may come
//! up either way for each step by itself. So a cut holds in every world; where a draw that is needed
//! both ways makes a road impossible, the road is cut all the same, which can make a set greater than
//! it had to be. Not every step need be offered for blocking; of a raw graph all are but entries and
//! the goal itself, which say nothing. Times and the horizon do not matter.
//!
//! # The search
//! A cut is a set that meets every proof (the steps that one way to the goal rests on). All least
//! sets are found by a bounded search tree: take a proof that the steps chosen so far leave over; one
//! of its steps must be in the set; try each, and bar it from the branches that follow, so that no
//! set comes twice. (Niedermeier, "Invitation to Fixed-Parameter Algorithms", 2006, for the tree;
//! Moreno-Centeno and Karp, "The implicit hitting set approach", Operations Research 61, 2013, for
//! proofs that are made as they are needed.) A branch is given up if more proofs without a common step
//! are left than steps may still be chosen. The last step of a set is found by testing groups: it must
//! be in all proofs, so what one more proof does without is out, and a group that can be blocked as a
//! whole without loss is out at once; so the single steps that everything goes through come in a few
//! searches however long the proofs are.

use super::super::proof::{Cone, Search, is_possible};
use sansou_scenario::raw::Graph;
use serde::Serialize;
use std::ops::ControlFlow;

/// Bounds of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Sets that are named at most.
    pub sets: usize,
    /// Searches through the graph at most.
    pub searches: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { sets: 20, searches: 20_000 }
    }
}

/// What would cut a goal off. Steps are indices into the graph unless they are called otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cuts<Step = usize> {
    /// Nothing need be cut: no world reaches it.
    Unreachable,
    /// Nothing can: what is not offered is enough.
    Uncuttable,
    /// The least sets.
    Least {
        /// Sets of steps, all of the same size, in the order of ids.
        sets: Vec<Vec<Step>>,
        /// Whether these are all; otherwise there may be more than the limits let find.
        complete: bool,
    },
    /// The work was used up.
    AtLeast {
        /// Every cut has at least so many steps.
        size: usize,
    },
}

impl Cuts {
    /// With other names for the steps; those without a name are not mentioned.
    pub fn called<Name>(self, name: impl Fn(usize) -> Option<Name>) -> Cuts<Name> {
        match self {
            Cuts::Unreachable => Cuts::Unreachable,
            Cuts::Uncuttable => Cuts::Uncuttable,
            Cuts::Least { sets, complete } => {
                let set = |set: Vec<usize>| set.into_iter().filter_map(&name).collect();
                Cuts::Least { sets: sets.into_iter().map(set).collect(), complete }
            }
            Cuts::AtLeast { size } => Cuts::AtLeast { size },
        }
    }
}

/// The smallest sets of steps whose blocking cuts the goal off; neither entries nor the goal.
pub fn cuts(graph: &Graph, goal: usize, limits: &Limits) -> Cuts {
    cuts_among(graph, goal, limits, |step| step != goal && !graph.steps[step].entry)
}

/// As [`cuts`], of those steps only that are offered for blocking; an entry may be among them.
pub fn cuts_among(
    graph: &Graph,
    goal: usize,
    limits: &Limits,
    is_offered: impl Fn(usize) -> bool,
) -> Cuts {
    let possible: Vec<bool> = graph.steps.iter().map(|step| is_possible(graph, step)).collect();
    let given = vec![false; graph.steps.len()];
    let Some(cone) = Cone::new(graph, goal, &possible, &given) else { return Cuts::Unreachable };
    let offered: Vec<bool> = cone.steps.iter().map(|&step| is_offered(step)).collect();
    let mut search = Search::new(&cone);
    if search.reaches(&cone, |step| !offered[step as usize]) {
        return Cuts::Uncuttable;
    }
    let count = cone.steps.len();
    let mut tree = Tree {
        cone: &cone,
        search,
        limits,
        searches: 1,
        offered,
        blocked: vec![false; count],
        chosen: Vec::new(),
        candidates: vec![0; count],
        round: 0,
        found: Vec::new(),
    };
    let outcome = tree.least();
    let mut sets = tree.found;
    match outcome {
        ControlFlow::Break(size) if sets.is_empty() => Cuts::AtLeast { size },
        outcome => {
            sets.iter_mut().for_each(|set| set.sort_unstable());
            sets.truncate(limits.sets);
            sets.sort_unstable();
            let named = |set: Vec<u32>| set.iter().map(|&step| cone.steps[step as usize]).collect();
            let complete = outcome.is_continue();
            Cuts::Least { sets: sets.into_iter().map(named).collect(), complete }
        }
    }
}

/// The limits are reached.
struct Enough;

struct Tree<'a> {
    cone: &'a Cone,
    search: Search,
    limits: &'a Limits,
    searches: u64,
    /// Steps that may be chosen.
    offered: Vec<bool>,
    blocked: Vec<bool>,
    chosen: Vec<u32>,
    /// Steps that can be the last of a set are marked with the number of the round.
    candidates: Vec<u32>,
    round: u32,
    found: Vec<Vec<u32>>,
}

impl Tree<'_> {
    /// Finds the least sets; broken off with the size that was being looked for.
    fn least(&mut self) -> ControlFlow<usize> {
        // As many proofs as there are without a common step, as many steps a cut has at least.
        let Ok(proofs) = self.apart(usize::MAX) else { return ControlFlow::Break(1) };
        let mut size = proofs.count;
        loop {
            if self.grow(size).is_err() {
                return ControlFlow::Break(size);
            }
            if !self.found.is_empty() {
                return ControlFlow::Continue(());
            }
            size += 1;
        }
    }

    /// Finds all cuts that have the chosen steps and so many more.
    fn grow(&mut self, left: usize) -> Result<(), Enough> {
        if left == 1 {
            return self.finish();
        }
        let proofs = self.apart(left)?;
        if proofs.count > left {
            return Ok(());
        }
        for &step in &proofs.shortest {
            self.blocked[step as usize] = true;
            self.chosen.push(step);
            let grown = self.grow(left - 1);
            self.chosen.pop();
            self.blocked[step as usize] = false;
            grown?;
            self.offered[step as usize] = false;
        }
        proofs.shortest.iter().for_each(|&step| self.offered[step as usize] = true);
        Ok(())
    }

    /// Finds all cuts that have the chosen steps and one more.
    fn finish(&mut self) -> Result<(), Enough> {
        let Some(proof) = self.proof()? else { return Ok(()) };
        self.round += 1;
        proof.iter().for_each(|&step| self.candidates[step as usize] = self.round);
        let mut groups = vec![proof];
        while let Some(mut group) = groups.pop() {
            group.retain(|&step| self.candidates[step as usize] == self.round);
            if group.is_empty() {
                continue;
            }
            group.iter().for_each(|&step| self.blocked[step as usize] = true);
            let other = self.proof();
            group.iter().for_each(|&step| self.blocked[step as usize] = false);
            match other? {
                Some(proof) => self.keep_candidates(&proof),
                None if group.len() == 1 => {
                    self.found.push(self.chosen.iter().copied().chain(group).collect());
                    if self.found.len() > self.limits.sets {
                        return Err(Enough);
                    }
                }
                None => {
                    groups.push(group.split_off(group.len() / 2));
                    groups.push(group);
                }
            }
        }
        Ok(())
    }

    /// Only candidates that are in this proof, too, remain.
    fn keep_candidates(&mut self, proof: &[u32]) {
        for &step in proof {
            let candidate = &mut self.candidates[step as usize];
            if *candidate == self.round {
                *candidate = self.round + 1;
            }
        }
        self.round += 1;
    }

    /// Proofs without a common offered step, until there are more than `enough`.
    fn apart(&mut self, enough: usize) -> Result<Proofs, Enough> {
        let mut proofs = Proofs { count: 0, shortest: Vec::new() };
        let mut blocked = Vec::new();
        let mut outcome = Ok(());
        while proofs.count <= enough {
            let proof = match self.proof() {
                Ok(Some(proof)) => proof,
                Ok(None) => break,
                Err(Enough) => {
                    outcome = Err(Enough);
                    break;
                }
            };
            if proof.is_empty() {
                // Nothing can be chosen from it: no set will do.
                proofs.count = usize::MAX;
                break;
            }
            proofs.count += 1;
            proof.iter().for_each(|&step| self.blocked[step as usize] = true);
            blocked.extend_from_slice(&proof);
            if proofs.count == 1 || proof.len() < proofs.shortest.len() {
                proofs.shortest = proof;
            }
        }
        blocked.iter().for_each(|&step| self.blocked[step as usize] = false);
        outcome.map(|()| proofs)
    }

    /// The offered steps of a proof without blocked steps; none if the goal is cut off.
    fn proof(&mut self) -> Result<Option<Vec<u32>>, Enough> {
        if self.searches >= self.limits.searches {
            return Err(Enough);
        }
        self.searches += 1;
        let blocked = &self.blocked;
        if !self.search.reaches(self.cone, |step| !blocked[step as usize]) {
            return Ok(None);
        }
        let proof = self.search.prove(self.cone).iter().copied();
        Ok(Some(proof.filter(|&step| self.offered[step as usize]).collect()))
    }
}

/// Proofs without a common offered step.
struct Proofs {
    count: usize,
    /// Offered steps of the shortest.
    shortest: Vec<u32>,
}
