//! Grounding: the rules of a case applied to its network, as far as attacks can get.
//!
//! Starting from the footholds of all threats, a rule is applied wherever its filters match and
//! chains of rules make all its premises true; what no threat can reach is left out. Knows the
//! network; must not know chance.

use super::graph::{
    Attack, AttackGraph, Counter, Detection, FactId, Grounding, Instance, InstanceId, Responder,
    Target,
};
use crate::network::Network;
use crate::outcome::PathStep;
use sansou_scenario::case::{
    AssetId, Case, ConduitId, End, Goal, NodeId, On, Per, Rule, RuleId, StepId, Threat, Toward,
};
use std::collections::{BTreeMap, BTreeSet};

/// Why the rules of a case cannot be applied to its network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GroundError {
    /// A rule would try the units of a group one by one although an earlier rule already did: which
    /// of the units fell is not known any more.
    #[error("rule {rule} counts the units of node {node} again after rule {after}")]
    UnitsCountedTwice {
        /// Rule id.
        rule: String,
        /// Id of the rule that counted them first.
        after: String,
        /// Node id of the group.
        node: String,
    },
}

/// A fact as the network says it: a step, of an asset or not, at a node.
type Fact = (StepId, Option<AssetId>, NodeId);

/// A rule at one place.
#[derive(Debug)]
struct Candidate {
    rule: RuleId,
    near: NodeId,
    far: NodeId,
    lands: NodeId,
    conduit: Option<ConduitId>,
    asset: Option<AssetId>,
    premises: Vec<Fact>,
    gives: Fact,
}

impl AttackGraph {
    /// Applies all rules of the network's case.
    ///
    /// # Errors
    /// A rule for each unit that follows another one within the same group.
    pub fn ground(network: &Network) -> Result<AttackGraph, GroundError> {
        let case = network.case();
        let entries = case.threats.iter().flat_map(|threat| footholds(case, threat)).collect();
        let (facts, applied) = closure(candidates(case), entries);
        refuse_units_counted_twice(case, &applied)?;
        let mut named: Vec<(String, Fact)> =
            facts.into_iter().map(|fact| (fact_name(case, fact), fact)).collect();
        named.sort();
        let ids: BTreeMap<Fact, FactId> =
            named.iter().enumerate().map(|(id, (_, fact))| (*fact, FactId(id))).collect();
        let mut groundings: Vec<Grounding> =
            applied.iter().map(|candidate| grounding(case, candidate, &ids)).collect();
        groundings.sort_by(|a, b| a.name.cmp(&b.name));
        let instances = case.placements.iter().map(|placement| Instance {
            name: placement.id.clone(),
            holds: case.controls[placement.control.0].holds.map_or(1.0, |q| q.value),
        });
        let attacks = case.threats.iter().map(|threat| Attack {
            name: threat.id.clone(),
            attacker: threat.attacker,
            begins: threat.begins,
            entries: footholds(case, threat).iter().map(|fact| ids[fact]).collect(),
            targets: threat.goals.iter().map(|g| target(case, &case.goals[g.0], &ids)).collect(),
        });
        let (instances, attacks) = (instances.collect(), attacks.collect());
        let facts = named.into_iter().map(|(name, _)| name).collect();
        Ok(AttackGraph { facts, groundings, instances, attacks })
    }
}

/// What a threat starts from; a step of an asset stands for all assets that lie there.
fn footholds(case: &Case, threat: &Threat) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    for &(step, node) in &threat.footholds {
        if case.steps[step.0].of_asset {
            let lying = (0..case.assets.len()).filter(|&a| case.assets[a].on.contains(&node));
            facts.extend(lying.map(|a| (step, Some(AssetId(a)), node)));
        } else {
            facts.insert((step, None, node));
        }
    }
    facts
}

/// Every place where a rule's filters match.
fn candidates(case: &Case) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, rule) in case.rules.iter().enumerate() {
        match &rule.on {
            On::Local { .. } => {
                for node in (0..case.nodes.len()).map(NodeId) {
                    local(case, RuleId(index), node, &mut found);
                }
            }
            On::Conduit { toward, .. } => {
                for conduit in (0..case.conduits.len()).map(ConduitId) {
                    if *toward != Toward::Source {
                        along(case, RuleId(index), conduit, true, &mut found);
                    }
                    if *toward != Toward::Target {
                        along(case, RuleId(index), conduit, false, &mut found);
                    }
                }
            }
        }
    }
    found
}

fn is_of_asset(case: &Case, rule: &Rule) -> bool {
    let steps = rule.needs.iter().chain(&rule.needs_there).chain([&rule.gives]);
    steps.into_iter().any(|step| case.steps[step.0].of_asset)
}

