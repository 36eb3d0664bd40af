//! Flows over time: transfers that end when their bits are through, steady flows that come and go.
//!
//! Knows [`Sharing`] and time. Must not know cases, applications or users: a flow carries a `tag`
//! (who it is counted for) and a `token` (who is told of its end), both plain numbers.
//!
//! All flows of a class have the same rate, so a class has one clock of *service per flow*: bits that
//! each of its flows has got since the class was last empty. A transfer that starts at service s with
//! b bits ends when the clock passes s + b; a heap per class finds the next one, a tournament over
//! classes the next of all. An event costs a solution of the classes that it reaches, however many
//! flows are alive.
//!
//! Use: change flows at one instant (any number), then [`Flows::settle`], then
//! [`Flows::advance`] to no later than [`Flows::next_end`]. Invariants: time never goes back; ends at
//! one instant come in order of class, then service, then start. Units: seconds, bit/s, bits.

use super::sharing::{ClassIndex, Sharing};
use super::tournament::Tournament;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Flows alive, their clocks, and what they have carried since it was last asked for.
#[derive(Debug, Clone)]
pub struct Flows {
    sharing: Sharing,
    tags: usize,
    now: f64,
    clocks: Vec<Clock>,
    /// What each tag carries in each class: `class × tags + tag`.
    parts: Vec<Part>,
    ends: Tournament,
    /// Classes with a flow more or less since the last settlement.
    stirred: Vec<ClassIndex>,
    sequence: u64,
}

