//! Why goals of a study are reached: paths, what each placement and applied rule is worth, and which
//! applied rules would have to be blocked to cut a goal off.
//!
//! Runs single attacks of a study again, with each change that may bear on them. Same knowledge and
//! same threads as [`super`]; must not know how the answer is shown. Yields the same bytes for any
//! number of threads.

use super::{StudyError, ground, settings};
use crate::attack::{self, AttackGraph, Change, ChangeTally, Discordant, Structure, run_changes};
use crate::interval::{paired_difference, wilson};
use crate::network::Network;
use crate::outcome::{AttackPath, Estimate, GoalOutcome, Manifest, PathStep};
use crate::steps::why::cuts::{Cuts, Limits, cuts_among};
use rayon::prelude::*;
use sansou_scenario::case::{Study, ThreatId};
use serde::Serialize;
use std::ops::Range;

/// Trials of a piece of work: each piece builds every changed graph anew, so they are large.
const PIECE_TRIALS: u64 = 64 * attack::BLOCK_TRIALS;

/// What is asked for; none means all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// Model id.
    pub model: Option<&'a str>,
    /// Threat id.
    pub threat: Option<&'a str>,
    /// Goal id.
    pub goal: Option<&'a str>,
}

/// Why goals are reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// What was run.
    pub manifest: Manifest,
    /// By model, threat and goal, in the study's order.
    pub goals: Vec<GoalWhy>,
}

/// Why a goal is reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalWhy {
    /// Model id.
    pub model: String,
    /// Threat id.
    pub threat: String,
    /// Goal id.
    pub goal: String,
    /// P(goal | attempt) with its 95 % Wilson interval.
    pub probability: Estimate,
    /// Most frequent paths, most frequent first.
    pub paths: Vec<AttackPath>,
    /// Placements of controls whose changes changed any trial, the most important first.
    pub placements: Vec<PlacementWhy>,
    /// Applied rules likewise.
    pub rules: Vec<RuleWhy>,
    /// The smallest sets of applied rules whose blocking cuts the goal off, whatever else comes true;
    /// controls that may fail are counted as failing.
    pub cuts: Cuts<PathStep>,
}

/// What P(goal) becomes by a change, in the same trials.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effect {
    /// P(goal | attempt) with the change, with its 95 % Wilson interval.
    pub probability: Estimate,
    /// Difference from the unchanged probability, with its 95 % interval from the shared trials.
    pub difference: Estimate,
}

/// What a placement is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacementWhy {
    /// Placement id.
    pub placement: String,
    /// It always works, covers all, lets nothing through and notices everything.
    pub perfect: Effect,
    /// It never works.
    pub gone: Effect,
}

/// What an applied rule is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleWhy {
    /// The rule and where it applies.
    pub step: PathStep,
    /// It always succeeds, whatever stands against it.
    pub certain: Effect,
    /// It never succeeds.
    pub impossible: Effect,
}

/// An attack that is asked for.
struct Asked {
    case: usize,
    threat: ThreatId,
    changes: Vec<Change>,
}

/// Runs the selected attacks on `threads` threads (0: all cores). `networks` are the study's cases, compiled, in the same order.
///
/// # Errors
/// A rule that cannot be applied, or threads that cannot be started.
pub fn why(
    study: &Study,
    networks: &[Network],
    selection: Selection,
    threads: usize,
    version: &str,
) -> Result<Why, StudyError> {
    let graphs = ground(networks)?;
    let settings = settings(study);
    let asked = asked(&graphs, networks, selection);
    let pieces: Vec<(usize, Range<u64>)> = (0..asked.len())
        .flat_map(|at| pieces(study.run.trials).map(move |trials| (at, trials)))
        .collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let done: Vec<(usize, ChangeTally)> = pool.install(|| {
        pieces
            .into_par_iter()
            .with_max_len(1)
            .map(|(at, trials)| {
                let Asked { case, threat, changes } = &asked[at];
                (at, run_changes(&graphs[*case], *threat, &settings, changes, trials))
            })
            .collect()
    });
    let mut tallies: Vec<Option<ChangeTally>> = asked.iter().map(|_| None).collect();
    for (at, later) in done {
        match &mut tallies[at] {
            Some(tally) => tally.merge(later),
            none => *none = Some(later),
        }
    }
    let about = |(asked, tally): (&Asked, Option<ChangeTally>)| -> Vec<GoalWhy> {
        let model = &networks[asked.case].case().model;
        let told = tally.map(|tally| told(model, &graphs[asked.case], asked, tally));
        told.unwrap_or_default()
    };
    let told: Vec<Vec<GoalWhy>> =
        pool.install(|| asked.par_iter().zip(tallies).with_max_len(1).map(about).collect());
    let is_selected = |told: &GoalWhy| selection.goal.is_none_or(|goal| told.goal == goal);
    let goals = told.into_iter().flatten().filter(is_selected).collect();
    Ok(Why { manifest: super::manifest(study, version), goals })
}