fn local(case: &Case, id: RuleId, node: NodeId, found: &mut Vec<Candidate>) {
    let rule = &case.rules[id.0];
    let On::Local { nodes, zones, holding } = &rule.on else { return };
    let fits = (nodes.is_empty() || nodes.contains(&case.nodes[node.0].kind))
        && (zones.is_empty() || zones.contains(&case.zone_kind(node)));
    if !fits {
        return;
    }
    let lying = |asset: &AssetId| case.assets[asset.0].on.contains(&node);
    let mut assets = (0..case.assets.len()).map(AssetId).filter(|a| !holding || lying(a));
    if is_of_asset(case, rule) {
        found.extend(assets.map(|a| candidate(case, id, (node, node), None, Some(a))));
    } else if !holding || assets.next().is_some() {
        found.push(candidate(case, id, (node, node), None, None));
    }
}

fn along(case: &Case, id: RuleId, over: ConduitId, to_target: bool, found: &mut Vec<Candidate>) {
    let (rule, conduit) = (&case.rules[id.0], &case.conduits[over.0]);
    let On::Conduit { kinds, code, data, unless, only, nodes, .. } = &rule.on else { return };
    let fits = kinds.contains(&conduit.kind)
        && (!code || conduit.code.allows(to_target))
        && (!data || conduit.data.allows(to_target))
        && !unless.iter().any(|limit| conduit.limits.contains(limit))
        && only.iter().all(|limit| conduit.limits.contains(limit));
    if !fits {
        return;
    }
    let opened: BTreeSet<NodeId> = conduit.from.iter().copied().collect();
    for from in opened {
        let ends = if to_target { (from, conduit.to) } else { (conduit.to, from) };
        if !nodes.is_empty() && !nodes.contains(&case.nodes[ends.1.0].kind) {
            continue;
        }
        if is_of_asset(case, rule) {
            let assets = (0..case.assets.len()).map(AssetId);
            found.extend(assets.map(|a| candidate(case, id, ends, Some(over), Some(a))));
        } else {
            found.push(candidate(case, id, ends, Some(over), None));
        }
    }
}

fn candidate(
    case: &Case,
    id: RuleId,
    (near, far): (NodeId, NodeId),
    conduit: Option<ConduitId>,
    asset: Option<AssetId>,
) -> Candidate {
    let rule = &case.rules[id.0];
    let lands = match rule.on {
        On::Conduit { gives_at: End::Near, .. } => near,
        On::Conduit { gives_at: End::Far, .. } | On::Local { .. } => far,
    };
    let fact =
        |step: StepId, node: NodeId| (step, asset.filter(|_| case.steps[step.0].of_asset), node);
    let there = rule.needs_there.iter().map(|&step| fact(step, far));
    let premises: BTreeSet<Fact> =
        rule.needs.iter().map(|&step| fact(step, near)).chain(there).collect();
    let premises = premises.into_iter().collect();
    let gives = fact(rule.gives, lands);
    Candidate { rule: id, near, far, lands, conduit, asset, premises, gives }
}

/// Facts that can be reached from the entries, and the candidates all of whose premises can. A
/// candidate that gives what it needs is dropped: it changes nothing.
fn closure(
    candidates: Vec<Candidate>,
    entries: BTreeSet<Fact>,
) -> (BTreeSet<Fact>, Vec<Candidate>) {
    let mut needing: BTreeMap<Fact, Vec<usize>> = BTreeMap::new();
    let mut missing: Vec<usize> = Vec::new();
    let mut open: Vec<Fact> = entries.into_iter().collect();
    for (index, candidate) in candidates.iter().enumerate() {
        missing.push(candidate.premises.len());
        for &premise in &candidate.premises {
            needing.entry(premise).or_default().push(index);
        }
        if candidate.premises.is_empty() {
            open.push(candidate.gives);
        }
    }
    let mut reached = BTreeSet::new();
    while let Some(fact) = open.pop() {
        if !reached.insert(fact) {
            continue;
        }
        for &index in needing.get(&fact).into_iter().flatten() {
            missing[index] -= 1;
            if missing[index] == 0 {
                open.push(candidates[index].gives);
            }
        }
    }
    let applied = candidates
        .into_iter()
        .zip(missing)
        .filter(|(c, missing)| *missing == 0 && !c.premises.contains(&c.gives))
        .map(|(c, _)| c)
        .collect();
    (reached, applied)
}

