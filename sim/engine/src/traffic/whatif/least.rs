//! The least capacity of a line with which its users are well served, all else as it is.
//!
//! Knows [`Plan`]s and days. Must not know cases or threads. Capacities are tried at the steps
//! 1, 2, 5 × 10ᵏ bit/s from a tenth of the present one to a hundred times it, by bisection: so at most
//! five runs a line. Bisection takes for granted that more capacity serves its own users no worse;
//! max-min sharing alone does not promise that when other lines are narrow too (users of other lines
//! may gain), so what is found is a step that serves well, and the step below it was tried and does
//! not.

use super::well;
use crate::traffic::day;
use crate::traffic::plan::Plan;
use crate::traffic::tally::Tally;

/// Share of the present capacity down to which lines are tried.
pub const LEAST_TRIED: f64 = 0.1;
/// Times the present capacity up to which lines are tried.
const MOST_TRIED: f64 = 100.0;

/// What was found of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Least {
    /// A tenth of the present capacity serves well.
    Tenth,
    /// Least step that serves well, or the present capacity if no step below it does, bit/s.
    Capacity(f64),
    /// A hundred times the present capacity does not serve well: something else is too narrow.
    NotReached,
}

/// Finds the least capacity of a line: `resources` are its directions and parallel lines, which all
/// have the capacity `present_bps`; `today` is the day of the plan as it is.
pub fn least_capacity(
    plan: &Plan,
    resources: &[usize],
    present_bps: f64,
    share: f64,
    today: &Tally,
) -> Least {
    let well_now = well(plan, today, resources, share, today);
    let serves = |capacity_bps: f64| {
        let mut plan = plan.clone();
        resources.iter().for_each(|&resource| plan.capacities[resource] = capacity_bps);
        well(&plan, &day::run(&plan), resources, share, today)
    };
    let (low, high) = (LEAST_TRIED * present_bps, MOST_TRIED * present_bps);
    let tried: Vec<f64> = if well_now {
        [low].into_iter().chain(steps(low, present_bps)).chain([present_bps]).collect()
    } else {
        steps(present_bps, high).into_iter().chain([high]).collect()
    };
    // The last is known, or found here, to serve well.
    let mut good = tried.len() - 1;
    if !well_now && !serves(tried[good]) {
        return Least::NotReached;
    }
    let mut bad = 0;
    while bad < good {
        let middle = (bad + good) / 2;
        if serves(tried[middle]) { good = middle } else { bad = middle + 1 }
    }
    if well_now && good == 0 { Least::Tenth } else { Least::Capacity(tried[good]) }
}

/// All 1, 2, 5 × 10ᵏ above `low` and below `high`.
fn steps(low: f64, high: f64) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut decade = 1.0;
    while decade < high {
        steps.extend([1.0, 2.0, 5.0].map(|digit| digit * decade));
        decade *= 10.0;
    }
    steps.retain(|step| *step > low && *step < high);
    steps
}
