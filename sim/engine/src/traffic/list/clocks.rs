//! Clocks: flows under way, and when the next one ends.
//!
//! Knows time, classes of flows (numbers), and what bounds each. Must not know how levels come about.
//!
//! A *clock* counts service, the bits per unit of weight that flows have got from what bounds them: a
//! clock per link, on which all classes run that the link bounds, and one per class for the time at
//! its ceiling. So a link whose level moves moves one clock, however many classes and flows it
//! bounds. A class is so far ahead of its clock (`offset`); a flow that starts when its class has got
//! s and has b bits ends when the class has got s + b ÷ weight. A heap per class finds its next flow,
//! each clock knows its next class, a tournament the next of all.
//!
//! Flows that leave a class early stay in its heap as stale entries and are skipped. Invariants: time
//! never goes back; every end takes at least one flow. Clocks are set back to 0 every so often, so
//! that service stays of the size of what is under way and rounding (2⁻⁵³ of it) far below it; at once,
//! where a flow comes of less than [`FINE`] of it: a light flow alone on a link makes service run up
//! far beyond what a heavy one asks for. Units: seconds, bits.

use super::levels::{CEILING, Levels};
use crate::traffic::tournament::Tournament;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No flow, no class.
pub(super) const NONE: u32 = u32::MAX;
/// A clock is set back after so many readings, and four for each flow that this touches.
const READINGS: u32 = 1024;
/// Least part of a clock's service that is told apart well enough: 2⁻²⁰, of which rounding is 2⁻³³.
const FINE: f64 = 1.0 / (1_u64 << 20) as f64;

/// Flows under way and their clocks.
#[derive(Debug)]
pub(super) struct Clocks {
    now: f64,
    /// Clocks of links, then of classes.
    clocks: Vec<Clock>,
    links: usize,
    lines: Vec<Line>,
    flows: Vec<Flow>,
    vacant: Vec<u32>,
    ends: Tournament,
    /// Clocks whose next end is to be found again.
    stale: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Clock {
    /// Service, and when that was right.
    service: f64,
    at: f64,
    rate: f64,
    /// Service at which the next flow ends, and its class.
    first: f64,
    first_class: u32,
    /// Readings until it is set back.
    readings_left: u32,
    is_stale: bool,
}

/// The flows of a class, in a line by their ends.
#[derive(Debug, Default)]
struct Line {
    queue: BinaryHeap<Reverse<End>>,
    clock: u32,
    offset: f64,
    /// Service of the clock at which the next flow ends.
    first: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    /// Service of the class, as the bits of a number that is not negative: in numeric order.
    service: u64,
    flow: u32,
}

/// A flow under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow {
    /// Service of its class at which it ends, as in [`End`].
    end: u64,
    class: u32,
    /// Who it belongs to.
    pub pattern: u32,
    /// Neighbours in a list kept outside.
    pub previous: u32,
    /// Neighbours in a list kept outside.
    pub next: u32,
    /// Who is told of its end.
    pub token: u32,
}

impl Clocks {
    /// Clocks of so many links, at time 0.
    pub fn new(links: usize) -> Clocks {
        Clocks {
            now: 0.0,
            clocks: vec![Clock::stopped(); links],
            links,
            lines: Vec::new(),
            flows: Vec::new(),
            vacant: Vec::new(),
            ends: Tournament::new(links + 64),
            stale: Vec::new(),
        }
    }

    /// Present time.
    pub fn now(&self) -> f64 {
        self.now
    }

    /// Moves time on, to no later than the next end.
    pub fn advance(&mut self, to: f64) {
        self.now = self.now.max(to);
    }

    /// When the next flow ends if nothing changes; infinite if none does.
    pub fn next_end(&self) -> f64 {
        self.ends.least().1
    }

    /// A flow under way.
    pub fn flow(&mut self, flow: u32) -> &mut Flow {
        &mut self.flows[flow as usize]
    }

    /// Which clock a class runs on that is bounded so.
    fn clock_of(&self, class: u32, bound: u32) -> u32 {
        if bound == CEILING { self.links as u32 + class } else { bound }
    }