/// The attacks that are selected and have a goal that is.
fn asked(graphs: &[AttackGraph], networks: &[Network], selection: Selection) -> Vec<Asked> {
    let wanted = |wanted: Option<&str>, found: &str| wanted.is_none_or(|id| id == found);
    let mut asked = Vec::new();
    for (case, graph) in graphs.iter().enumerate() {
        if !wanted(selection.model, &networks[case].case().model) {
            continue;
        }
        for (threat, attack) in graph.attacks.iter().enumerate() {
            let aims = attack.targets.iter().any(|t| wanted(selection.goal, &t.name));
            if wanted(selection.threat, &attack.name) && aims {
                let threat = ThreatId(threat);
                asked.push(Asked { case, threat, changes: Change::all(graph, threat) });
            }
        }
    }
    asked
}

fn pieces(trials: u64) -> impl Iterator<Item = Range<u64>> {
    let pieces = trials.div_ceil(PIECE_TRIALS);
    (0..pieces).map(move |at| at * PIECE_TRIALS..((at + 1) * PIECE_TRIALS).min(trials))
}

/// What the tallies of an attack say, goal by goal.
fn told(model: &str, graph: &AttackGraph, asked: &Asked, tally: ChangeTally) -> Vec<GoalWhy> {
    let ChangeTally { tally, changes } = tally;
    let outcome = attack::outcome(graph, asked.threat, [tally]);
    let structure = graph.to_structure(asked.threat);
    let about = |(at, goal): (usize, GoalOutcome)| {
        let effect = |pair: Discordant| Effect {
            probability: wilson(
                goal.successes - pair.base_only + pair.variant_only,
                outcome.trials,
            ),
            difference: paired_difference(pair.base_only, pair.variant_only, outcome.trials),
        };
        let (mut placements, mut rules) = (Vec::new(), Vec::new());
        // Each element has two changes, one after the other.
        for (changes, pairs) in asked.changes.chunks_exact(2).zip(changes.chunks_exact(2)) {
            let pairs = [pairs[0][at], pairs[1][at]];
            if pairs == [Discordant::default(); 2] {
                continue;
            }
            let [first, second] = pairs.map(effect);
            match changes[0] {
                Change::Perfect(id) | Change::Gone(id) => placements.push(PlacementWhy {
                    placement: graph.instances[id.0].name.clone(),
                    perfect: first,
                    gone: second,
                }),
                Change::Certain(id) | Change::Impossible(id) => rules.push(RuleWhy {
                    step: graph.groundings[id.0].step.clone(),
                    certain: first,
                    impossible: second,
                }),
            }
        }
        let size = |a: Effect, b: Effect| a.difference.value.abs().max(b.difference.value.abs());
        placements.sort_by(|a, b| size(b.perfect, b.gone).total_cmp(&size(a.perfect, a.gone)));
        rules.sort_by(|a, b| {
            size(b.certain, b.impossible).total_cmp(&size(a.certain, a.impossible))
        });
        GoalWhy {
            model: model.to_owned(),
            threat: outcome.threat.clone(),
            goal: goal.goal,
            probability: goal.probability,
            paths: goal.paths,
            placements,
            rules,
            cuts: cut_off(graph, &structure, at),
        }
    };
    outcome.goals.iter().cloned().enumerate().map(about).collect()
}

/// The smallest sets of applied rules whose blocking cuts off a goal of the threat.
fn cut_off(graph: &AttackGraph, structure: &Structure, goal: usize) -> Cuts<PathStep> {
    let Structure { graph: steps, grounding_of } = structure;
    let is_grounding = |step: usize| grounding_of[step].is_some();
    let found = cuts_among(steps, steps.goals[goal], &Limits::default(), is_grounding);
    found.called(|step| grounding_of[step].map(|id| graph.groundings[id.0].step.clone()))
}
