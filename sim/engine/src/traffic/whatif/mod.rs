//! What if: the same day with one thing changed.
//!
//! A changed plan keeps the drawn uses of the plan that it comes from, so two runs differ by the change
//! alone (paired). Knows [`Plan`]s and days. Must not know cases, names or threads. What an unloaded
//! transfer takes stays that of the unchanged network: people's patience does not shrink with a
//! quicker line. Units: bit/s, seconds, bytes.

mod least;

pub use least::{LEAST_TRIED, Least, least_capacity};

use super::plan::{Class, Plan, Use};
use super::tally::{MINUTES, Served, Tally};
use std::collections::BTreeMap;
use std::ops::Range;

/// Scheduled deliveries of the night begin at 22:00 and are spread over seven hours.
const NIGHT_START_SECS: f64 = 22.0 * 3_600.0;
const NIGHT_SECS: f64 = 7.0 * 3_600.0;
const DAY_SECS: f64 = 24.0 * 3_600.0;
/// Share of the capacity above which minutes are counted.
const BUSY: f64 = 0.9;
/// Rank of the 95 % quantile among 1,440 bins, from 0: the 1,368th.
const P95_RANK: usize = MINUTES * 95 / 100 - 1;

/// One thing that is changed; an application is named by its tag.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Resources have so many times their capacity.
    Capacity {
        /// Resources.
        resources: Vec<usize>,
        /// Factor.
        times: f64,
    },
    /// All uses of an application go elsewhere.
    Gone(usize),
    /// Every second use of an application, in order of start, goes elsewhere.
    Halved(usize),
    /// Transfers of an application have so many times their size.
    Size {
        /// Application.
        tag: usize,
        /// Factor.
        times: f64,
    },
    /// The uses of an application start evenly between 22:00 and 5:00, in their order.
    ByNight(usize),
    /// Flows of an application have this weight, all others theirs.
    Weight {
        /// Application.
        tag: usize,
        /// Weight.
        weight: f64,
    },
}

/// The plan with a change.
pub fn changed(plan: &Plan, change: &Change) -> Plan {
    let mut plan = plan.clone();
    match change {
        Change::Capacity { resources, times } => {
            for &resource in resources {
                plan.capacities[resource] *= times;
            }
        }
        Change::Gone(tag) => keep(&mut plan, *tag, |_| false),
        Change::Halved(tag) => keep(&mut plan, *tag, |nth| nth % 2 == 0),
        Change::Size { tag, times } => {
            let Plan { ways, uses, .. } = &mut plan;
            for usage in uses.iter_mut().filter(|usage| ways[usage.way].tag == *tag) {
                usage.bytes = (usage.bytes as f64 * times).round() as u64;
            }
        }
        Change::ByNight(tag) => by_night(&mut plan, *tag),
        Change::Weight { tag, weight } => weigh(&mut plan, *tag, *weight),
    }
    plan
}

/// Keeps the uses of an application whose number, in order of start, passes, and all others.
fn keep(plan: &mut Plan, tag: usize, passes: impl Fn(usize) -> bool) {
    let Plan { ways, uses, .. } = plan;
    let mut nth = 0;
    uses.retain(|usage| {
        if ways[usage.way].tag != tag {
            return true;
        }
        nth += 1;
        passes(nth - 1)
    });
}

fn by_night(plan: &mut Plan, tag: usize) {
    let Plan { ways, uses, .. } = plan;
    let mut moved: Vec<&mut Use> = uses.iter_mut().filter(|u| ways[u.way].tag == tag).collect();
    let count = moved.len() as f64;
    for (nth, usage) in moved.iter_mut().enumerate() {
        let start = NIGHT_START_SECS + NIGHT_SECS * (nth as f64 + 0.5) / count;
        usage.start = if start < DAY_SECS { start } else { start - DAY_SECS };
    }
    uses.sort_by(|a, b| a.start.total_cmp(&b.start));
}

