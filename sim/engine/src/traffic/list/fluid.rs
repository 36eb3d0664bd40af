//! Fluid: flows under way over shared links, exact between events.
//!
//! Knows patterns of flows (a route, a cap, a weight), sizes and times. Must not know lists, cases or
//! who asks: a flow carries a `token`, a plain number. Here [`Levels`] (rates), [`Clocks`] (ends) and
//! [`Edges`] (links looked at only while they bind) come together.
//!
//! Use: [`Fluid::join`] any flows at one instant, then [`Fluid::settle`]; then either
//! [`Fluid::advance`] to a time before [`Fluid::next_end`], or [`Fluid::end_next`], and settle again.
//! Units: seconds, bits, bit/s.

use super::clocks::{Clocks, NONE};
use super::edges::Edges;
use super::layout::{Layout, Pattern};
use super::levels::Levels;
use super::meter::Meter;

/// Instants closer together than this share of the time (45 times its rounding) are one to the meter:
/// rounding parts ends that fall together.
const MOMENT: f64 = 1e-14;

/// Flows under way.
#[derive(Debug)]
pub(in crate::traffic) struct Fluid {
    pub(super) layout: Layout,
    pub(super) levels: Levels,
    pub(super) clocks: Clocks,
    pub(super) edges: Edges,
    /// By kind: its live class, or [`NONE`].
    live: Vec<u32>,
    /// Scratch of one end.
    ended: Vec<u32>,
    meter: Option<Meter>,
}

impl Fluid {
    /// No flow, at time 0.
    pub fn new(capacities: &[f64], routes: &[Box<[u32]>], patterns: &[Pattern]) -> Fluid {
        Fluid::laid_out(capacities, Layout::new(capacities, routes, patterns))
    }

    /// The same with no edges: every link is looked at always, and streams may be added.
    pub fn of_trunks(capacities: &[f64], routes: &[Box<[u32]>], patterns: &[Pattern]) -> Fluid {
        Fluid::laid_out(capacities, Layout::of_trunks(capacities, routes, patterns))
    }

    fn laid_out(capacities: &[f64], mut layout: Layout) -> Fluid {
        let kind_routes = std::mem::take(&mut layout.routes);
        Fluid {
            levels: Levels::new(capacities, &layout.is_trunk, kind_routes, layout.groups),
            clocks: Clocks::new(capacities.len()),
            edges: Edges::new(capacities.len(), &layout),
            live: vec![NONE; layout.kinds.len()],
            ended: Vec::new(),
            meter: None,
            layout,
        }
    }

    /// Measures loads from now on, which is before any flow.
    pub(super) fn measure_loads(&mut self, meter: Meter) {
        self.meter = Some(meter);
        self.levels.news.classes = Some(Vec::new());
    }

    /// What has been measured.
    pub(super) fn meter(&self) -> Option<&Meter> {
        self.meter.as_ref()
    }

    /// When the next flow ends if nothing changes; infinite if none does.
    pub fn next_end(&self) -> f64 {
        self.clocks.next_end()
    }

    /// Moves time on, to no later than the next end.
    pub fn advance(&mut self, to: f64) {
        let now = self.clocks.now();
        if let Some(meter) = &mut self.meter
            && to - now > MOMENT * to
        {
            let mut changed = self.levels.news.classes.take().unwrap_or_default();
            meter.pass(&self.levels, &mut changed, now);
            self.levels.news.classes = Some(changed);
        }
        self.clocks.advance(to);
    }

    /// Starts a flow of so many bits (more than 0).
    pub fn join(&mut self, pattern: u32, bits: f64, token: u32) {
        let class = self.class_for(pattern);
        let bits_each = bits / self.levels.weight(class);
        let flow = self.clocks.start(&self.levels, class, pattern, bits_each, token);
        self.gain(class, pattern, 1);
        self.edges.join(&self.layout, &mut self.clocks, pattern, flow);
    }

    /// Adds a stream, which has no end of its own; the pattern has no edges.
    pub fn add_stream(&mut self, pattern: u32) {
        let class = self.class_for(pattern);
        self.gain(class, pattern, 1);
    }

    /// Ends one of the streams of a pattern.
    pub fn end_stream(&mut self, pattern: u32) {
        self.lose(self.class(pattern), pattern, 1);
    }

    /// What a link grants each flow per weight; infinite while it does not bind.
    pub fn link_level(&self, link: u32) -> f64 {
        self.levels.link_level(link)
    }

    /// Sum of the rates on a link, if there are no edges.
    pub fn link_load(&self, link: u32) -> f64 {
        self.levels.load(link)
    }

    /// Moves time on to the next end and ends one or more flows there; `ended` gets their tokens.
    pub fn end_next(&mut self, ended: &mut Vec<u32>) {
        self.advance(self.next_end());
        let mut flows = std::mem::take(&mut self.ended);
        self.clocks.end(&mut flows);
        for flow in flows.drain(..) {
            let entry = *self.clocks.flow(flow);
            self.lose(self.class(entry.pattern), entry.pattern, 1);
            self.edges.leave(&self.layout, &mut self.clocks, flow);
            self.clocks.forget(flow);
            ended.push(entry.token);
        }
        self.ended = flows;
    }