    /// Makes a place ready for a class, which has got nothing yet.
    pub fn open(&mut self, class: u32, bound: u32, ceiling: f64) {
        let count = class as usize + 1;
        if self.lines.len() < count {
            self.lines.resize_with(count, Line::default);
            self.clocks.resize(self.links + count, Clock::stopped());
            self.ends.grow(self.links + count);
        }
        let clock = self.clock_of(class, bound);
        self.clocks[self.links + class as usize] =
            Clock { rate: finite(ceiling), at: self.now, ..Clock::stopped() };
        let service = self.service(clock);
        let line = &mut self.lines[class as usize];
        line.queue.clear();
        (line.clock, line.offset, line.first) = (clock, -service, f64::INFINITY);
    }

    /// Empties the place of a class that has no flows left.
    pub fn close(&mut self, class: u32) {
        let line = &mut self.lines[class as usize];
        line.queue.clear();
        line.first = f64::INFINITY;
        let clock = line.clock;
        self.mark(clock);
    }

    /// Starts a flow with so many bits per weight.
    pub fn start(
        &mut self,
        levels: &Levels,
        class: u32,
        pattern: u32,
        bits: f64,
        token: u32,
    ) -> u32 {
        let flow = Flow { end: 0, class, pattern, previous: NONE, next: NONE, token };
        let place = self.vacant.pop().unwrap_or(self.flows.len() as u32);
        if place as usize == self.flows.len() {
            self.flows.push(flow);
        } else {
            self.flows[place as usize] = flow;
        }
        self.line_up(levels, place, class, bits);
        place
    }

    /// Moves a flow to another class, where it has as many bits to come.
    pub fn carry(&mut self, levels: &Levels, flow: u32, class: u32) {
        let Flow { end, class: from, .. } = self.flows[flow as usize];
        let left = (f64::from_bits(end) - self.class_service(from)).max(0.0);
        self.line_up(levels, flow, class, left);
        self.look_at_first(from);
    }

    fn line_up(&mut self, levels: &Levels, flow: u32, class: u32, bits: f64) {
        let got = self.class_service(class);
        self.make_room(levels, self.lines[class as usize].clock, got, bits);
        let service = (self.class_service(class) + bits).to_bits();
        let entry = &mut self.flows[flow as usize];
        (entry.end, entry.class) = (service, class);
        self.lines[class as usize].queue.push(Reverse(End { service, flow }));
        self.look_at_first(class);
    }

    /// Sets a clock back if so few bits would be lost in its service or in what a class has got.
    fn make_room(&mut self, levels: &Levels, clock: u32, got: f64, bits: f64) {
        if bits < FINE * self.service(clock).max(got) {
            self.set_back(levels, clock);
            self.mark(clock);
        }
    }

    /// Finds the next end of a class, leaving out flows that are elsewhere now.
    fn look_at_first(&mut self, class: u32) {
        let line = &mut self.lines[class as usize];
        while let Some(&Reverse(end)) = line.queue.peek() {
            if is_there(&self.flows, class, end) {
                break;
            }
            line.queue.pop();
        }
        let first = line
            .queue
            .peek()
            .map_or(f64::INFINITY, |Reverse(end)| f64::from_bits(end.service) - line.offset);
        let clock = line.clock;
        if line.first != first {
            line.first = first;
            self.mark(clock);
        }
    }

    fn mark(&mut self, clock: u32) {
        let entry = &mut self.clocks[clock as usize];
        if !entry.is_stale {
            entry.is_stale = true;
            self.stale.push(clock);
        }
    }

    /// Present service of a clock.
    fn service(&mut self, clock: u32) -> f64 {
        let now = self.now;
        let clock = &mut self.clocks[clock as usize];
        let span = now - clock.at;
        if span > 0.0 {
            clock.service += clock.rate * span;
            clock.at = now;
            clock.readings_left = clock.readings_left.saturating_sub(1);
        }
        clock.service
    }

    fn class_service(&mut self, class: u32) -> f64 {
        let clock = self.lines[class as usize].clock;
        let service = self.service(clock);
        (service + self.lines[class as usize].offset).max(0.0)
    }

    /// Gives a link's clock another rate; infinite if it bounds nothing.
    pub fn set_rate(&mut self, link: u32, rate: f64) {
        self.service(link);
        self.clocks[link as usize].rate = finite(rate);
        self.mark(link);
    }

    /// Lets a class run on the clock of what bounds it now.
    pub fn rebind(&mut self, levels: &Levels, class: u32, bound: u32) {
        let clock = self.clock_of(class, bound);
        let before = self.lines[class as usize].clock;
        if clock == before {
            return;
        }
        let left = self.lines[class as usize].first - self.service(before);
        self.make_room(levels, clock, 0.0, left);
        let service = self.service(before) + self.lines[class as usize].offset;
        let line_offset = service - self.service(clock);
        let line = &mut self.lines[class as usize];
        (line.clock, line.offset, line.first) = (clock, line_offset, f64::NAN);
        self.mark(before);
        self.look_at_first(class);
    }

