//! The likeliest single way to a goal: what it alone is worth is known exactly.
//!
//! A way is a set of literals that alone, whatever else comes up, bring the attacker to the goal (in
//! time, without any step whose time is random). Its probability is the product of theirs. It is
//! found as the cheapest proof if each literal costs the negative logarithm of its probability and an
//! AND step the sum of its parents (Knuth, "A generalization of Dijkstra's algorithm", Information
//! Processing Letters 6, 1977). A literal that two parents of an AND step lean on is paid twice, so
//! where ways share literals it need not be the likeliest of all. Any way will do: `split` takes its
//! probability as known and estimates only the rest.

use super::super::proof::{Cone, Search};
use super::model::Model;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A way to the goal.
#[derive(Debug, Clone)]
pub(super) struct Likeliest {
    /// What must hold.
    pub(super) literals: Vec<u32>,
    /// That all of it holds.
    pub(super) probability: f64,
    /// Whether there is no way without any of it: then it is all there is.
    pub(super) is_only: bool,
}

impl Likeliest {
    /// The likeliest way of a model; none if every way found takes random time, or needs a draw both
    /// ways.
    pub(super) fn of(model: &Model) -> Option<Likeliest> {
        let mut is_instant = vec![true; model.cone.steps.len()];
        model.random_times().for_each(|step| is_instant[step as usize] = false);
        let cost = |step: u32| {
            let add = |sum, &literal: &u32| sum - libm::log(model.literals[literal as usize]);
            is_instant[step as usize].then(|| model.needs.of(step).iter().fold(0.0, add))
        };
        let proof = cheapest_proof(&model.cone, cost)?;
        let mut literals: Vec<u32> =
            proof.iter().flat_map(|&step| model.needs.of(step)).copied().collect();
        literals.sort_unstable();
        literals.dedup();
        let is_way = !model.is_torn(&literals) && holds_up(model, &proof);
        let probability =
            literals.iter().map(|&literal| model.literals[literal as usize]).product();
        is_way.then(|| {
            let is_only = literals.iter().all(|&literal| is_necessary(model, literal));
            Likeliest { literals, probability, is_only }
        })
    }
}

/// Whether the goal is out of reach without a literal even if all others hold.
fn is_necessary(model: &Model, literal: u32) -> bool {
    let feasible = |step: u32| !model.needs.of(step).contains(&literal);
    !Search::new(&model.cone).reaches(&model.cone, feasible)
}

/// Whether the steps of a proof alone reach the goal in time.
fn holds_up(model: &Model, proof: &[u32]) -> bool {
    let mut is_in_proof = vec![false; model.cone.steps.len()];
    proof.iter().for_each(|&step| is_in_proof[step as usize] = true);
    let feasible = |step: u32| is_in_proof[step as usize];
    let delay_secs = |step: u32| model.fixed_secs[step as usize];
    let horizon_secs = if model.timed { model.horizon_secs } else { f64::INFINITY };
    Search::new(&model.cone).reaches_within(&model.cone, feasible, delay_secs, horizon_secs)
}

/// Steps of the proof of the goal that costs least in all; none if the goal cannot be reached by
/// steps that have a cost.
fn cheapest_proof(cone: &Cone, cost: impl Fn(u32) -> Option<f64>) -> Option<Vec<u32>> {
    let count = cone.steps.len();
    let mut needs = cone.needs.clone();
    // Of an OR step the cost of its first parent, of an AND step the sum of all.
    let mut paid = vec![0.0; count];
    let mut via = vec![None; count];
    // Costs are not negative: their bits are in their order.
    let mut open: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
    let start = |&step: &u32| cost(step).map(|own| Reverse((own.to_bits(), step)));
    open.extend(cone.starts.iter().filter_map(start));
    let mut is_reached = false;
    while let Some(Reverse((bits, step))) = open.pop() {
        if step == cone.goal {
            is_reached = true;
            break;
        }
        for &child in cone.children.of(step) {
            let left = &mut needs[child as usize];
            if *left == 0 {
                continue;
            }
            *left -= 1;
            paid[child as usize] += f64::from_bits(bits);
            if *left == 0 {
                via[child as usize] = Some(step);
                let total = cost(child).map(|own| own + paid[child as usize]);
                open.extend(total.map(|total| Reverse((total.to_bits(), child))));
            }
        }
    }
    if !is_reached {
        return None;
    }
    let mut within = vec![false; count];
    within[cone.goal as usize] = true;
    let mut proof = vec![cone.goal];
    let mut next = 0;
    while let Some(&step) = proof.get(next) {
        next += 1;
        let parents = match cone.needs[step as usize] {
            0 => &[][..],
            1 => via[step as usize].as_slice(),
            _ => cone.parents.of(step),
        };
        for &parent in parents {
            if !std::mem::replace(&mut within[parent as usize], true) {
                proof.push(parent);
            }
        }
    }
    Some(proof)
}
