//! Lists of flows, run exactly: weighted max-min sharing with caps, every flow an event.
//!
//! From a [`FlowList`] to the finish of each flow and the loads of each link. Knows neither cases nor
//! chance. Units: seconds, bit/s.

mod clocks;
mod edges;
pub(in crate::traffic) mod fluid;
pub(in crate::traffic) mod layout;
mod levels;
mod meter;
mod patterns;
mod queue;
pub(super) mod startup;
mod tcp;
mod water;

use fluid::Fluid;
use meter::Meter;
use sansou_scenario::flows::FlowList;

/// What is asked of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question {
    /// Whether transfers start up slowly and queue, with the delays of links.
    pub tcp: bool,
    /// Whether the loads of links are wanted.
    pub loads: bool,
}

/// What became of the flows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finished {
    /// When each flow ended, seconds, in the list's order.
    pub finish_secs: Vec<f64>,
    /// Loads in the order of the list's links; empty unless asked for.
    pub loads: Vec<LinkLoad>,
}

/// Load of a link from the first start to the last finish.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinkLoad {
    /// Bits carried over the whole time, bit/s.
    pub mean_bps: f64,
    /// Greatest sum of rates at any moment, bit/s.
    pub max_bps: f64,
    /// Time during which any flow was under way on it, seconds.
    pub busy_secs: f64,
}

/// Bits of a byte.
const BYTE_BITS: f64 = 8.0;
/// Greatest size that is told apart, bits: sums of sizes stay finite.
const MOST_BITS: f64 = 1e300;

/// Runs a list. A flow that cannot end within what numbers hold has an infinite finish.
pub fn run(list: &FlowList, question: Question) -> Finished {
    if question.tcp {
        return tcp::run(list, question.loads);
    }
    let (patterns, pattern_of) = patterns::find(list);
    let capacities: Vec<f64> = list.links.iter().map(|link| link.capacity_bps).collect();
    let mut fluid = Fluid::new(&capacities, &list.routes, &patterns);
    if question.loads {
        let routes = patterns.iter().map(|pattern| &list.routes[pattern.route as usize][..]);
        fluid.measure_loads(Meter::new(list.links.len(), routes));
    }
    let mut finish_secs = vec![f64::INFINITY; list.flows.len()];
    let mut starts = starts(list, &pattern_of, &mut finish_secs).into_iter().peekable();
    let start_secs = |index: u32| list.flows[index as usize].start_secs;
    let mut ended = Vec::new();
    loop {
        let start = starts.peek().map_or(f64::INFINITY, |&index| start_secs(index));
        let end = fluid.next_end();
        if start.is_infinite() && end.is_infinite() {
            break;
        }
        if end <= start {
            fluid.end_next(&mut ended);
            for index in ended.drain(..) {
                finish_secs[index as usize] = end;
            }
        } else {
            fluid.advance(start);
            while let Some(index) = starts.next_if(|&index| start_secs(index) == start) {
                let bits = list.flows[index as usize].bytes * BYTE_BITS;
                fluid.join(pattern_of[index as usize], bits.min(MOST_BITS), index);
            }
        }
        fluid.settle();
    }
    let loads = fluid.meter().map_or(Vec::new(), |meter| loads(list, &finish_secs, meter));
    Finished { finish_secs, loads }
}

/// Loads of all links: the mean from the bits that came through, the others from the meter.
fn loads(list: &FlowList, finish_secs: &[f64], meter: &Meter) -> Vec<LinkLoad> {
    let mut route_bits = vec![0.0; list.routes.len()];
    let (mut first, mut last) = (f64::INFINITY, 0.0_f64);
    for (flow, finish) in list.flows.iter().zip(finish_secs) {
        route_bits[flow.route as usize] += flow.bytes * BYTE_BITS;
        first = first.min(flow.start_secs);
        last = last.max(*finish);
    }
    let mut bits = vec![0.0; list.links.len()];
    for (route, carried) in list.routes.iter().zip(route_bits) {
        for &link in route {
            bits[link as usize] += carried;
        }
    }
    let span_secs = last - first;
    let mean_bps = |bits: f64| if span_secs > 0.0 { bits / span_secs } else { 0.0 };
    let link =
        |(bits, (max_bps, busy_secs))| LinkLoad { mean_bps: mean_bps(bits), max_bps, busy_secs };
    bits.into_iter().zip(meter.read()).map(link).collect()
}

/// Flows in the order in which they start; those without bytes finish at once.
fn starts(list: &FlowList, pattern_of: &[u32], finish_secs: &mut [f64]) -> Vec<u32> {
    let mut order = Vec::with_capacity(list.flows.len());
    for (index, flow) in list.flows.iter().enumerate() {
        if flow.bytes > 0.0 {
            order.push(index as u32);
        } else {
            finish_secs[index] = flow.start_secs;
        }
    }
    // What starts at one instant goes by pattern and size, not by place in the list.
    order.sort_unstable_by(|&a, &b| {
        let (first, second) = (&list.flows[a as usize], &list.flows[b as usize]);
        first
            .start_secs
            .total_cmp(&second.start_secs)
            .then_with(|| pattern_of[a as usize].cmp(&pattern_of[b as usize]))
            .then_with(|| first.bytes.total_cmp(&second.bytes))
    });
    order
}