/// A rule per unit says which share of a group falls; nothing afterwards knows which units those
/// are. So no premise of such a rule may stem, within the group, from such a rule.
fn refuse_units_counted_twice(case: &Case, applied: &[Candidate]) -> Result<(), GroundError> {
    let per_unit =
        |c: &Candidate| case.rules[c.rule.0].per == Per::Unit && case.nodes[c.lands.0].count > 1;
    let mut counted: BTreeMap<Fact, RuleId> = BTreeMap::new();
    loop {
        let mut grown = false;
        for candidate in applied {
            let same_group = candidate.premises.iter().filter(|p| p.2 == candidate.lands);
            let before = same_group.filter_map(|p| counted.get(p)).min().copied();
            let by = match (before, per_unit(candidate)) {
                (Some(after), true) => {
                    return Err(GroundError::UnitsCountedTwice {
                        rule: case.rules[candidate.rule.0].id.clone(),
                        after: case.rules[after.0].id.clone(),
                        node: case.nodes[candidate.lands.0].id.clone(),
                    });
                }
                (None, true) => candidate.rule,
                (Some(after), false) => after,
                (None, false) => continue,
            };
            grown |= counted.insert(candidate.gives, by).is_none();
        }
        if !grown {
            return Ok(());
        }
    }
}

fn fact_name(case: &Case, (step, asset, node): Fact) -> String {
    let asset = asset.map_or("", |a| case.assets[a.0].id.as_str());
    format!("{}|{asset}|{}", case.steps[step.0].id, case.nodes[node.0].id)
}

fn grounding(case: &Case, c: &Candidate, ids: &BTreeMap<Fact, FactId>) -> Grounding {
    let rule = &case.rules[c.rule.0];
    let node = |id: NodeId| case.nodes[id.0].id.clone();
    let conduit = c.conduit.map(|id| case.conduits[id.0].id.clone());
    let asset = c.asset.map(|id| case.assets[id.0].id.clone());
    let patched = match (rule.patch_half_age, case.nodes[c.lands.0].patch_age) {
        (Some(half), Some(age)) if half.value > 0.0 => age.value / (age.value + half.value),
        _ => 1.0,
    };
    let (counters, detections) = controls(case, c);
    Grounding {
        name: format!(
            "{}|{}|{}|{}|{}",
            rule.id,
            node(c.near),
            node(c.far),
            conduit.as_deref().unwrap_or_default(),
            asset.as_deref().unwrap_or_default()
        ),
        step: PathStep {
            rule: rule.id.clone(),
            technique: rule.technique.clone(),
            from: node(c.near),
            to: node(c.lands),
            conduit,
            asset,
        },
        premises: c.premises.iter().map(|fact| ids[fact]).collect(),
        gives: ids[&c.gives],
        probability: rule.success.value * patched,
        time: rule.time.value,
        units: (rule.per == Per::Unit).then_some(case.nodes[c.lands.0].count),
        counters,
        detections,
    }
}

/// What placements that stand where the step lands, or on its conduit, do to it.
fn controls(case: &Case, c: &Candidate) -> (Vec<Counter>, Vec<Detection>) {
    let here: Vec<InstanceId> = (0..case.placements.len())
        .filter(|&id| {
            let placement = &case.placements[id];
            placement.nodes.contains(&c.lands)
                || c.conduit.is_some_and(|conduit| placement.conduits.contains(&conduit))
        })
        .map(InstanceId)
        .collect();
    let control = |id: InstanceId| &case.controls[case.placements[id.0].control.0];
    let responders: Vec<Responder> = here
        .iter()
        .filter_map(|&instance| {
            let response = control(instance).response.as_ref()?;
            Some(Responder { instance, hours: response.hours, delay: response.delay.value })
        })
        .collect();
    let (mut counters, mut detections) = (Vec::new(), Vec::new());
    for instance in here {
        let coverage = case.placements[instance.0].coverage.map_or(1.0, |q| q.value);
        for counter in &control(instance).counters {
            if counter.rules.contains(&c.rule) {
                let lets_through = counter.lets_through.value;
                counters.push(Counter { instance, coverage, lets_through });
            }
        }
        let noticing = control(instance).detects.iter().filter(|d| d.rules.contains(&c.rule));
        for (occurrence, detect) in (0..).zip(noticing) {
            detections.push(Detection {
                instance,
                occurrence,
                probability: detect.probability.value * coverage,
                delay: detect.delay.value,
                responders: responders.clone(),
            });
        }
    }
    (counters, detections)
}

fn target(case: &Case, goal: &Goal, ids: &BTreeMap<Fact, FactId>) -> Target {
    let of_asset = case.steps[goal.step.0].of_asset;
    let wanted = |fact: &Fact| {
        let (step, asset, node) = *fact;
        let about = if of_asset {
            asset.is_some_and(|a| goal.assets.contains(&a))
        } else {
            goal.assets.iter().any(|a| case.assets[a.0].on.contains(&node))
        };
        let counts = goal.zones.is_empty() || goal.zones.contains(&case.zone_kind(node));
        step == goal.step && about && counts
    };
    let facts = ids.iter().filter(|(fact, _)| wanted(fact)).map(|(_, &id)| id).collect();
    Target { name: goal.id.clone(), facts }
}