    /// Divides anew after changes.
    pub fn settle(&mut self) {
        self.balance();
        if self.rejoin() {
            self.balance();
        }
        self.follow();
    }

    /// Solves, and sets apart what edges bind, until no edge is beyond its capacity.
    fn balance(&mut self) {
        loop {
            self.levels.solve();
            let over = self.overloaded();
            if over.is_empty() {
                return;
            }
            for edge in over {
                self.set_apart(edge);
            }
        }
    }

    /// Hands new rates on to the clocks.
    fn follow(&mut self) {
        let news = &mut self.levels.news;
        let (mut links, mut rebound) =
            (std::mem::take(&mut news.links), std::mem::take(&mut news.rebound));
        for link in links.drain(..) {
            self.clocks.set_rate(link, self.levels.link_level(link));
        }
        for class in rebound.drain(..) {
            if self.levels.count(class) > 0 {
                self.clocks.rebind(&self.levels, class, self.levels.bound(class));
            }
        }
        (self.levels.news.links, self.levels.news.rebound) = (links, rebound);
        self.clocks.foresee(&self.levels);
    }

    fn kind(&self, pattern: u32) -> u32 {
        let place = &self.layout.places[pattern as usize];
        if self.edges.is_apart(pattern) { place.own } else { place.shared }
    }

    /// Class of a pattern that has flows.
    pub(super) fn class(&self, pattern: u32) -> u32 {
        self.live[self.kind(pattern) as usize]
    }

    /// Class in which flows of a pattern go now.
    pub(super) fn class_for(&mut self, pattern: u32) -> u32 {
        let kind = self.kind(pattern);
        if self.live[kind as usize] == NONE {
            let entry = &self.layout.kinds[kind as usize];
            let class = self.levels.enter(kind, entry);
            self.clocks.open(class, self.levels.bound(class), entry.ceiling);
            self.live[kind as usize] = class;
        }
        self.live[kind as usize]
    }

    /// Adds flows of a pattern to a class.
    pub(super) fn gain(&mut self, class: u32, pattern: u32, flows: u32) {
        self.levels.set_count(class, self.levels.count(class) + flows);
        if let Some(meter) = &mut self.meter {
            meter.count(&self.levels, class, pattern, flows as i32, self.clocks.now());
        }
    }

    /// Takes flows of a pattern from a class.
    pub(super) fn lose(&mut self, class: u32, pattern: u32, flows: u32) {
        let count = self.levels.count(class) - flows;
        self.levels.set_count(class, count);
        if let Some(meter) = &mut self.meter {
            meter.count(&self.levels, class, pattern, -(flows as i32), self.clocks.now());
        }
        if count > 0 {
            return;
        }
        self.live[self.levels.kind(class) as usize] = NONE;
        self.levels.leave(class);
        self.clocks.close(class);
        if let Some(meter) = &mut self.meter {
            meter.close(class);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fluid, Pattern};
    use proptest::prelude::*;

    proptest! {
        /// What links carry, summed over time from their loads, is what the flows bring.
        #[test]
        fn links_carry_what_flows_bring(
            flows in prop::collection::vec((0.0..20.0_f64, 0..6_u32, 0.1..100.0_f64), 1..60),
            capacities in prop::array::uniform3(1.0..20.0_f64),
        ) {
            let routes: [Box<[u32]>; 3] = [[0, 2].into(), [1, 2].into(), [1].into()];
            let weight = |of: u32| 1.0 + 3.0 * f64::from(of % 2);
            let pattern =
                |of: u32| Pattern { route: of / 2, cap_bps: 2.0 + f64::from(of), weight: weight(of) };
            let patterns: Vec<Pattern> = (0..6).map(pattern).collect();
            let mut fluid = Fluid::of_trunks(&capacities, &routes, &patterns);
            let mut flows = flows;
            flows.sort_by(|a, b| b.0.total_cmp(&a.0));
            let (mut carried, mut brought, mut now) = ([0.0; 3], [0.0; 3], 0.0);
            loop {
                let start = flows.last().map_or(f64::INFINITY, |flow| flow.0);
                let next = start.min(fluid.next_end());
                if next.is_infinite() {
                    break;
                }
                (0..3).for_each(|link| carried[link] += fluid.link_load(link as u32) * (next - now));
                now = next;
                if next < start {
                    fluid.end_next(&mut Vec::new());
                } else if let Some((_, pattern, bits)) = flows.pop() {
                    fluid.advance(next);
                    fluid.join(pattern, bits, 0);
                    routes[pattern as usize / 2].iter().for_each(|&l| brought[l as usize] += bits);
                }
                fluid.settle();
            }
            for (carried, brought) in carried.iter().zip(brought) {
                prop_assert!((carried - brought).abs() <= 1e-9 * brought.max(1.0));
            }
        }
    }
}