#[derive(Debug, Clone, Default)]
struct Clock {
    /// Bits that each flow has got.
    service: f64,
    /// When `service` was right.
    at: f64,
    rate: f64,
    transfers: BinaryHeap<Reverse<Transfer>>,
    /// Steady flows, and the bits that they went without since the last asking.
    steady: u32,
    lack: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Transfer {
    /// Service at which it ends, as the bits of a number that is not negative: in numeric order.
    target: u64,
    sequence: u64,
    tag: usize,
    token: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Part {
    count: u32,
    /// Service up to which `bits` is right.
    since: f64,
    bits: f64,
}

impl Part {
    fn sync(&mut self, service: f64) {
        self.bits += f64::from(self.count) * (service - self.since);
        self.since = service;
    }
}

impl Flows {
    /// No flow, at time 0, over classes that are all known; tags are below `tags`.
    pub fn new(sharing: Sharing, tags: usize) -> Flows {
        let classes = sharing.class_count();
        Flows {
            sharing,
            tags,
            now: 0.0,
            clocks: vec![Clock::default(); classes],
            parts: vec![Part::default(); classes * tags],
            ends: Tournament::new(classes),
            stirred: Vec::new(),
            sequence: 0,
        }
    }

    /// The present division.
    pub fn sharing(&self) -> &Sharing {
        &self.sharing
    }

    /// Starts a transfer of so many bits (more than 0).
    pub fn start(&mut self, class: ClassIndex, tag: usize, bits: f64, token: usize) {
        self.change(class, tag, |count| count + 1);
        let target = (self.clocks[class].service + bits).to_bits();
        let sequence = self.sequence;
        self.sequence += 1;
        self.clocks[class].transfers.push(Reverse(Transfer { target, sequence, tag, token }));
    }

    /// Adds a steady flow.
    pub fn join(&mut self, class: ClassIndex, tag: usize) {
        self.change(class, tag, |count| count + 1);
        self.clocks[class].steady += 1;
    }

    /// Takes a steady flow away.
    pub fn leave(&mut self, class: ClassIndex, tag: usize) {
        self.change(class, tag, |count| count - 1);
        self.clocks[class].steady -= 1;
    }

    /// Sets the number of steady flows of a class that has no others, and their cap.
    pub fn set_steady(&mut self, class: ClassIndex, tag: usize, count: u32, cap: f64) {
        self.change(class, tag, |_| count);
        self.clocks[class].steady = count;
        self.sharing.set_cap(class, cap);
    }

    fn change(&mut self, class: ClassIndex, tag: usize, to: impl Fn(u32) -> u32) {
        self.sync(class);
        let clock = &mut self.clocks[class];
        let before = self.sharing.count(class);
        if before == 0 {
            clock.service = 0.0;
        }
        let part = &mut self.parts[class * self.tags + tag];
        part.sync(clock.service);
        let count = to(part.count);
        let total = before - part.count + count;
        part.count = count;
        self.sharing.set_count(class, total);
        self.stirred.push(class);
    }

    /// Brings a class's clock to the present.
    fn sync(&mut self, class: ClassIndex) {
        let clock = &mut self.clocks[class];
        let span = self.now - clock.at;
        if span > 0.0 {
            clock.service += clock.rate * span;
            if clock.steady > 0 {
                let short = (self.sharing.cap(class) - clock.rate).max(0.0);
                clock.lack += f64::from(clock.steady) * short * span;
            }
        }
        clock.at = self.now;
    }

    /// Divides anew after changes; calls `changed` for each class with its new rate.
    pub fn settle(&mut self, mut changed: impl FnMut(ClassIndex, f64)) {
        self.sharing.solve();
        for at in 0..self.sharing.changed().len() {
            let class = self.sharing.changed()[at];
            self.sync(class);
            let rate = self.sharing.rate(class);
            self.clocks[class].rate = rate;
            self.foresee(class);
            changed(class, rate);
        }
        while let Some(class) = self.stirred.pop() {
            self.foresee(class);
        }
    }

    /// When the first transfer of a class ends at its present rate.
    fn foresee(&mut self, class: ClassIndex) {
        let clock = &self.clocks[class];
        let end = match clock.transfers.peek() {
            Some(Reverse(first)) if clock.rate > 0.0 => {
                let left = f64::from_bits(first.target) - clock.service;
                clock.at + left.max(0.0) / clock.rate
            }
            _ => f64::INFINITY,
        };
        self.ends.set(class, end);
    }

    /// When the next transfer ends if nothing changes; infinite if none does.
    pub fn next_end(&self) -> f64 {
        self.ends.least().1
    }

    /// Moves time on; `ended` gets the tokens of the transfers that are through.
    pub fn advance(&mut self, to: f64, ended: &mut Vec<usize>) {
        self.now = self.now.max(to);
        loop {
            let (class, end) = self.ends.least();
            if end > self.now {
                return;
            }
            self.sync(class);
            self.finish(class, ended);
            // Others of the class are looked at again when things have settled.
            self.ends.set(class, f64::INFINITY);
        }
    }

    fn finish(&mut self, class: ClassIndex, ended: &mut Vec<usize>) {
        if let Some(Reverse(first)) = self.clocks[class].transfers.peek() {
            // Exactly there, whatever the rounding of the way.
            self.clocks[class].service = f64::from_bits(first.target);
        }
        while let Some(&Reverse(first)) = self.clocks[class].transfers.peek() {
            if f64::from_bits(first.target) > self.clocks[class].service {
                return;
            }
            self.clocks[class].transfers.pop();
            self.change(class, first.tag, |count| count - 1);
            ended.push(first.token);
        }
    }

    /// Reports and forgets the bits that each class has carried for each tag.
    pub fn drain(&mut self, mut carried: impl FnMut(&[usize], usize, f64)) {
        for class in 0..self.clocks.len() {
            self.sync(class);
            let service = self.clocks[class].service;
            for tag in 0..self.tags {
                let part = &mut self.parts[class * self.tags + tag];
                part.sync(service);
                if part.bits > 0.0 {
                    carried(self.sharing.route(class), tag, part.bits);
                    part.bits = 0.0;
                }
            }
        }
    }

    /// Bits that the steady flows of a class have gone without so far.
    pub fn lack(&mut self, class: ClassIndex) -> f64 {
        self.sync(class);
        self.clocks[class].lack
    }

    /// Token and bits still to come of each transfer under way, by class and start.
    pub fn under_way(&mut self) -> Vec<(usize, f64)> {
        let mut rest = Vec::new();
        for class in 0..self.clocks.len() {
            self.sync(class);
            let mut transfers: Vec<_> =
                self.clocks[class].transfers.iter().map(|Reverse(t)| *t).collect();
            transfers.sort_unstable_by_key(|t| t.sequence);
            let service = self.clocks[class].service;
            rest.extend(
                transfers.iter().map(|t| (t.token, (f64::from_bits(t.target) - service).max(0.0))),
            );
        }
        rest
    }
}
