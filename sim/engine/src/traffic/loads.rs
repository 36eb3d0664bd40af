//! Loads: one-minute bins as what is said of each link direction and appliance, and the bottleneck.
//!
//! Knows the layout and the tally. Must not know how they came about. Of parallel lines the one that
//! carried most over the day speaks for all (the first of equals), except for the mean and the own
//! demand, which are of all lines together. Units: bit/s, bytes.

use super::tally::{MINUTES, Tally};
use super::ways::{Element, Layout};
use crate::outcome::{Bottleneck, ResourceOutcome};
use sansou_scenario::case::Case;

/// Shares of the capacity above which minutes are counted.
const MARKS: [f64; 3] = [0.7, 0.9, 0.999];
/// Rank of the 95 % quantile among 1,440 bins, from 0: the 1,368th.
const P95_RANK: usize = MINUTES * 95 / 100 - 1;

/// Load of each element, in the layout's order.
pub fn resources(case: &Case, layout: &Layout, tally: &Tally) -> Vec<ResourceOutcome> {
    layout.elements.iter().map(|element| resource(case, element, tally)).collect()
}

fn resource(case: &Case, element: &Element, tally: &Tally) -> ResourceOutcome {
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
        refused_sessions: table.map_or(0, |t| t.refused),
        max_sessions: table.map(|t| t.most),
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
    outcome.filled_by = filled_by(case, busiest, &bins, tally);
    let mut sorted = bins;
    sorted.sort_unstable_by(f64::total_cmp);
    outcome.p95_bps = sorted[P95_RANK];
    outcome.max_bps = sorted[MINUTES - 1];
    outcome
}

/// Shares of the bits carried in the busiest hour, largest first, equal ones by id.
fn filled_by(case: &Case, line: usize, bins: &[f64], tally: &Tally) -> Vec<(String, f64)> {
    let hours: Vec<f64> = bins.chunks(60).map(|c| c.iter().sum()).collect();
    let hour = first_of_greatest(&hours);
    let tags = case.applications.len() + 1;
    let names = case.applications.iter().map(|a| a.id.as_str()).chain(["background"]);
    let bits = |tag: usize| tally.hours[(line * tags + tag) * 24 + hour];
    let all: f64 = (0..tags).map(bits).sum();
    let mut shares: Vec<(String, f64)> = names
        .enumerate()
        .filter(|(tag, _)| bits(*tag) > 0.0)
        .map(|(tag, name)| (name.to_owned(), bits(tag) / all))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares
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
