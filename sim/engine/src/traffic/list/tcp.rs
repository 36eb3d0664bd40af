//! Lists of flows with start-up and queues: what packets do to transfers, to first order.
//!
//! Drives [`Flows`] with what [`startup`](super::startup) and [`queue`](super::queue) say. A transfer
//! connects, sends windows that double with every round trip, and enters the fluid sharing when its
//! window outlasts the round trip at the share that it would get. Until then it takes nothing from
//! the others: the windows of start-up pass in between, as they do through a common queue. A round
//! trip is there and back by the delays, the packets' own times and the queues of that moment.
//!
//! Must not know cases. Invariant: the order of the list changes nothing but the order of the result,
//! since flows are numbered anew by start, kind and size; all that happens at one instant is decided
//! on the division before it. Units: seconds, bit/s; bits
//! are bits on the line, with headers, except in a flow's size and cap.

use super::layout::Pattern;
use super::queue::Queue;
use super::startup::{OVERHEAD, Onward, Startup, packets_secs};
use super::{Finished, LinkLoad, patterns, starts};
use crate::traffic::flows::Flows;
use crate::traffic::sharing::{ClassIndex, Sharing};
use sansou_scenario::flows::{Flow, FlowList};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A link counts as saturated when less than this share of its capacity is free.
const SLACK: f64 = 1e-9;
/// Weights are summed exactly, in multiples of the last bit of the least that lists may have: 2⁻⁷³.
const WEIGHT_UNIT: f64 = 1.0 / (1_u128 << 73) as f64;

/// Runs a list with start-up and queues. A flow that cannot end within what numbers hold has an
/// infinite finish.
pub(super) fn run(list: &FlowList, with_loads: bool) -> Finished {
    let (patterns, pattern_of) = patterns::find(list);
    let mut finish_secs = vec![f64::INFINITY; list.flows.len()];
    let order = starts(list, &pattern_of, &mut finish_secs);
    let start = |flow: usize| list.flows[order[flow] as usize].start_secs;
    let mut course = Course::new(list, &patterns, &pattern_of, &order);
    let mut arrivals = (0..order.len()).peekable();
    loop {
        let arrival = arrivals.peek().map_or(f64::INFINITY, |&flow| start(flow));
        let now = arrival.min(course.next_secs());
        if now.is_infinite() {
            break;
        }
        course.advance(now);
        while let Some(flow) = arrivals.next_if(|&flow| start(flow) <= now) {
            course.connect(flow);
        }
        course.settle();
    }
    for (&index, &finish) in order.iter().zip(&course.finish_secs) {
        finish_secs[index as usize] = finish;
    }
    let loads = if with_loads { course.loads(&finish_secs) } else { Vec::new() };
    Finished { finish_secs, loads }
}

/// All transfers on their way.
struct Course<'a> {
    list: &'a FlowList,
    /// Where each flow, numbered by its start, stands in the list.
    order: &'a [u32],
    now: f64,
    sharing: Flows,
    /// By route.
    ways: Vec<Way>,
    links: Vec<Link>,
    /// By flow: the class in which it shares, and its start-up as far as it has come.
    classes: Vec<ClassIndex>,
    startups: Vec<Startup>,
    /// By flow: what its last byte will be under way, and when it was there; infinite until then.
    tail_secs: Vec<f64>,
    finish_secs: Vec<f64>,
    /// Transfers that are starting up, by the time of their next window and number.
    rounds: BinaryHeap<Reverse<(u64, usize)>>,
    /// Classes whose flows or rates have changed at this instant.
    stirred: Vec<ClassIndex>,
}

/// What a route takes while nothing waits.
struct Way {
    /// Delays, there and back.
    delay_secs: f64,
    packets_secs: f64,
}

#[derive(Clone, Default)]
struct Link {
    queue: Queue,
    /// Sum of the weights that share it, in [`WEIGHT_UNIT`]s.
    weight: u128,
    /// Greatest load so far.
    most_bps: f64,
}

