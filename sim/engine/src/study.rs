//! Runs a study: every case, every threat, the day of traffic, the scores.
//!
//! Knows all engines and rayon. Must not know output formats or where the study comes from. The work
//! is cut into pieces that do not depend on each other (a day of traffic; a block of trials of one
//! threat), run on any number of threads, and merged in a fixed order: same bytes for any number.

mod backtest;
mod capacity;
mod why;

pub use backtest::{
    Backtest, ControlEffect, ModelChance, PathFollowed, PublishedStep, backtest, followed,
};
pub use capacity::{
    Capacity, CapacityQuestion, ChangeKind, Changed, Figures, LineNeed, ModelCapacity, Narrowest,
    Verdict, capacity,
};
pub use why::{Effect, GoalWhy, PlacementWhy, RuleWhy, Selection, Why, why};

use crate::attack::{self, AttackGraph, BLOCK_TRIALS, Discordant, GroundError, PairedTally};
use crate::interval::paired_difference;
use crate::network::Network;
use crate::outcome::TrafficOutcome;
use crate::outcome::{
    CaseDifference, CaseOutcome, Estimate, Manifest, ModelTotal, Outcome, RESULTS_FORMAT,
    ThreatOutcome,
};
use crate::risk::Attacked;
use crate::{cost, risk, traffic};
use rayon::prelude::*;
use sansou_scenario::case::{Case, Study, ThreatId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

/// Pieces that the trials of a threat are cut into, at block edges. A constant, so that the cut does
/// not depend on the machine; few, because each keeps a tally until the end.
const PIECES_PER_THREAT: u64 = 16;

/// Why a study could not be run.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// A rule cannot be applied to the network.
    #[error("{model}: {error}")]
    Ground {
        /// Model id.
        model: String,
        /// What is wrong.
        error: GroundError,
    },
    /// Threads could not be started.
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// A piece of work. The same trials of a threat are run in all cases that have it at once, so that
/// the cases can be compared trial by trial.
enum Piece<'a> {
    Traffic { case: usize },
    Trials { cases: &'a [(usize, ThreatId)], trials: Range<u64> },
}

/// What came of it.
enum Done {
    Traffic(TrafficOutcome),
    Trials(Vec<((usize, ThreatId), PairedTally)>),
}

/// Results of all trials, by case and threat.
type Attacks = BTreeMap<(usize, ThreatId), PairedTally>;

/// What a run of this study needs to be repeated.
pub fn manifest(study: &Study, version: &str) -> Manifest {
    Manifest {
        format: RESULTS_FORMAT,
        version: version.to_owned(),
        study: study.id.clone(),
        scenario_hash: study.hash.clone(),
        seed: study.run.seed,
        trials: study.run.trials,
        horizon_secs: study.run.horizon_secs,
    }
}

/// Pieces of work that [`run`] reports one by one.
pub fn pieces_of(study: &Study) -> u64 {
    pieces(study.run.trials, study.cases.len(), &threats(study)).len() as u64
}

/// Runs the study on `threads` threads (0: all cores) and calls `advanced` after each piece.
/// `networks` are the study's cases, compiled, in the same order.
///
/// # Errors
/// A rule that cannot be applied, or threads that cannot be started.
pub fn run(
    study: &Study,
    networks: &[Network],
    threads: usize,
    version: &str,
    advanced: &(dyn Fn() + Sync),
) -> Result<Outcome, StudyError> {
    let graphs = ground(networks)?;
    let settings = settings(study);
    let threats = threats(study);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let done: Vec<Done> = pool.install(|| {
        pieces(study.run.trials, networks.len(), &threats)
            .into_par_iter()
            .with_max_len(1)
            .map(|piece| {
                let done = match piece {
                    Piece::Traffic { case } => {
                        Done::Traffic(traffic::run(&networks[case], study.run.seed))
                    }
                    Piece::Trials { cases, trials } => {
                        let sides: Vec<(&AttackGraph, ThreatId)> =
                            cases.iter().map(|&(case, threat)| (&graphs[case], threat)).collect();
                        let tallies = attack::run_paired(&sides, &settings, trials);
                        Done::Trials(cases.iter().copied().zip(tallies).collect())
                    }
                };
                advanced();
                done
            })
            .collect()
    });
    let (days, mut attacks) = gathered(done);
    let mut losses = Vec::new();
    let mut differences = Vec::new();
    let mut cases: Vec<CaseOutcome> = Vec::new();
    for (at, ((network, graph), traffic)) in networks.iter().zip(&graphs).zip(days).enumerate() {
        let case = network.case();
        let mut pairs = Vec::new();
        let threats: Vec<ThreatOutcome> = (0..case.threats.len())
            .map(|id| {
                let (tally, of_threat) = match attacks.remove(&(at, ThreatId(id))) {
                    Some(PairedTally { tally, pairs }) => (Some(tally), pairs),
                    None => (None, Vec::new()),
                };
                pairs.push(of_threat);
                attack::outcome(graph, ThreatId(id), tally)
            })
            .collect();
        let scored = risk::score(case, &threats, study.run.seed);
        losses.push(scored.losses);
        let outcome = CaseOutcome {
            model: case.model.clone(),
            traffic,
            risk: scored.outcome,
            cost: cost::price(case),
            threats,
        };
        if let Some(first) = cases.first() {
            let of = (networks[0].case(), first);
            differences.push(difference(of, (case, &outcome), &pairs, study.run.seed));
        }
        cases.push(outcome);
    }
    let loses_less = risk::ranking(&losses);
    let totals = totals(study, &cases);
    Ok(Outcome { manifest: manifest(study, version), cases, loses_less, differences, totals })
}

/// Sums over municipalities: cases of one model and day, each as often as its municipality stands
/// for.
fn totals(study: &Study, outcomes: &[CaseOutcome]) -> Vec<ModelTotal> {
    let mut totals: Vec<(String, ModelTotal)> = Vec::new();
    for (case, outcome) in study.cases.iter().zip(outcomes) {
        let Some(bodies) = case.municipality.stands_for else { return Vec::new() };
        let key = case.model.replacen(&format!("@{}", case.municipality.id), "", 1);
        if !totals.iter().any(|(known, _)| *known == key) {
            let none = Estimate { value: 0.0, low: 0.0, high: 0.0 };
            let total = ModelTotal { cases: Vec::new(), bodies: 0.0, annual_loss: none };
            totals.push((key.clone(), total));
        }
        for (_, total) in totals.iter_mut().filter(|(known, _)| *known == key) {
            total.cases.push(case.model.clone());
            total.bodies += bodies.value;
            let (sum, own) = (&mut total.annual_loss, &outcome.risk.annual_loss);
            sum.value += bodies.value * own.value;
            sum.low += bodies.value * own.low;
            sum.high += bodies.value * own.high;
        }
    }
    totals.into_iter().map(|(_, total)| total).collect()
}

/// The attack graphs of networks.
fn ground(networks: &[Network]) -> Result<Vec<AttackGraph>, StudyError> {
    let ground = |network: &Network| {
        AttackGraph::ground(network)
            .map_err(|error| StudyError::Ground { model: network.case().model.clone(), error })
    };
    networks.iter().map(ground).collect()
}

/// How the attacks of a study are run.
fn settings(study: &Study) -> attack::Settings {
    attack::Settings {
        seed: study.run.seed,
        trials: study.run.trials,
        horizon_secs: study.run.horizon_secs,
    }
}

/// Sorts what the pieces brought: the days, and the trials by case and threat.
fn gathered(done: Vec<Done>) -> (Vec<TrafficOutcome>, Attacks) {
    let (mut days, mut attacks) = (Vec::new(), Attacks::new());
    for done in done {
        match done {
            Done::Traffic(day) => days.push(day),
            Done::Trials(sides) => {
                for (key, later) in sides {
                    match attacks.entry(key) {
                        Entry::Vacant(entry) => drop(entry.insert(later)),
                        Entry::Occupied(mut known) => known.get_mut().merge(later),
                    }
                }
            }
        }
    }
    (days, attacks)
}

/// How a case differs from the first; `pairs` by threat and goal of the case.
fn difference(
    (first, base): (&Case, &CaseOutcome),
    (case, outcome): (&Case, &CaseOutcome),
    pairs: &[Vec<Option<Discordant>>],
    seed: u64,
) -> CaseDifference {
    let apart: Vec<(&str, &str, Estimate)> = outcome
        .threats
        .iter()
        .zip(pairs)
        .flat_map(|(threat, pairs)| threat.goals.iter().zip(pairs).map(move |g| (threat, g)))
        .filter_map(|(threat, (goal, pair))| {
            let pair = (*pair)?;
            let difference = paired_difference(pair.base_only, pair.variant_only, threat.trials);
            Some((threat.threat.as_str(), goal.goal.as_str(), difference))
        })
        .collect();
    let [base_side, variant_side] = [(first, base), (case, outcome)]
        .map(|(case, outcome)| Attacked { case, threats: &outcome.threats });
    let (annual_loss, goals) = risk::difference(base_side, variant_side, &apart, seed);
    CaseDifference {
        model: case.model.clone(),
        annual_loss,
        yearly_cost: cost::yearly_difference(&base.cost, &outcome.cost),
        goals,
    }
}

/// For each threat, by its id, the cases that have it and under which number; in the order in which
/// the cases name them.
fn threats(study: &Study) -> Vec<Vec<(usize, ThreatId)>> {
    let mut ids: Vec<&str> = Vec::new();
    let mut found: Vec<Vec<(usize, ThreatId)>> = Vec::new();
    for (case, threats) in study.cases.iter().map(|c| &c.threats).enumerate() {
        for (number, threat) in threats.iter().enumerate() {
            let known = ids.iter().position(|id| *id == threat.id);
            let at = known.unwrap_or_else(|| {
                ids.push(&threat.id);
                found.push(Vec::new());
                ids.len() - 1
            });
            found[at].push((case, ThreatId(number)));
        }
    }
    found
}

/// All pieces: the days first, since they take longest; then trials in order of threat and number.
fn pieces(trials: u64, cases: usize, threats: &[Vec<(usize, ThreatId)>]) -> Vec<Piece<'_>> {
    let cuts = cuts(trials);
    let days = (0..cases).map(|case| Piece::Traffic { case });
    let trials = threats.iter().flat_map(|cases| {
        cuts.iter().map(move |trials| Piece::Trials { cases, trials: trials.clone() })
    });
    days.chain(trials).collect()
}

/// The trials of a threat in at most [`PIECES_PER_THREAT`] runs of whole blocks.
fn cuts(trials: u64) -> Vec<Range<u64>> {
    let size = trials.div_ceil(BLOCK_TRIALS).div_ceil(PIECES_PER_THREAT).max(1) * BLOCK_TRIALS;
    (0..trials.div_ceil(size)).map(|piece| piece * size..((piece + 1) * size).min(trials)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_cover_all_trials_once_at_block_edges() {
        for trials in [0, 1, 1_023, 1_024, 1_025, 16_384, 16_385, 10_000_000] {
            let cuts = cuts(trials);
            assert!(cuts.len() as u64 <= PIECES_PER_THREAT);
            let mut next = 0;
            for cut in cuts {
                assert!(cut.start == next && cut.start % BLOCK_TRIALS == 0 && cut.end > cut.start);
                next = cut.end;
            }
            assert_eq!(next, trials);
        }
    }
}
