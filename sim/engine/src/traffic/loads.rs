//! Loads: one-minute bins as what is said of each link direction and appliance, and the bottleneck.
//!
//! Knows the layout and the tally. Must not know how they came about. Of parallel lines the one that
//! carried most over the day speaks for all (the first of equals), except for the mean and the own
//! demand, which are of all lines together. Units: bit/s, bytes.

use super::tally::{MINUTES, Tally};
use super::ways::{Element, Layout};
use crate::outcome::{Bottleneck, ResourceOutcome};
use sansou_scenario::case::{Case, NodeId};
use std::collections::BTreeMap;

/// Who is named for other bodies' load.
const OTHERS: &str = "background";
/// Shares of the capacity above which minutes are counted.
const MARKS: [f64; 3] = [0.7, 0.9, 0.999];
/// Rank of the 95 % quantile among 1,440 bins, from 0: the 1,368th.
const P95_RANK: usize = MINUTES * 95 / 100 - 1;

/// Load of each element, in the layout's order.
pub fn resources(case: &Case, layout: &Layout, tally: &Tally) -> Vec<ResourceOutcome> {
    layout.elements.iter().map(|element| resource(case, layout, element, tally)).collect()
}

fn resource(case: &Case, layout: &Layout, element: &Element, tally: &Tally) -> ResourceOutcome {
    let table = element.table.map(|t| tally.tables[t]);
    let mut outcome = ResourceOutcome {
        element: element.id.clone(),
        kind: element.kind,
        capacity_bps: element.capacity_bps,
        lines: element.lines,
        mean_bps: 0.0,
        p95_bps: 0.0,
        max_bps: 0.0,
        minutes_above: [0; 3],
        own_demand_bytes: 0,
        quarter_bps: vec![0.0; 96],
        filled_by: Vec::new(),
        filled_by_group: Vec::new(),
        filled_by_zone: Vec::new(),
        refused_sessions: table.map_or(0, |t| t.refused),
        max_sessions: table.map(|t| t.most),
        session_limit: table.map(|t| t.limit),
        max_setup_secs: element.setup.map(|s| tally.setups[s].longest_secs),
    };
    let Some(first) = element.first else {
        return outcome;
    };
    let lines = first..first + element.lines as usize;
    let bits = |r: usize| tally.minutes[r * MINUTES..(r + 1) * MINUTES].iter().sum::<f64>();
    let (mut busiest, mut most, mut all) = (first, 0.0, 0.0);
    for line in lines.clone() {
        let carried = bits(line);
        all += carried;
        if carried > most {
            (busiest, most) = (line, carried);
        }
    }
    outcome.mean_bps = all / (MINUTES as f64 * 60.0);
    outcome.own_demand_bytes =
        tally.own_demand_bytes[lines].iter().fold(0, |sum, bytes| bytes.saturating_add(sum));
    let bins: Vec<f64> = tally.minutes[busiest * MINUTES..(busiest + 1) * MINUTES]
        .iter()
        .map(|bits| bits / 60.0)
        .collect();
    let above = |mark: f64| bins.iter().filter(|b| **b > mark * element.capacity_bps).count();
    outcome.minutes_above = MARKS.map(|mark| above(mark) as u32);
    outcome.quarter_bps = bins.chunks(15).map(|c| c.iter().sum::<f64>() / 15.0).collect();
    let hour = busiest_hour(&bins);
    outcome.filled_by = filled_by(case, busiest, hour, tally);
    let groups = by_group(layout, busiest, hour, tally, &outcome.filled_by);
    let zone = |n: NodeId| case.zones[case.nodes[n.0].zone.0].id.as_str();
    outcome.filled_by_zone = named(&groups, zone);
    outcome.filled_by_group = named(&groups, |n| case.nodes[n.0].id.as_str());
    let mut sorted = bins;
    sorted.sort_unstable_by(f64::total_cmp);
    outcome.p95_bps = sorted[P95_RANK];
    outcome.max_bps = sorted[MINUTES - 1];
    outcome
}

fn busiest_hour(bins: &[f64]) -> usize {
    let hours: Vec<f64> = bins.chunks(60).map(|c| c.iter().sum()).collect();
    first_of_greatest(&hours)
}

/// Shares of the bits carried in the busiest hour, largest first, equal ones by id.
fn filled_by(case: &Case, line: usize, hour: usize, tally: &Tally) -> Vec<(String, f64)> {
    let tags = case.applications.len() + 1;
    let names = case.applications.iter().map(|a| a.id.as_str()).chain([OTHERS]);
    let bits = |tag: usize| tally.hours[(line * tags + tag) * 24 + hour];
    let all: f64 = (0..tags).map(bits).sum();
    let mut shares: Vec<(String, f64)> = names
        .enumerate()
        .filter(|(tag, _)| bits(*tag) > 0.0)
        .map(|(tag, name)| (name.to_owned(), bits(tag) / all))
        .collect();
    largest_first(&mut shares);
    shares
}

fn largest_first(shares: &mut [(String, f64)]) {
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}

/// Shares of terminal groups in the busiest hour, and of others (none): what the applications
/// carried, divided as the groups asked for it.
fn by_group(
    layout: &Layout,
    line: usize,
    hour: usize,
    tally: &Tally,
    applications: &[(String, f64)],
) -> Vec<(Option<NodeId>, f64)> {
    let groups = layout.groups.len();
    let asked = |group: usize| tally.asked[(line * groups + group) * 24 + hour];
    let all: f64 = (0..groups).map(asked).sum();
    let others = applications.iter().find(|(id, _)| id == OTHERS).map_or(0.0, |(_, share)| *share);
    let own = if all > 0.0 { (1.0 - others) / all } else { 0.0 };
    let shares = layout.groups.iter().enumerate().map(|(at, &n)| (Some(n), asked(at) * own));
    shares.chain([(None, others)]).filter(|(_, share)| *share > 0.0).collect()
}

/// Sums of shares by what a terminal group is called, largest first.
fn named<'a>(
    shares: &[(Option<NodeId>, f64)],
    name: impl Fn(NodeId) -> &'a str,
) -> Vec<(String, f64)> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for &(group, share) in shares {
        *sums.entry(group.map_or(OTHERS, &name)).or_default() += share;
    }
    let mut sums: Vec<_> = sums.into_iter().map(|(id, share)| (id.to_owned(), share)).collect();
    largest_first(&mut sums);
    sums
}

/// The element with the most minutes above 90 % (then above 70 %, then the greatest minute against
/// its capacity), if any has a minute above 70 %.
pub fn bottleneck(resources: &[ResourceOutcome]) -> Option<Bottleneck> {
    let peak = |r: &ResourceOutcome| r.max_bps / r.capacity_bps;
    let mut best: Option<usize> = None;
    for (at, r) in resources.iter().enumerate() {
        let better = best.is_none_or(|b| {
            let b = &resources[b];
            let marks = |r: &ResourceOutcome| (r.minutes_above[1], r.minutes_above[0]);
            marks(r).cmp(&marks(b)).then(peak(r).total_cmp(&peak(b))).is_gt()
        });
        if r.minutes_above[0] > 0 && better {
            best = Some(at);
        }
    }
    best.map(|resource| {
        let quarter = first_of_greatest(&resources[resource].quarter_bps);
        Bottleneck { resource, busiest_minute: quarter as u32 * 15 }
    })
}

fn first_of_greatest(values: &[f64]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}
