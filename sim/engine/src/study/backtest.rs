//! Backtests: is the path that was published of an incident among those that the engine finds, and
//! what would each control and each network model have changed?
//!
//! The incident's network comes with every control of its study; those that were not there are turned
//! off ([`Incident::added`]), and each is turned on for itself in the same trials. Same knowledge and
//! same threads as [`super`]; must not know how the answer is shown. Yields the same bytes for any
//! number of threads.

use super::{StudyError, ground, manifest, settings};
use crate::attack::{
    self, AttackGraph, BLOCK_TRIALS, BlockTally, ChangeTally, InstanceId, Settings, Variant,
};
use crate::interval::{paired_difference, wilson};
use crate::network::Network;
use crate::outcome::{AttackPath, Estimate, Manifest, PathStep};
use crate::study::why::Effect;
use rayon::prelude::*;
use sansou_scenario::case::{Case, ThreatId};
use sansou_scenario::incident::{Incident, Like, Published};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Trials of a piece of work.
const PIECE_TRIALS: u64 = 16 * BLOCK_TRIALS;

/// What the engine makes of an incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// Incident id.
    pub incident: String,
    /// What was run.
    pub manifest: Manifest,
    /// P(goal | attempt) in the network as it was, with its 95 % Wilson interval.
    pub probability: Estimate,
    /// How many of the paths count as most likely.
    pub most: usize,
    /// Different paths that led to the goal.
    pub different_paths: usize,
    /// The most frequent path that has all published steps in their order; none if no path has.
    pub found: Option<PathFollowed>,
    /// The path that has most of the published steps in their order, the most frequent of such; none
    /// if the goal was never reached.
    pub nearest: Option<PathFollowed>,
    /// The published steps, in order.
    pub chain: Vec<PublishedStep>,
    /// The most frequent paths, most frequent first; as many as were asked for.
    pub paths: Vec<AttackPath>,
    /// Controls that were there, each taken away; the greatest effect first.
    pub taken_away: Vec<ControlEffect>,
    /// Controls that were not there, each over the whole network, and each that only notices together
    /// with each that only answers; the greatest effect first.
    pub put_in: Vec<ControlEffect>,
    /// The attack of the same kind on other networks, in their study's order.
    pub models: Vec<ModelChance>,
}

/// A path and the published steps in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathFollowed {
    /// Position among all paths by frequency, from 1.
    pub rank: usize,
    /// The path.
    pub path: AttackPath,
    /// For each published step its position in the path; none if it is not there.
    pub steps: Vec<Option<usize>>,
}

/// A published step in the engine's network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedStep {
    /// Any of these techniques.
    pub techniques: Vec<String>,
    /// At any of these nodes, by id.
    pub at: Vec<String>,
    /// Whether any rule with such a technique applies there at all.
    pub has_rule: bool,
}

/// What controls change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlEffect {
    /// Control ids; more than one act together.
    pub controls: Vec<String>,
    /// What P(goal) becomes, in the same trials.
    pub effect: Effect,
}

/// The attack of the same kind on a network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelChance {
    /// Model id.
    pub model: String,
    /// P(goal | attempt) with its 95 % Wilson interval; none if the model has not this threat and goal.
    pub probability: Option<Estimate>,
}

