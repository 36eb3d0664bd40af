//! A day that can be run again: a network laid out, its uses drawn once, and what the unchanged day
//! came to.
//!
//! Knows the network's layout and [`whatif`]. Must not know threads, studies or words; all of it can be
//! asked from many threads at once. Units: bit/s, seconds.

use super::loads::{self, bottleneck};
use super::tally::{Served, Tally};
use super::ways::{self, Element, Layout};
use super::whatif::{self, Change, LEAST_TRIED, Least, Load};
use super::{day, demand};
use crate::network::Network;
use crate::outcome::{ResourceKind, ResourceOutcome};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a day came to at a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// 95 % quantile of one-minute means of the place, bit/s.
    pub p95_bps: f64,
    /// Minutes above 90 % of its capacity.
    pub minutes_above_90: u32,
    /// User-minutes in which work was impaired, anywhere.
    pub affected_user_minutes: f64,
    /// Share of all stream time that satisfied.
    pub satisfied_share: f64,
    /// Share of all awaited transfers within three times their unloaded time.
    pub in_time_share: f64,
}

/// A link in both directions, or an appliance with a throughput.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Link or node id.
    pub element: String,
    /// Appliance, or the first of the link's directions.
    pub kind: ResourceKind,
    /// Parallel lines.
    pub lines: u64,
    /// Its resources in the plan.
    pub resources: Vec<usize>,
    /// Capacity of one line, bit/s.
    pub capacity_bps: f64,
    /// 95 % quantile of one-minute means, fuller direction, busiest line, bit/s.
    pub p95_bps: f64,
    /// Greatest one-minute mean likewise.
    pub max_bps: f64,
}

/// A plan and the day that it came to.
pub struct BaseDay {
    layout: Layout,
    tally: Tally,
    /// Load of each element.
    pub resources: Vec<ResourceOutcome>,
}

impl BaseDay {
    /// Runs the unchanged day.
    pub fn run(network: &Network, seed: u64) -> BaseDay {
        let mut layout = ways::lay_out(network);
        layout.plan.uses = demand::draw(network.case(), &layout, seed);
        let tally = day::run(&layout.plan);
        let resources = loads::resources(network.case(), &layout, &tally);
        BaseDay { layout, tally, resources }
    }

    /// Index of the bottleneck, or else of what comes nearest to its capacity in a minute; none
    /// without any load.
    pub fn narrowest(&self) -> Option<usize> {
        let peak = |at: usize| self.resources[at].max_bps / self.resources[at].capacity_bps;
        let nearest = || {
            let loaded = (0..self.resources.len()).filter(|&at| peak(at) > 0.0);
            loaded.reduce(|a, b| if peak(b) > peak(a) { b } else { a })
        };
        bottleneck(&self.resources).map(|b| b.resource).or_else(nearest)
    }

    /// Applications, by tag, and their shares of what an element carries in the hours in which it is
    /// above 90 %, each hour as often as it has such minutes; the largest first. Nothing if it never
    /// is.
    pub fn busy_by(&self, element: usize) -> Vec<(usize, f64)> {
        let Some(lines) = lines_of(&self.layout.elements[element]) else { return Vec::new() };
        let (plan, tally) = (&self.layout.plan, &self.tally);
        let line = whatif::busiest(tally, lines);
        let busy = whatif::busy_minutes(plan, tally, line);
        let tags = plan.applications + 1;
        let hours = |tag: usize| &tally.hours[(line * tags + tag) * 24..][..24];
        let weighted = |tag| hours(tag).iter().zip(&busy).map(|(b, n)| b * *n as f64).sum::<f64>();
        let all: f64 = (0..tags).map(weighted).sum();
        let shares = (0..plan.applications).map(|tag| (tag, weighted(tag) / all));
        let mut shares: Vec<(usize, f64)> = shares.filter(|(_, share)| *share > 0.0).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    }

    /// What the day, with a change or as it is, came to at the element of this index.
    pub fn figures(&self, element: usize, change: Option<&Change>) -> Figures {
        let again = change.map(|change| {
            let plan = whatif::changed(&self.layout.plan, change);
            let tally = day::run(&plan);
            (plan, tally)
        });
        let (plan, tally) =
            again.as_ref().map_or((&self.layout.plan, &self.tally), |(p, t)| (p, t));
        let lines = lines_of(&self.layout.elements[element]).unwrap_or(0..1);
        let Load { p95_bps, minutes_above, .. } = whatif::load(plan, tally, lines);
        let served = whatif::served(tally);
        let affected_secs: f64 = tally.applications.iter().map(|a| a.affected_secs).sum();
        Figures {
            p95_bps,
            minutes_above_90: minutes_above,
            affected_user_minutes: affected_secs / 60.0,
            satisfied_share: served.satisfied_share(),
            in_time_share: served.in_time_share(),
        }
    }

    /// All links and appliances with a throughput, by id.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: BTreeMap<(&str, bool), Line> = BTreeMap::new();
        for element in &self.layout.elements {
            let Some(range) = lines_of(element) else { continue };
            let load = whatif::load(&self.layout.plan, &self.tally, range.clone());
            let key = (element.id.as_str(), element.kind == ResourceKind::Appliance);
            let line = lines.entry(key).or_insert_with(|| Line {
                element: element.id.clone(),
                kind: element.kind,
                lines: element.lines,
                resources: Vec::new(),
                capacity_bps: element.capacity_bps,
                p95_bps: 0.0,
                max_bps: 0.0,
            });
            line.resources.extend(range);
            line.p95_bps = line.p95_bps.max(load.p95_bps);
            line.max_bps = line.max_bps.max(load.max_bps);
        }
        lines.into_values().collect()
    }

    /// Resources of the link (both directions) or appliance of the element of this index.
    pub fn resources_of(&self, element: usize) -> Vec<usize> {
        let whole = &self.layout.elements[element];
        let appliance = whole.kind == ResourceKind::Appliance;
        let same =
            |e: &&Element| e.id == whole.id && (e.kind == ResourceKind::Appliance) == appliance;
        self.layout.elements.iter().filter(same).filter_map(lines_of).flatten().collect()
    }

    /// What the users of these resources got.
    pub fn users_of(&self, resources: &[usize]) -> Served {
        whatif::of_users(&self.layout.plan, &self.tally, resources)
    }

    /// For each of these lines whether its users are served well when all of them have a tenth of
    /// their capacity.
    pub fn serve_at_a_tenth(&self, lines: &[&Line], share: f64) -> Vec<bool> {
        if lines.is_empty() {
            return Vec::new();
        }
        let mut plan = self.layout.plan.clone();
        for line in lines {
            line.resources
                .iter()
                .for_each(|&r| plan.capacities[r] = LEAST_TRIED * line.capacity_bps);
        }
        let tally = day::run(&plan);
        let well = |line: &&Line| whatif::well(&plan, &tally, &line.resources, share, &self.tally);
        lines.iter().map(well).collect()
    }

    /// The least capacity of a line with which that share of its users' stream time and awaited
    /// transfers is served well, all else as it is.
    pub fn least_capacity(&self, line: &Line, share: f64) -> Least {
        let (plan, resources) = (&self.layout.plan, &line.resources);
        whatif::least_capacity(plan, resources, line.capacity_bps, share, &self.tally)
    }
}

/// Resources of an element; none if it has no throughput.
fn lines_of(element: &Element) -> Option<Range<usize>> {
    element.first.map(|first| first..first + element.lines as usize)
}
