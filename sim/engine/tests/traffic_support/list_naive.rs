//! A slow, independent solver of flow lists, to compare with: every flow by itself, everything solved
//! again at every event, and the division checked for max-min optimality each time.

use sansou_engine::traffic::list::LinkLoad;
use sansou_scenario::flows::{Flow, FlowList, Link};

/// A flow as start, bytes, links, cap, weight.
pub type Given<'a> = (f64, f64, &'a [u32], f64, f64);

/// A list of flows over links of such capacities.
pub fn list(capacities: &[f64], flows: &[Given<'_>]) -> FlowList {
    let mut list = FlowList::default();
    for (index, &capacity_bps) in capacities.iter().enumerate() {
        list.links.push(Link { id: format!("l{index}"), capacity_bps, delay_secs: 0.0 });
    }
    for (index, &(start_secs, bytes, links, cap_bps, weight)) in flows.iter().enumerate() {
        let known = list.routes.iter().position(|route| route[..] == *links);
        let route = known.unwrap_or_else(|| {
            list.routes.push(links.into());
            list.routes.len() - 1
        });
        list.ids.push(&format!("f{index}"));
        list.flows.push(Flow { start_secs, bytes, route: route as u32, cap_bps, weight });
    }
    list
}

struct Alive {
    index: usize,
    bits_left: f64,
    rate: f64,
}

/// Finish times and loads.
pub fn run(list: &FlowList) -> (Vec<f64>, Vec<LinkLoad>) {
    let mut order: Vec<usize> = (0..list.flows.len()).collect();
    order.sort_by(|&a, &b| list.flows[a].start_secs.total_cmp(&list.flows[b].start_secs));
    let mut finish: Vec<f64> = list.flows.iter().map(|flow| flow.start_secs).collect();
    let mut loads = vec![LinkLoad::default(); list.links.len()];
    let mut starts = order.into_iter().filter(|&index| list.flows[index].bytes > 0.0).peekable();
    let mut alive: Vec<Alive> = Vec::new();
    let mut now = 0.0;
    loop {
        divide(list, &mut alive);
        assert_optimal(list, &alive);
        let start = starts.peek().map_or(f64::INFINITY, |&index| list.flows[index].start_secs);
        let end = alive.iter().map(|flow| now + flow.bits_left / flow.rate);
        let next = end.fold(start, f64::min);
        if next.is_infinite() {
            break;
        }
        record(list, &alive, next - now, next, &mut loads);
        // What ends at that time ends there, whatever rounding has left of it.
        alive.retain_mut(|flow| {
            let is_done = now + flow.bits_left / flow.rate <= next;
            flow.bits_left -= flow.rate * (next - now);
            if is_done {
                finish[flow.index] = next;
            }
            !is_done
        });
        now = next;
        while let Some(index) = starts.next_if(|&index| list.flows[index].start_secs <= now) {
            alive.push(Alive { index, bits_left: list.flows[index].bytes * 8.0, rate: 0.0 });
        }
    }
    let first = list.flows.iter().map(|flow| flow.start_secs).fold(f64::INFINITY, f64::min);
    let span = finish.iter().copied().fold(0.0, f64::max) - first;
    for load in &mut loads {
        load.mean_bps = if span > 0.0 { load.mean_bps / span } else { 0.0 };
    }
    (finish, loads)
}

fn links<'a>(list: &'a FlowList, flow: &Alive) -> &'a [u32] {
    &list.routes[list.flows[flow.index].route as usize]
}

/// Progressive filling (Bertsekas and Gallager, Data Networks, 6.5.2).
fn divide(list: &FlowList, alive: &mut [Alive]) {
    let mut free: Vec<f64> = list.links.iter().map(|link| link.capacity_bps).collect();
    let mut open: Vec<usize> = (0..alive.len()).collect();
    while !open.is_empty() {
        let mut weight = vec![0.0; free.len()];
        for &at in &open {
            for &link in links(list, &alive[at]) {
                weight[link as usize] += list.flows[alive[at].index].weight;
            }
        }
        let level = |at: usize| {
            let flow = &list.flows[alive[at].index];
            let granted =
                links(list, &alive[at]).iter().map(|&l| free[l as usize] / weight[l as usize]);
            granted.fold(flow.cap_bps / flow.weight, f64::min)
        };
        let levels: Vec<f64> = open.iter().map(|&at| level(at)).collect();
        let least = levels.iter().copied().fold(f64::INFINITY, f64::min);
        let mut stays = Vec::new();
        for (&at, &level) in open.iter().zip(&levels) {
            if level > least * (1.0 + 1e-13) {
                stays.push(at);
                continue;
            }
            alive[at].rate = least * list.flows[alive[at].index].weight;
            for &link in links(list, &alive[at]) {
                free[link as usize] = (free[link as usize] - alive[at].rate).max(0.0);
            }
        }
        open = stays;
    }
}

/// Nothing over capacity; each flow has its cap or a full link on which nobody has a higher level.
fn assert_optimal(list: &FlowList, alive: &[Alive]) {
    let rates = rates(list, alive);
    let level = |flow: &Alive| flow.rate / list.flows[flow.index].weight;
    for (link, &rate) in list.links.iter().zip(&rates) {
        assert!(rate <= link.capacity_bps * (1.0 + 1e-9));
    }
    let mut highest = vec![0.0_f64; list.links.len()];
    for flow in alive {
        for &link in links(list, flow) {
            highest[link as usize] = highest[link as usize].max(level(flow));
        }
    }
    for flow in alive {
        let is_capped = flow.rate >= list.flows[flow.index].cap_bps * (1.0 - 1e-9);
        let is_held = links(list, flow).iter().map(|&link| link as usize).any(|link| {
            rates[link] >= list.links[link].capacity_bps * (1.0 - 1e-9)
                && highest[link] <= level(flow) * (1.0 + 1e-9)
        });
        assert!(is_capped || is_held, "a flow could have more");
    }
}

fn rates(list: &FlowList, alive: &[Alive]) -> Vec<f64> {
    let mut rates = vec![0.0; list.links.len()];
    for flow in alive {
        for &link in links(list, flow) {
            rates[link as usize] += flow.rate;
        }
    }
    rates
}

/// Adds a span of time to the loads; `mean_bps` counts bits until the end.
fn record(list: &FlowList, alive: &[Alive], span: f64, now: f64, loads: &mut [LinkLoad]) {
    let rates = rates(list, alive);
    for (load, rate) in loads.iter_mut().zip(rates) {
        if rate > 0.0 {
            load.mean_bps += rate * span;
            load.busy_secs += span;
            // Ends that only rounding parts are one.
            if span > 1e-14 * now {
                load.max_bps = load.max_bps.max(rate);
            }
        }
    }
}
