//! What the numbers say, before it is put into words: who is riskiest, what differs beyond its
//! interval, where the network is narrowest, how much stays whatever the model.

use crate::text::Texts;
use sansou_engine::outcome::{
    CaseDifference, CaseOutcome, Estimate, GoalDifference, GoalOutcome, IpaRank, Outcome,
    ResourceOutcome, RiskItem,
};
use sansou_scenario::case::{ApplicationClass, Case, Node, ZoneKind};
use std::collections::BTreeMap;

/// Trials below which rare goals are hardly met.
pub(crate) const ENOUGH_TRIALS: u64 = 10_000;

/// The warning that there were fewer.
pub(crate) fn few_trials(trials: u64, texts: &Texts) -> String {
    let [trials, enough] = [trials, ENOUGH_TRIALS].map(|n| crate::number::whole(n as f64));
    texts.get("few-trials", &[("trials", &trials), ("enough", &enough)])
}

/// Whether a sum of prices has any known price above zero in it.
pub(crate) fn priced(sum: &Estimate) -> bool {
    sum.high > 0.0
}

/// Position of the case with the greatest expected annual loss.
pub(crate) fn riskiest(outcome: &Outcome) -> Option<usize> {
    by_loss(outcome).first().copied()
}

/// Positions of the cases from the greatest expected annual loss to the least; equal ones in the
/// study's order.
pub(crate) fn by_loss(outcome: &Outcome) -> Vec<usize> {
    let mut order: Vec<usize> = (0..outcome.cases.len()).collect();
    let loss = |&c: &usize| outcome.cases[c].risk.annual_loss.value;
    order.sort_by(|a, b| loss(b).total_cmp(&loss(a)));
    order
}

/// Share of the draws of the inputs in which one case loses less than another.
pub(crate) fn loses_less(outcome: &Outcome, less: usize, more: usize) -> Option<f64> {
    outcome.loses_less.get(less)?.get(more).copied()
}

/// Whether two intervals have a point in common.
pub(crate) fn overlap(a: &Estimate, b: &Estimate) -> bool {
    a.low <= b.high && b.low <= a.high
}

/// For each threat, in order, the goal that costs most in any model; of equal ones the first.
pub(crate) fn main_goals(outcome: &Outcome) -> Vec<(String, String)> {
    let mut order: Vec<&str> = Vec::new();
    let mut best: BTreeMap<&str, &RiskItem> = BTreeMap::new();
    for item in outcome.cases.iter().flat_map(|c| &c.risk.items) {
        let known = best.get(item.threat.as_str());
        if known.is_none() {
            order.push(&item.threat);
        }
        if known.is_none_or(|most| most.annual_loss.value < item.annual_loss.value) {
            best.insert(&item.threat, item);
        }
    }
    order
        .iter()
        .filter_map(|threat| best.get(threat).map(|i| (i.threat.clone(), i.goal.clone())))
        .collect()
}

/// Threats and goals, in order, that some model has a path to.
pub(crate) fn open_goals(outcome: &Outcome) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for threat in outcome.cases.iter().flat_map(|c| &c.threats) {
        for goal in threat.goals.iter().filter(|g| g.reachable) {
            let pair = (threat.threat.clone(), goal.goal.clone());
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The result of a goal under a threat.
pub(crate) fn goal<'o>(
    outcome: &'o CaseOutcome,
    threat: &str,
    goal: &str,
) -> Option<&'o GoalOutcome> {
    let threat = outcome.threats.iter().find(|t| t.threat == threat)?;
    threat.goals.iter().find(|g| g.goal == goal)
}

/// How a case differs from the first; none for the first.
pub(crate) fn from_first(outcome: &Outcome, at: usize) -> Option<&CaseDifference> {
    outcome.differences.get(at.checked_sub(1)?)
}

/// Difference of a goal under a threat.
pub(crate) fn goal_from_first<'o>(
    difference: &'o CaseDifference,
    threat: &str,
    goal: &str,
) -> Option<&'o GoalDifference> {
    difference.goals.iter().find(|g| g.threat == threat && g.goal == goal)
}

/// Of the goals whose difference of P(goal) is beyond the error of the trials, how many there are and
/// the one whose yearly loss differs most.
pub(crate) fn clearest(difference: &CaseDifference) -> Option<(usize, &GoalDifference)> {
    let clear = |g: &&GoalDifference| g.probability.low > 0.0 || g.probability.high < 0.0;
    let size = |g: &GoalDifference| g.annual_loss.value.abs();
    let goals = || difference.goals.iter().filter(clear);
    let most = goals().reduce(|a, b| if size(b) > size(a) { b } else { a })?;
    Some((goals().count(), most))
}

/// The item with the greatest expected annual loss.
pub(crate) fn worst_item(outcome: &CaseOutcome) -> Option<&RiskItem> {
    outcome
        .risk
        .items
        .iter()
        .filter(|i| i.annual_loss.value > 0.0)
        .reduce(|a, b| if b.annual_loss.value > a.annual_loss.value { b } else { a })
}

/// The highest risk value: A before E, then the greater product.
pub(crate) fn highest_rank(outcome: &CaseOutcome) -> Option<IpaRank> {
    let product = |r: &IpaRank| u32::from(r.threat * r.vulnerability * r.damage);
    outcome
        .risk
        .items
        .iter()
        .map(|i| i.rank)
        .reduce(|a, b| if (b.value, product(&a)) < (a.value, product(&b)) { b } else { a })
}

