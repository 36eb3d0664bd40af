//! Patterns of a flow list: flows that agree in route, cap and weight.
//!
//! Numbered by links, cap and weight, so that the order of a list's flows decides nothing.

use super::layout::Pattern;
use sansou_scenario::flows::{Flow, FlowList};

/// The different patterns of a list, and the one of each flow.
pub(super) fn find(list: &FlowList) -> (Vec<Pattern>, Vec<u32>) {
    let mut order = by_route(list);
    let alike =
        |a: &Flow, b: &Flow| a.cap_bps.total_cmp(&b.cap_bps).then(a.weight.total_cmp(&b.weight));
    let flow = |index: u32| &list.flows[index as usize];
    let mut patterns: Vec<Pattern> = Vec::new();
    let mut pattern_of = vec![0; list.flows.len()];
    for same_route in order.chunk_by_mut(|&a, &b| flow(a).route == flow(b).route) {
        same_route.sort_unstable_by(|&a, &b| alike(flow(a), flow(b)));
        for same in same_route.chunk_by(|&a, &b| alike(flow(a), flow(b)).is_eq()) {
            for &index in same {
                pattern_of[index as usize] = patterns.len() as u32;
            }
            let Flow { route, cap_bps, weight, .. } = *flow(same[0]);
            patterns.push(Pattern { route, cap_bps, weight });
        }
    }
    (patterns, pattern_of)
}

/// Indices of flows, those of one route together, routes in the order of their links.
fn by_route(list: &FlowList) -> Vec<u32> {
    let mut routes: Vec<u32> = (0..list.routes.len() as u32).collect();
    routes.sort_unstable_by(|&a, &b| list.routes[a as usize].cmp(&list.routes[b as usize]));
    let mut counts = vec![0_u32; routes.len()];
    for flow in &list.flows {
        counts[flow.route as usize] += 1;
    }
    let mut start = 0;
    for &route in &routes {
        start += std::mem::replace(&mut counts[route as usize], start);
    }
    let mut order = vec![0; list.flows.len()];
    for (index, flow) in list.flows.iter().enumerate() {
        let place = &mut counts[flow.route as usize];
        order[*place as usize] = index as u32;
        *place += 1;
    }
    order
}