/// For each published step the position in a path of the step that it is, in the same order: as many
/// as possible, each as early as then possible (longest common subsequence).
///
/// A step of a path is a published one if it arrives at one of the nodes by one of the techniques.
pub fn followed(chain: &[Published], path: &[PathStep]) -> Vec<Option<usize>> {
    // How many of the steps from `i` on are found from position `j` of the path on.
    let mut most = vec![vec![0_usize; path.len() + 1]; chain.len() + 1];
    for i in (0..chain.len()).rev() {
        for j in (0..path.len()).rev() {
            most[i][j] = most[i + 1][j].max(most[i][j + 1]);
            if is_step(&chain[i], &path[j]) {
                most[i][j] = most[i][j].max(most[i + 1][j + 1] + 1);
            }
        }
    }
    let mut positions = vec![None; chain.len()];
    let (mut i, mut j) = (0, 0);
    while i < chain.len() && j < path.len() {
        if is_step(&chain[i], &path[j]) && most[i][j] == most[i + 1][j + 1] + 1 {
            positions[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if most[i][j] == most[i][j + 1] {
            j += 1;
        } else {
            i += 1;
        }
    }
    positions
}

fn is_step(published: &Published, step: &PathStep) -> bool {
    let same = |stated: &String| {
        let rest = step.technique.strip_prefix(stated.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    published.at.contains(&step.to) && published.techniques.iter().any(same)
}

/// Runs an incident on `threads` threads (0: all cores) and names `paths` of its paths. `network` is
/// the incident's case and `others` are those of [`Incident::like`], compiled, in the same order.
///
/// # Errors
/// A rule that cannot be applied, or threads that cannot be started.
pub fn backtest(
    incident: &Incident,
    network: &Network,
    others: &[Network],
    paths: usize,
    threads: usize,
    version: &str,
) -> Result<Backtest, StudyError> {
    let whole = ground(std::slice::from_ref(network))?.swap_remove(0);
    let others = ground(others)?;
    let settings = settings(&incident.study);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| {
        let run = Run::new(incident, network.case(), &whole, settings);
        let like = incident.like.as_ref();
        let models = like.map(|like| models(like, &others, settings)).unwrap_or_default();
        run.told(run.tally(), paths, models, manifest(&incident.study, version))
    }))
}

/// Everything that an incident is run with.
struct Run<'a> {
    incident: &'a Incident,
    /// The network as it was.
    graph: AttackGraph,
    /// With other controls, and which those are.
    variants: Vec<Variant>,
    changed: Vec<Vec<String>>,
    settings: Settings,
}

impl<'a> Run<'a> {
    fn new(
        incident: &'a Incident,
        case: &Case,
        whole: &AttackGraph,
        settings: Settings,
    ) -> Run<'a> {
        let is_added = |at: usize| incident.added.contains(&case.placements[at].id);
        let absent: BTreeSet<usize> =
            (0..case.placements.len()).filter(|&at| is_added(at)).collect();
        let graph = without(whole, &absent);
        let mut instances_of: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (at, placement) in case.placements.iter().enumerate() {
            let control = case.controls[placement.control.0].id.as_str();
            instances_of.entry(control).or_default().insert(at);
        }
        let changed = sets(&instances_of, &absent, &Bearing::on(whole, incident.threat));
        let variants = changed.iter().map(|controls| {
            let instances = controls.iter().flat_map(|control| &instances_of[control]);
            let instances: BTreeSet<usize> = instances.copied().collect();
            // What was there goes, what was not comes.
            let gone = absent.symmetric_difference(&instances).copied().collect();
            let instances = instances.into_iter().map(InstanceId).collect();
            Variant { graph: without(whole, &gone), instances }
        });
        let variants = variants.collect();
        let named = |set: &Vec<&str>| set.iter().map(|control| (*control).to_owned()).collect();
        let changed = changed.iter().map(named).collect();
        Run { incident, graph, variants, changed, settings }
    }

    /// All trials, in pieces that are merged in their order.
    fn tally(&self) -> ChangeTally {
        let Run { incident, graph, variants, settings, .. } = self;
        let threat = incident.threat;
        let pieces: Vec<Range<u64>> = pieces(settings.trials).collect();
        let done: Vec<ChangeTally> = pieces
            .into_par_iter()
            .with_max_len(1)
            .map(|trials| attack::run_variants(graph, threat, settings, variants, trials))
            .collect();
        let none = attack::run_variants(graph, threat, settings, variants, 0..0);
        done.into_iter().fold(none, |mut all, later| {
            all.merge(later);
            all
        })
    }

    fn told(
        &self,
        tally: ChangeTally,
        most: usize,
        models: Vec<ModelChance>,
        manifest: Manifest,
    ) -> Backtest {
        let (incident, graph) = (self.incident, &self.graph);
        let case = &incident.study.cases[0];
        let goals = &case.threats[incident.threat.0].goals;
        let goal = goals.iter().position(|goal| *goal == incident.goal).unwrap_or_default();
        let (trials, of_goal) = (tally.tally.trials, &tally.tally.goals[goal]);
        let mut all = attack::paths(graph, of_goal, usize::MAX);
        let (found, nearest) = best(&incident.chain, &all);
        let (mut taken_away, mut put_in) = (Vec::new(), Vec::new());
        let changes = self.changed.iter().zip(&self.variants).zip(&tally.changes);
        for ((controls, variant), pairs) in changes {
            let pair = pairs[goal];
            if pair == attack::Discordant::default() {
                continue;
            }
            let successes = of_goal.successes - pair.base_only + pair.variant_only;
            let probability = wilson(successes, trials);
            let difference = paired_difference(pair.base_only, pair.variant_only, trials);
            let changed = ControlEffect {
                controls: controls.clone(),
                effect: Effect { probability, difference },
            };
            let added = variant
                .instances
                .iter()
                .all(|at| incident.added.contains(&case.placements[at.0].id));
            if added { &mut put_in } else { &mut taken_away }.push(changed);
        }
        for list in [&mut taken_away, &mut put_in] {
            let size = |e: &ControlEffect| e.effect.difference.value.abs();
            list.sort_by(|a, b| size(b).total_cmp(&size(a)));
        }
        let different_paths = all.len();
        all.truncate(most);
        Backtest {
            incident: incident.id.clone(),
            manifest,
            most,
            probability: wilson(of_goal.successes, trials),
            different_paths,
            found,
            nearest,
            chain: incident.chain.iter().map(|step| published(step, graph)).collect(),
            paths: all,
            taken_away,
            put_in,
            models,
        }
    }
}

