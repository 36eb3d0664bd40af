//! Demand: who uses what, when and how much, drawn by name.
//!
//! Knows the case and chance. Must not know links or rates, so demand is the same in all models whose
//! terminal nodes have the same ids and counts. A draw depends on seed, application id, node id, unit,
//! number of the use and nothing else.
//!
//! Uses of a unit in the day: Poisson with the mean `uses_per_day`; each at an hour drawn by the
//! profile's weights, uniform within it. Units: seconds after midnight, bytes.

use super::plan::Use;
use super::ways::{Layout, Party};
use crate::chance::{Key, Source};
use sansou_scenario::case::{Application, ApplicationKind, Case, Distribution};

const HOUR_SECS: f64 = 3_600.0;
/// Longest mean that is drawn at once: e⁻⁵⁰⁰ is still a number.
const POISSON_PART: f64 = 500.0;

/// All uses of the day, in order of start; equal starts by application, node, unit and use.
pub fn draw(case: &Case, layout: &Layout, seed: u64) -> Vec<Use> {
    let mut uses = Vec::new();
    for party in &layout.parties {
        let application = &case.applications[party.application];
        let name = Key::new(&["traffic", &application.id, &case.nodes[party.node.0].id]);
        let source = Source::new(seed, name);
        for unit in 0..party.units {
            draw_unit(case, application, party, &source, unit, &mut uses);
        }
    }
    uses.sort_by(|a, b| a.start.total_cmp(&b.start));
    uses
}

fn draw_unit(
    case: &Case,
    application: &Application,
    party: &Party,
    source: &Source,
    unit: u64,
    uses: &mut Vec<Use>,
) {
    let way = party.first + (unit % party.ways) as usize;
    let (per_day, size, lasts) = match &application.kind {
        ApplicationKind::Scheduled { at, within, size, from_peers } => {
            for (nth, at) in at.iter().enumerate() {
                let mut stream = source.stream(unit, use_lane(nth));
                let start = at + within.value * stream.uniform();
                let bytes = stream.draw(&size.value) * (1.0 - from_peers.value);
                uses.push(Use { start, way, bytes: whole(bytes), lasts: 0.0 });
            }
            return;
        }
        ApplicationKind::Elastic { uses_per_day, size, .. } => {
            let lasts = application.screen.and_then(|screen| screen.lasts);
            (uses_per_day.value, Some(size.value), lasts.map(|d| d.value))
        }
        ApplicationKind::Stream { uses_per_day, lasts, .. }
        | ApplicationKind::Interactive { uses_per_day, lasts, .. } => {
            (uses_per_day.value, None, Some(lasts.value))
        }
    };
    let hours = &case.profiles[application.profile.0].hours;
    let mut counting = source.stream(unit, 0);
    let count = poisson(per_day, || counting.uniform());
    let positive = |d: f64| d.max(0.0);
    for nth in 0..count {
        let mut stream = source.stream(unit, use_lane(nth));
        let hour = pick_hour(hours, stream.uniform());
        let start = (hour as f64 + stream.uniform()) * HOUR_SECS;
        let bytes = size.map_or(0, |d: Distribution| whole(stream.draw(&d)));
        let lasts = lasts.map_or(0.0, |d| positive(source.stream(unit, time_lane(nth)).draw(&d)));
        uses.push(Use { start, way, bytes, lasts });
    }
}

/// Lane of the start and size of a use; lane 0 counts uses.
fn use_lane(nth: usize) -> u32 {
    1 + 2 * nth as u32
}

/// Lane of the duration of a use.
fn time_lane(nth: usize) -> u32 {
    2 + 2 * nth as u32
}

fn whole(bytes: f64) -> u64 {
    bytes.max(0.0).round() as u64
}

/// Hour at which the running sum of the weights passes `share` of their total.
fn pick_hour(weights: &[f64; 24], share: f64) -> usize {
    let mut left = share * weights.iter().sum::<f64>();
    for (hour, weight) in weights.iter().enumerate() {
        if left < *weight {
            return hour;
        }
        left -= weight;
    }
    // Only rounding leads here.
    weights.iter().rposition(|w| *w > 0.0).unwrap_or(23)
}

/// Poisson by inversion, in parts of which each has a mean of at most 500.
fn poisson(mean: f64, mut uniform: impl FnMut() -> f64) -> usize {
    let mut count = 0;
    let mut left = mean;
    while left > 0.0 {
        let part = left.min(POISSON_PART);
        left -= part;
        let mut probability = libm::exp(-part);
        let mut u = uniform();
        let mut here = 0;
        while u >= probability && probability > 0.0 {
            u -= probability;
            here += 1;
            probability *= part / f64::from(here);
        }
        count += here as usize;
    }
    count
}