impl<'a> Course<'a> {
    fn new(
        list: &'a FlowList,
        patterns: &[Pattern],
        pattern_of: &[u32],
        order: &'a [u32],
    ) -> Course<'a> {
        let capacities: Vec<f64> = list.links.iter().map(|link| link.capacity_bps).collect();
        let mut sharing = Sharing::new(&capacities);
        let mut class_of = |pattern: &Pattern| {
            let links = &list.routes[pattern.route as usize];
            let route: Vec<usize> = links.iter().map(|&link| link as usize).collect();
            sharing.add_class(&route, pattern.weight, pattern.cap_bps * OVERHEAD)
        };
        let classes: Vec<ClassIndex> = patterns.iter().map(&mut class_of).collect();
        let class_of = |&index: &u32| classes[pattern_of[index as usize] as usize];
        let startup = |&index: &u32| Startup::new(list.flows[index as usize].bytes);
        let way = |route: &[u32]| Way {
            delay_secs: 2.0 * route.iter().map(|&l| list.links[l as usize].delay_secs).sum::<f64>(),
            packets_secs: packets_secs(route.iter().map(|&link| capacities[link as usize])),
        };
        Course {
            list,
            order,
            now: 0.0,
            ways: list.routes.iter().map(|route| way(route)).collect(),
            links: vec![Link::default(); capacities.len()],
            classes: order.iter().map(class_of).collect(),
            startups: order.iter().map(startup).collect(),
            tail_secs: vec![0.0; order.len()],
            finish_secs: vec![f64::INFINITY; order.len()],
            rounds: BinaryHeap::new(),
            stirred: Vec::new(),
            sharing: Flows::new(sharing, 1),
        }
    }

    /// When something happens next.
    fn next_secs(&self) -> f64 {
        let round =
            self.rounds.peek().map_or(f64::INFINITY, |Reverse((at, _))| f64::from_bits(*at));
        round.min(self.sharing.next_end())
    }

    /// Moves on to a time at which transfers end or send a window.
    fn advance(&mut self, now: f64) {
        self.now = now;
        let mut due = Vec::new();
        while let Some(Reverse((at, flow))) = self.rounds.peek().copied()
            && f64::from_bits(at) <= now
        {
            self.rounds.pop();
            due.push((flow, self.startups[flow].onward(self.round_secs(flow), self.share(flow))));
        }
        let mut ended = Vec::new();
        self.sharing.advance(now, &mut ended);
        for flow in ended {
            self.finish_secs[flow] = now + self.tail_secs[flow];
            self.stir(flow, |sum, weight| sum.saturating_sub(weight));
        }
        for (flow, onward) in due {
            match onward {
                Onward::Waits(startup) => {
                    self.startups[flow] = startup;
                    self.rounds.push(Reverse(((now + self.round_secs(flow)).to_bits(), flow)));
                }
                Onward::Flows(bits) => {
                    self.tail_secs[flow] =
                        self.way(flow).delay_secs / 2.0 + self.waiting_secs(flow);
                    self.sharing.start(self.classes[flow], 0, bits, flow);
                    self.stir(flow, u128::saturating_add);
                }
            }
        }
    }

    /// Begins a transfer: its first window goes out a round trip later.
    fn connect(&mut self, flow: usize) {
        let connected = self.now + self.way(flow).delay_secs + self.waiting_secs(flow);
        self.rounds.push(Reverse((connected.to_bits(), flow)));
    }

    /// One flow more or less shares its links.
    fn stir(&mut self, flow: usize, change: impl Fn(u128, u128) -> u128) {
        let weight = (self.flow(flow).weight / WEIGHT_UNIT) as u128;
        for link in links_of(self.list, self.flow(flow)) {
            self.links[link].weight = change(self.links[link].weight, weight);
        }
        self.stirred.push(self.classes[flow]);
    }

    /// Divides anew and tells the queues which links are full.
    fn settle(&mut self) {
        let stirred = &mut self.stirred;
        self.sharing.settle(|class, _| stirred.push(class));
        let sharing = self.sharing.sharing();
        for class in stirred.drain(..) {
            for &link in sharing.route(class) {
                let (load, capacity) = (sharing.load(link), sharing.capacity(link));
                let link = &mut self.links[link];
                link.queue.set_saturated(self.now, load >= capacity * (1.0 - SLACK));
                link.most_bps = link.most_bps.max(load);
            }
        }
    }

    fn flow(&self, flow: usize) -> &'a Flow {
        &self.list.flows[self.order[flow] as usize]
    }

    fn way(&self, flow: usize) -> &Way {
        &self.ways[self.flow(flow).route as usize]
    }

    /// What queues add to a flow's round trip at this moment; answers find none.
    fn waiting_secs(&self, flow: usize) -> f64 {
        let links = links_of(self.list, self.flow(flow));
        links.map(|link| self.links[link].queue.waiting_secs(self.now)).sum()
    }

    /// Round trip of a window.
    fn round_secs(&self, flow: usize) -> f64 {
        let way = self.way(flow);
        way.delay_secs + way.packets_secs + self.waiting_secs(flow)
    }

    /// What a flow would get if it shared: on each link what is free, or as much as its weight claims
    /// from those that share the link, and the least of that.
    fn share(&self, flow: usize) -> f64 {
        let sharing = self.sharing.sharing();
        let flow = self.flow(flow);
        let granted = links_of(self.list, flow).map(|link| {
            let capacity = sharing.capacity(link);
            let others = self.links[link].weight as f64 * WEIGHT_UNIT;
            let claim = capacity * flow.weight / (others + flow.weight);
            claim.max(capacity - sharing.load(link))
        });
        granted.fold(flow.cap_bps * OVERHEAD, f64::min)
    }

    /// Loads of all links. The mean counts every bit, headers too, so windows of start-up can bring it
    /// some per cent above the capacity in overload; the greatest load counts only what shares.
    fn loads(&self, finish_secs: &[f64]) -> Vec<LinkLoad> {
        let mut loads: Vec<LinkLoad> = self
            .links
            .iter()
            .map(|link| LinkLoad { max_bps: link.most_bps, ..LinkLoad::default() })
            .collect();
        let mut busy_until = vec![0.0; loads.len()];
        for (number, &finish) in self.finish_secs.iter().enumerate() {
            let flow = self.flow(number);
            for link in links_of(self.list, flow) {
                let load = &mut loads[link];
                load.mean_bps += flow.bytes * 8.0 * OVERHEAD;
                load.busy_secs += (finish - flow.start_secs.max(busy_until[link])).max(0.0);
                busy_until[link] = finish.max(busy_until[link]);
            }
        }
        let last = finish_secs.iter().copied().fold(0.0, f64::max);
        let first = self.list.flows.iter().map(|flow| flow.start_secs).fold(last, f64::min);
        let span = last - first;
        for load in &mut loads {
            load.mean_bps = if span > 0.0 { load.mean_bps / span } else { 0.0 };
        }
        loads
    }
}

fn links_of<'a>(list: &'a FlowList, flow: &Flow) -> impl Iterator<Item = usize> + use<'a> {
    list.routes[flow.route as usize].iter().map(|&link| link as usize)
}
