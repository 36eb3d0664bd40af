//! The traffic engine: a day of flows through a network, with max-min sharing.
//!
//! Knows the network and named randomness. Must not know the attack engine, threads, files or the
//! clock. Parts, from the inside out: [`sharing`] divides rates, [`flows`] moves them through time,
//! [`day`] runs a [`plan`] of uses into a [`tally`], and the plan comes from the network's ways and
//! drawn demand. All but the last step know no case, so that flows given as a list can use them too.
//!
//! # What is computed
//! - **Flows.** Each leg of a route is a connection of its own; the legs of a use run at the same time
//!   (what stands between passes on as it comes), and a transfer is through when its slowest leg is.
//!   Transfers are limited to [`TERMINAL_ACCESS_BPS`], streams to the rate they want. All weigh 1.
//! - **Round trip** of a use: twice the delays of the links of all its legs plus [`queueing_secs`] of
//!   every resource passed, both ways, at the load of that minute.
//! - **Completion** of a transfer: time until the last leg is through + one round trip + bytes × the
//!   appliances' delay per byte (each appliance once) + the wait for new connections + start-up in
//!   closed form ([`patience`]). No losses.
//! - **Quality**: speech by its delay and what it went without, screen work by its round trip, minute
//!   by minute ([`quality`]).
//! - **Satisfied** stream time: every stream of the use has at least its satisfying share of the rate,
//!   and for screen work the round trip of that minute is within its limit.
//! - **Affected user-minutes**: stream time not satisfied, plus the part of awaited transfers beyond
//!   three times their unloaded time. Nobody awaits scheduled deliveries; refused uses are counted,
//!   not timed.
//! - **Sessions**: a use opens its connections once on each appliance it passes, until its last flow
//!   ends; if one of them has too few left the whole use is refused there and does not come back.
//! - **New connections**: an appliance with a set-up time works on them one after another; until it is
//!   through with those of a use is added to the completion of its transfer.
//! - **Bytes**: asked for = carried + refused + left over. Bytes count once per leg. Others' load
//!   takes its share of the lines and is in no total. What degraded streams went without is left
//!   over.
//! - **Demand does not give way**: users go on asking however slow it is, and waits of one user for
//!   several things at once add up. In deep overload this overstates the affected minutes.
//!
//! An application takes the first route, by id, of its class from a terminal group; a group of n equal
//! appliances has n times the throughput and sessions of one.

pub mod again;
pub mod day;
mod demand;
pub mod flows;
mod guards;
pub mod list;
mod loads;
pub mod patience;
pub mod plan;
pub mod quality;
pub mod region;
pub mod sharing;
pub mod tally;
mod tournament;
mod ways;
pub mod whatif;

use crate::network::Network;
use crate::outcome::{ApplicationOutcome, Times, TrafficOutcome};
use tally::Service;

/// Assumption: a terminal's own access, and so the most that one transfer gets, is 1 Gbit/s. Transfers
/// of one terminal at the same time are not made to share it.
pub const TERMINAL_ACCESS_BPS: f64 = 1e9;
/// Assumption: a transferred screen satisfies from this share of its rate on.
pub const SCREEN_SATISFIED_AT: f64 = 0.9;
/// Bits of a full packet on the line (1,500 bytes).
const PACKET_BITS: f64 = 12_000.0;
/// Assumption: a full buffer holds 50 ms.
const BUFFER_SECS: f64 = 0.05;

/// Estimated waiting of a packet at a resource from its utilisation u over a minute: that of an M/M/1
/// queue of full packets, 12,000 bit ÷ capacity × u ÷ (1 − u), and never more than a full buffer of
/// 50 ms. Traffic that comes in bursts within the minute waits longer than this.
pub fn queueing_secs(capacity_bps: f64, utilisation: f64) -> f64 {
    if utilisation >= 1.0 {
        return BUFFER_SECS;
    }
    let waiting = PACKET_BITS / capacity_bps * utilisation.max(0.0) / (1.0 - utilisation);
    waiting.min(BUFFER_SECS)
}

/// Runs a day on a network.
pub fn run(network: &Network, seed: u64) -> TrafficOutcome {
    let case = network.case();
    let mut layout = ways::lay_out(network);
    layout.plan.uses = demand::draw(case, &layout, seed);
    let mut tally = day::run(&layout.plan);
    let resources = loads::resources(case, &layout, &tally);
    let services = std::mem::take(&mut tally.applications);
    let applications: Vec<ApplicationOutcome> = services
        .into_iter()
        .enumerate()
        .map(|(index, service)| ApplicationOutcome {
            application: case.applications[index].id.clone(),
            unavailable_from: layout.unavailable[index]
                .iter()
                .map(|node| case.nodes[node.0].id.clone())
                .collect(),
            ..fared(service)
        })
        .collect();
    TrafficOutcome {
        bottleneck: loads::bottleneck(&resources),
        resources,
        affected_user_minutes: applications.iter().map(|a| a.affected_user_minutes).sum(),
        applications,
        demand_bytes: tally.demand_bytes,
        carried_bytes: tally.carried_bytes,
        refused_bytes: tally.refused_bytes,
        left_over_bytes: tally.left_over_bytes,
    }
}

fn fared(service: Service) -> ApplicationOutcome {
    ApplicationOutcome {
        application: String::new(),
        unavailable_from: Vec::new(),
        uses: service.uses,
        as_screen: service.as_screen,
        refused: service.refused,
        stream_secs: service.stream_secs,
        satisfied_share: (service.stream_secs > 0.0)
            .then(|| service.satisfied_secs / service.stream_secs),
        opinion_score: (service.speech_secs > 0.0)
            .then(|| service.scored_secs / service.speech_secs),
        screen_feel_secs: (service.feel_secs != [0.0; 3]).then_some(service.feel_secs),
        affected_user_minutes: service.affected_secs / 60.0,
        completion_secs: times(service.completions),
    }
}

/// Mean and nearest-rank quantiles.
fn times(mut secs: Vec<f64>) -> Option<Times> {
    secs.sort_unstable_by(f64::total_cmp);
    let last = secs.len().checked_sub(1)?;
    let count = secs.len() as f64;
    let quantile = |p: f64| secs[((p * count).ceil() as usize).saturating_sub(1).min(last)];
    Some(Times {
        mean: secs.iter().sum::<f64>() / count,
        p05: quantile(0.05),
        p50: quantile(0.5),
        p95: quantile(0.95),
    })
}
