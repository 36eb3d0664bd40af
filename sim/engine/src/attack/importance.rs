//! What single elements are worth: P(goal) with a placement of a control perfect or gone, with an
//! applied rule certain or impossible.
//!
//! Every change meets the same trials as the unchanged graph (draws are keyed by names), so a trial
//! needs to be run again only where the changed element was asked for: what a trial never looked at
//! cannot have changed it. That is exact, and spares nearly all of the work; the tests compare it
//! with running everything. Must not know threads or how results are ranked.

use super::Settings;
use super::graph::{AttackGraph, Grounding, GroundingId, InstanceId};
use super::paired::Discordant;
use super::tally::BlockTally;
use super::trial::Trials;
use sansou_scenario::case::{Distribution, ThreatId};
use std::ops::Range;

/// A change of one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The placement always works, covers all units, lets nothing through and notices everything.
    /// People take as long as ever.
    Perfect(InstanceId),
    /// The placement never works.
    Gone(InstanceId),
    /// The attempt always succeeds, whatever stands against it; it may be noticed as ever.
    Certain(GroundingId),
    /// The attempt never succeeds.
    Impossible(GroundingId),
}

/// What came of some trials of a threat, with and without each of some changes.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeTally {
    /// The trials without any change.
    pub tally: BlockTally,
    /// For each change and each goal, in the threat's order, the trials that end differently with it.
    pub changes: Vec<Vec<Discordant>>,
}

impl ChangeTally {
    /// Takes in the trials that follow.
    pub fn merge(&mut self, later: ChangeTally) {
        self.tally.merge(later.tally);
        let both = self.changes.iter_mut().flatten().zip(later.changes.into_iter().flatten());
        both.for_each(|(pair, later)| pair.add(later));
    }
}

impl Change {
    /// All changes that may bear on the attack of a threat: by placement, then by grounding.
    pub fn all(graph: &AttackGraph, threat: ThreatId) -> Vec<Change> {
        let attack = graph.attack(threat);
        let (relevant, reached) = (graph.relevant_to(attack), graph.reached_from(attack));
        let possible = |at: usize, g: &Grounding| {
            relevant[at] && g.premises.iter().all(|fact| reached[fact.0])
        };
        let mut placed = vec![false; graph.instances.len()];
        let mut changes = Vec::new();
        for (at, g) in graph.groundings.iter().enumerate().filter(|(at, g)| possible(*at, g)) {
            let responders = g.detections.iter().flat_map(|d| &d.responders).map(|r| r.instance);
            let watching = g.detections.iter().map(|d| d.instance).chain(responders);
            let bearing = g.counters.iter().map(|c| c.instance).chain(watching);
            bearing.for_each(|instance| placed[instance.0] = true);
            changes.extend([Change::Certain(GroundingId(at)), Change::Impossible(GroundingId(at))]);
        }
        for at in (0..placed.len()).filter(|at| placed[*at]) {
            changes.extend([Change::Perfect(InstanceId(at)), Change::Gone(InstanceId(at))]);
        }
        changes.sort_unstable_by_key(|change| (change.subject(), *change));
        changes
    }

    /// Placements before groundings, in their order.
    fn subject(self) -> (bool, usize) {
        match self {
            Change::Perfect(instance) | Change::Gone(instance) => (false, instance.0),
            Change::Certain(grounding) | Change::Impossible(grounding) => (true, grounding.0),
        }
    }

    /// The graph with this change.
    pub fn applied_to(self, graph: &AttackGraph) -> AttackGraph {
        let mut changed = graph.clone();
        match self {
            Change::Perfect(instance) => {
                changed.instances[instance.0].holds = 1.0;
                for grounding in &mut changed.groundings {
                    for c in grounding.counters.iter_mut().filter(|c| c.instance == instance) {
                        (c.coverage, c.lets_through) = (1.0, 0.0);
                    }
                    for d in grounding.detections.iter_mut().filter(|d| d.instance == instance) {
                        d.probability = 1.0;
                    }
                }
            }
            Change::Gone(instance) => changed.instances[instance.0].holds = 0.0,
            Change::Certain(grounding) => {
                changed.groundings[grounding.0].probability = 1.0;
                changed.groundings[grounding.0].counters.clear();
            }
            Change::Impossible(grounding) => changed.groundings[grounding.0].probability = 0.0,
        }
        changed
    }