    /// Finds the next ends again where something has changed.
    pub fn foresee(&mut self, levels: &Levels) {
        while let Some(clock) = self.stale.pop() {
            if self.clocks[clock as usize].readings_left == 0 {
                self.set_back(levels, clock);
            }
            let mut first = (f64::INFINITY, NONE);
            for &class in self.classes(levels, clock, &mut [NONE]) {
                let line = &self.lines[class as usize];
                if line.clock == clock && line.first < first.0 {
                    first = (line.first, class);
                }
            }
            let entry = &mut self.clocks[clock as usize];
            entry.is_stale = false;
            (entry.first, entry.first_class) = first;
            let left = (first.0 - entry.service).max(0.0);
            let end = if left == 0.0 {
                entry.at
            } else if entry.rate > 0.0 {
                entry.at + left / entry.rate
            } else {
                f64::INFINITY
            };
            self.ends.set(clock as usize, end);
        }
    }

    /// Classes among which are all that run on a clock; one that has a clock of its own is put `alone`.
    fn classes<'c>(&self, levels: &'c Levels, clock: u32, alone: &'c mut [u32; 1]) -> &'c [u32] {
        if (clock as usize) < self.links {
            return levels.members(clock);
        }
        alone[0] = clock - self.links as u32;
        alone
    }

    /// Sets a clock and its classes back to 0.
    fn set_back(&mut self, levels: &Levels, clock: u32) {
        let service = self.clocks[clock as usize].service;
        let mut touched = 0;
        for &class in self.classes(levels, clock, &mut [NONE]) {
            let line = &mut self.lines[class as usize];
            if line.clock != clock {
                continue;
            }
            let got = service + line.offset;
            let mut ends = std::mem::take(&mut line.queue).into_vec();
            ends.retain_mut(|Reverse(end)| {
                let stays = is_there(&self.flows, class, *end);
                if stays {
                    end.service = (f64::from_bits(end.service) - got).max(0.0).to_bits();
                    self.flows[end.flow as usize].end = end.service;
                }
                stays
            });
            touched += ends.len() as u32;
            line.queue = ends.into();
            line.offset = 0.0;
            line.first = line.queue.peek().map_or(f64::INFINITY, |e| f64::from_bits(e.0.service));
        }
        let entry = &mut self.clocks[clock as usize];
        entry.service = 0.0;
        entry.readings_left = READINGS + 4 * touched;
    }

    /// Ends what ends next, at its time: the flows of one class, into `ended`.
    pub fn end(&mut self, ended: &mut Vec<u32>) {
        let (clock, at) = self.ends.least();
        self.now = self.now.max(at);
        let entry = &mut self.clocks[clock];
        // Exactly there, whatever the rounding of the way.
        entry.service = entry.first;
        entry.at = self.now;
        entry.readings_left = entry.readings_left.saturating_sub(1);
        let (service, class) = (entry.service, entry.first_class);
        let line = &mut self.lines[class as usize];
        let Some(Reverse(first)) = line.queue.peek() else { return };
        let reach = f64::from_bits(first.service).max(service + line.offset).to_bits();
        while let Some(&Reverse(end)) = line.queue.peek() {
            if end.service > reach {
                break;
            }
            line.queue.pop();
            if is_there(&self.flows, class, end) {
                self.flows[end.flow as usize].class = NONE;
                ended.push(end.flow);
            }
        }
        self.look_at_first(class);
    }

    /// Forgets a flow that has ended.
    pub fn forget(&mut self, flow: u32) {
        self.vacant.push(flow);
    }
}

/// A rate, or 0 if it is infinite: then nothing is bounded by it for any time.
fn finite(rate: f64) -> f64 {
    if rate.is_finite() { rate } else { 0.0 }
}

/// Whether an entry of a class's line still stands for its flow.
fn is_there(flows: &[Flow], class: u32, end: End) -> bool {
    let flow = &flows[end.flow as usize];
    flow.class == class && flow.end == end.service
}

impl Clock {
    fn stopped() -> Clock {
        Clock {
            service: 0.0,
            at: 0.0,
            rate: 0.0,
            first: f64::INFINITY,
            first_class: NONE,
            readings_left: READINGS,
            is_stale: false,
        }
    }
}