/// Gives an application classes of its own.
fn weigh(plan: &mut Plan, tag: usize, weight: f64) {
    let Plan { ways, classes, .. } = plan;
    let mut own: BTreeMap<usize, usize> = BTreeMap::new();
    let mut own_class = |class: usize| {
        *own.entry(class).or_insert_with(|| {
            classes.push(Class { weight, ..classes[class].clone() });
            classes.len() - 1
        })
    };
    for way in ways.iter_mut().filter(|way| way.tag == tag) {
        way.transfers.iter_mut().for_each(|class| *class = own_class(*class));
        way.streams.iter_mut().for_each(|stream| stream.class = own_class(stream.class));
    }
}

/// What all ways' users got together.
pub fn served(tally: &Tally) -> Served {
    sum(tally.served.iter())
}

/// What the users whose ways pass any of these resources got.
pub fn of_users(plan: &Plan, tally: &Tally, resources: &[usize]) -> Served {
    let passes = |class: usize| plan.classes[class].route.iter().any(|r| resources.contains(r));
    let on_way = plan.ways.iter().zip(&tally.served).filter(|(way, _)| {
        way.transfers.iter().any(|class| passes(*class))
            || way.streams.iter().any(|stream| passes(stream.class))
    });
    sum(on_way.map(|(_, served)| served))
}

/// Whether the users of resources are served well: that share of their stream time satisfies, that
/// share of the transfers that they await is within patience, and no more uses are refused, anybody's,
/// than on the unchanged day: slow transfers hold their places in session tables for longer.
pub fn well(plan: &Plan, tally: &Tally, resources: &[usize], share: f64, today: &Tally) -> bool {
    let served = of_users(plan, tally, resources);
    let is_enough = served.satisfied_share() >= share && served.in_time_share() >= share;
    is_enough && refused(tally) <= refused(today)
}

fn refused(tally: &Tally) -> u64 {
    tally.applications.iter().map(|application| application.refused).sum()
}

fn sum<'t>(parts: impl Iterator<Item = &'t Served>) -> Served {
    let mut all = Served::default();
    parts.for_each(|part| all.add(part));
    all
}

/// Load of the parallel line that carried most over the day (the first of equals).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// 95 % quantile of one-minute means.
    pub p95_bps: f64,
    /// Greatest one-minute mean.
    pub max_bps: f64,
    /// Minutes above 90 % of the capacity.
    pub minutes_above: u32,
}

/// The parallel line that carried most over the day, the first of equals.
pub(super) fn busiest(tally: &Tally, lines: Range<usize>) -> usize {
    let carried = |line: usize| bins(tally, line).iter().sum::<f64>();
    let first = lines.start;
    lines.fold(first, |a, b| if carried(b) > carried(a) { b } else { a })
}

fn bins(tally: &Tally, line: usize) -> &[f64] {
    &tally.minutes[line * MINUTES..(line + 1) * MINUTES]
}

/// Minutes of each hour in which a line carries more than 90 % of its capacity.
pub(super) fn busy_minutes(plan: &Plan, tally: &Tally, line: usize) -> Vec<usize> {
    let mark = BUSY * 60.0 * plan.capacities[line];
    bins(tally, line).chunks(60).map(|hour| hour.iter().filter(|b| **b > mark).count()).collect()
}

/// Load of parallel lines in a run of a plan.
pub fn load(plan: &Plan, tally: &Tally, lines: Range<usize>) -> Load {
    let busiest = busiest(tally, lines);
    let mut rates: Vec<f64> = bins(tally, busiest).iter().map(|bits| bits / 60.0).collect();
    let mark = BUSY * plan.capacities[busiest];
    let minutes_above = rates.iter().filter(|rate| **rate > mark).count() as u32;
    rates.sort_unstable_by(f64::total_cmp);
    Load { p95_bps: rates[P95_RANK], max_bps: rates[MINUTES - 1], minutes_above }
}