    /// Whether the trial that was just run may end differently with this change.
    fn may_matter(self, graph: &AttackGraph, trials: &mut Trials) -> bool {
        match self {
            Change::Perfect(instance) => trials.held(instance).is_some(),
            Change::Gone(instance) => trials.held(instance) == Some(true),
            Change::Certain(id) => {
                let g = &graph.groundings[id.0];
                // Of many units more would give way, and the first of them sooner.
                let sooner = g.units.is_some() && !matches!(g.time, Distribution::Fixed { .. });
                trials.attempted(id) && (sooner || !trials.feasible(id))
            }
            Change::Impossible(id) => trials.attempted(id) && trials.feasible(id),
        }
    }
}

/// Runs the trials of a threat with these numbers, without and with each of the changes.
pub fn run_changes(
    graph: &AttackGraph,
    threat: ThreatId,
    settings: &Settings,
    changes: &[Change],
    trials: Range<u64>,
) -> ChangeTally {
    let may_matter = |at: usize, trials: &mut Trials<'_>| changes[at].may_matter(graph, trials);
    let changed = |at: usize| changes[at].applied_to(graph);
    run_again((graph, threat), settings, changes.len(), may_matter, changed, trials)
}

/// A graph that differs from another only in how these placements work.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The graph.
    pub graph: AttackGraph,
    /// Placements that work in another way.
    pub instances: Vec<InstanceId>,
}

/// Runs the trials of a threat with these numbers, in a graph and in variants of it.
pub fn run_variants(
    graph: &AttackGraph,
    threat: ThreatId,
    settings: &Settings,
    variants: &[Variant],
    trials: Range<u64>,
) -> ChangeTally {
    let may_matter = |at: usize, trials: &mut Trials<'_>| {
        variants[at].instances.iter().any(|instance| trials.held(*instance).is_some())
    };
    let changed = |at: usize| variants[at].graph.clone();
    run_again((graph, threat), settings, variants.len(), may_matter, changed, trials)
}

/// Runs trials, and again with each of `count` changes where it may matter to the trial.
fn run_again(
    (graph, threat): (&AttackGraph, ThreatId),
    settings: &Settings,
    count: usize,
    may_matter: impl Fn(usize, &mut Trials<'_>) -> bool,
    changed: impl Fn(usize) -> AttackGraph,
    trials: Range<u64>,
) -> ChangeTally {
    let goals = graph.attack(threat).targets.len();
    let mut tally = BlockTally::new(graph, threat);
    let mut base = Trials::new(graph, threat, settings);
    // For each change the trials to run again, and for all trials which goals were reached.
    let mut again: Vec<Vec<u64>> = vec![Vec::new(); count];
    let mut succeeded: Vec<bool> = Vec::new();
    for trial in trials.clone() {
        tally.add(&mut base, trial);
        succeeded.extend((0..goals).map(|goal| base.succeeded(goal)));
        for (at, again) in again.iter_mut().enumerate() {
            if may_matter(at, &mut base) {
                again.push(trial);
            }
        }
    }
    let changes = again.into_iter().enumerate().map(|(at, again)| {
        let mut pairs = vec![Discordant::default(); goals];
        if again.is_empty() {
            return pairs;
        }
        let changed = changed(at);
        let mut variant = Trials::new(&changed, threat, settings);
        for trial in again {
            variant.run(trial);
            let before = (trial - trials.start) as usize * goals;
            for (goal, pair) in pairs.iter_mut().enumerate() {
                pair.count(succeeded[before + goal], variant.succeeded(goal));
            }
        }
        pairs
    });
    let changes = changes.collect();
    ChangeTally { tally, changes }
}