/// The bottleneck, or else the resource that comes nearest to its capacity.
pub(crate) fn busiest(outcome: &CaseOutcome) -> Option<&ResourceOutcome> {
    let resources = &outcome.traffic.resources;
    match &outcome.traffic.bottleneck {
        Some(bottleneck) => resources.get(bottleneck.resource),
        None => resources
            .iter()
            .filter(|r| r.capacity_bps > 0.0)
            .reduce(|a, b| if peak_load(b) > peak_load(a) { b } else { a }),
    }
}

/// Whether other bodies use a line or appliance too.
pub(crate) fn shared(case: &Case, resource: &ResourceOutcome) -> bool {
    let loaded = |node: &Node| node.background.is_some();
    let appliance = case.node(&resource.element).is_some_and(|n| loaded(&case.nodes[n.0]));
    appliance || resource.filled_by.iter().any(|(application, _)| application == "background")
}

/// Greatest quarter of an hour as a share of capacity.
pub(crate) fn peak_load(resource: &ResourceOutcome) -> f64 {
    resource.quarter_bps.iter().copied().fold(0.0, f64::max) / resource.capacity_bps
}

/// Minute of the day at which the busiest quarter of an hour begins.
pub(crate) fn peak_minute(resource: &ResourceOutcome) -> u32 {
    let quarters = resource.quarter_bps.iter().enumerate();
    let best = quarters.reduce(|a, b| if b.1 > a.1 { b } else { a });
    best.map_or(0, |(quarter, _)| quarter as u32 * 15)
}

/// Share of the time of web meetings with a satisfying rate.
pub(crate) fn meetings_satisfied(case: &Case, outcome: &CaseOutcome) -> Option<f64> {
    let (mut satisfied, mut all) = (0.0, 0.0);
    for result in &outcome.traffic.applications {
        let meeting = case
            .applications
            .iter()
            .any(|a| a.id == result.application && a.class == ApplicationClass::WebMeeting);
        if let (true, Some(share)) = (meeting, result.satisfied_share) {
            satisfied += share * result.stream_secs;
            all += result.stream_secs;
        }
    }
    (all > 0.0).then(|| satisfied / all)
}

/// Share of all uses that go as screen transfer.
pub(crate) fn screen_share(outcome: &CaseOutcome) -> f64 {
    let sum = |f: fn(&_) -> u64| outcome.traffic.applications.iter().map(f).sum::<u64>() as f64;
    let uses = sum(|a: &sansou_engine::outcome::ApplicationOutcome| a.uses);
    if uses > 0.0 { sum(|a| a.as_screen) / uses } else { 0.0 }
}

/// Annual loss in two parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Split {
    /// By threats whose way in is there whatever the model.
    pub everywhere: f64,
    /// By all others.
    pub other: f64,
}

/// Splits the annual loss by what the scenario says of its threats.
pub(crate) fn split(case: &Case, outcome: &CaseOutcome) -> Split {
    let everywhere =
        |id: &str| case.threats.iter().any(|threat| threat.id == id && threat.in_every_model);
    let mut split = Split { everywhere: 0.0, other: 0.0 };
    for item in &outcome.risk.items {
        if everywhere(&item.threat) {
            split.everywhere += item.annual_loss.value;
        } else {
            split.other += item.annual_loss.value;
        }
    }
    split
}

/// The two links of the security cloud, if the case has them: from the body to it, and its own exit
/// to the Internet; each in its busier direction.
pub(crate) fn security_cloud_lines<'o>(
    case: &Case,
    outcome: &'o CaseOutcome,
) -> [Option<&'o ResourceOutcome>; 2] {
    let kind_of = |r: &ResourceOutcome| {
        let (a, b) = case.links[case.link(&r.element)?.0].between;
        match (case.zone_kind(a), case.zone_kind(b)) {
            (ZoneKind::SecurityCloud, ZoneKind::SecurityCloud) => None,
            (ZoneKind::SecurityCloud, other) | (other, ZoneKind::SecurityCloud) => {
                Some(other == ZoneKind::Internet)
            }
            _ => None,
        }
    };
    [false, true].map(|exit| {
        outcome
            .traffic
            .resources
            .iter()
            .filter(|r| r.capacity_bps > 0.0 && kind_of(r) == Some(exit))
            .reduce(|a, b| if peak_load(b) > peak_load(a) { b } else { a })
    })
}

/// Whether the cases differ in nothing that bears on attacks, so that only their traffic and price
/// are to be compared: every goal was reached in as many trials, and the yearly losses are the same.
pub fn attacked_alike(outcome: &Outcome) -> bool {
    let reached = |case: &CaseOutcome| -> Vec<u64> {
        case.threats.iter().flat_map(|t| t.goals.iter().map(|g| g.successes)).collect()
    };
    let loss = |case: &CaseOutcome| case.risk.annual_loss.value;
    outcome.cases.len() > 1
        && outcome
            .cases
            .windows(2)
            .all(|two| loss(&two[0]) == loss(&two[1]) && reached(&two[0]) == reached(&two[1]))
}