/// Which controls are changed together: each that bears on the attack by itself, and of those that
/// were not there each that notices with each that answers.
fn sets<'c>(
    instances_of: &BTreeMap<&'c str, BTreeSet<usize>>,
    absent: &BTreeSet<usize>,
    bearing: &Bearing,
) -> Vec<Vec<&'c str>> {
    let among = |group: &BTreeSet<usize>| -> Vec<&'c str> {
        let fitting = instances_of.iter().filter(|(_, own)| !own.is_disjoint(group));
        fitting.map(|(control, _)| *control).collect()
    };
    let missing = |group: &BTreeSet<usize>| -> Vec<&'c str> {
        let fitting = among(group).into_iter();
        fitting.filter(|control| instances_of[control].is_subset(absent)).collect()
    };
    let mut sets: Vec<Vec<&str>> = among(&bearing.all).into_iter().map(|c| vec![c]).collect();
    for notices in missing(&bearing.noticing) {
        let answering = missing(&bearing.answering).into_iter();
        sets.extend(answering.map(|answers| vec![notices, answers]));
    }
    sets
}

/// The graph with these placements never working.
fn without(graph: &AttackGraph, instances: &BTreeSet<usize>) -> AttackGraph {
    let mut changed = graph.clone();
    instances.iter().for_each(|at| changed.instances[*at].holds = 0.0);
    changed
}

/// Placements that bear on what can happen in the attack of a threat.
struct Bearing {
    all: BTreeSet<usize>,
    /// Those that notice.
    noticing: BTreeSet<usize>,
    /// Those that answer.
    answering: BTreeSet<usize>,
}

impl Bearing {
    fn on(graph: &AttackGraph, threat: ThreatId) -> Bearing {
        let reached = graph.reached_from(graph.attack(threat));
        let possible = |g: &&attack::Grounding| g.premises.iter().all(|fact| reached[fact.0]);
        let (mut all, mut noticing, mut answering) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for grounding in graph.groundings.iter().filter(possible) {
            all.extend(grounding.counters.iter().map(|counter| counter.instance.0));
            for detection in &grounding.detections {
                noticing.insert(detection.instance.0);
                answering.extend(detection.responders.iter().map(|r| r.instance.0));
            }
        }
        all.extend(noticing.iter().chain(&answering));
        Bearing { all, noticing, answering }
    }
}

/// Of the paths, most frequent first, the first that has the whole chain, and the first that has most
/// of it.
fn best(chain: &[Published], paths: &[AttackPath]) -> (Option<PathFollowed>, Option<PathFollowed>) {
    let count = |steps: &[Option<usize>]| steps.iter().flatten().count();
    let mut nearest: Option<PathFollowed> = None;
    for (at, path) in paths.iter().enumerate() {
        let steps = followed(chain, &path.steps);
        if nearest.as_ref().is_none_or(|known| count(&steps) > count(&known.steps)) {
            nearest = Some(PathFollowed { rank: at + 1, path: path.clone(), steps });
        }
    }
    let found = nearest.clone().filter(|path| count(&path.steps) == chain.len());
    (found, nearest)
}

fn published(step: &Published, graph: &AttackGraph) -> PublishedStep {
    PublishedStep {
        techniques: step.techniques.clone(),
        at: step.at.clone(),
        has_rule: graph.groundings.iter().any(|grounding| is_step(step, &grounding.step)),
    }
}

/// The attack of the same kind on each network of a study.
fn models(like: &Like, graphs: &[AttackGraph], settings: Settings) -> Vec<ModelChance> {
    let settings = Settings { horizon_secs: like.study.run.horizon_secs, ..settings };
    let chance = |(graph, case): (&AttackGraph, &Case)| {
        let threat = case.threats.iter().position(|threat| threat.id == like.threat).map(ThreatId);
        let goal = threat.and_then(|threat| {
            graph.attack(threat).targets.iter().position(|target| target.name == like.goal)
        });
        let probability = threat.zip(goal).map(|(threat, goal)| {
            let pieces: Vec<Range<u64>> = pieces(settings.trials).collect();
            let done: Vec<BlockTally> = pieces
                .into_par_iter()
                .with_max_len(1)
                .map(|trials| attack::run(graph, threat, &settings, trials))
                .collect();
            wilson(done.iter().map(|tally| tally.goals[goal].successes).sum(), settings.trials)
        });
        ModelChance { model: case.model.clone(), probability }
    };
    graphs.iter().zip(&like.study.cases).map(chance).collect()
}

fn pieces(trials: u64) -> impl Iterator<Item = Range<u64>> {
    let pieces = trials.div_ceil(PIECE_TRIALS);
    (0..pieces).map(move |at| at * PIECE_TRIALS..((at + 1) * PIECE_TRIALS).min(trials))
}
