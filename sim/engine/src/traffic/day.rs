//! A day: uses start, run over the flows, are refused or end, and are tallied.
//!
//! Knows [`Flows`] and a [`Plan`], fills a [`Tally`]. Must not know cases or
//! chance: everything that happens is in the plan.
//!
//! Events in order of time; at one instant transfers end first, then streams, then uses start, each
//! in the plan's order; then rates are settled once. Every minute the bits carried go into one-minute
//! bins, so the load of the minute is known, and with it the round trips of the transfers and screen
//! work of that minute (see [`super::queueing_secs`]). Units: seconds, bit/s, bits; bytes where asked.

mod minute;

use super::flows::Flows;
use super::patience::beyond_patience;
use super::plan::{Plan, Use, Way};
use super::sharing::Sharing;
use super::tally::{MINUTES, Tally};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Share of the wanted rate within which rounding is forgiven.
const ROUNDING: f64 = 1e-9;
const HOUR_SECS: f64 = 3_600.0;

/// What is going on on a way.
#[derive(Debug, Clone, Copy, Default)]
struct Traffic {
    live: u32,
    /// Streams below the rate that is enough.
    short: usize,
    since: f64,
    /// Stream time of this minute, and the part with enough rate.
    secs: f64,
    enough_secs: f64,
}

impl Traffic {
    fn sync(&mut self, now: f64) {
        let secs = f64::from(self.live) * (now - self.since);
        self.secs += secs;
        if self.short == 0 {
            self.enough_secs += secs;
        }
        self.since = now;
    }
}

/// A stream that is told of its class's rate.
#[derive(Debug, Clone, Copy)]
struct Watch {
    way: usize,
    enough: f64,
    short: bool,
}

/// A transfer that ended in the present minute.
#[derive(Debug, Clone, Copy)]
struct Done {
    way: usize,
    secs: f64,
    bytes: u64,
    setup_secs: f64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    transfers: u32,
    streaming: bool,
    /// Until the appliances were through with its connections.
    setup_secs: f64,
}

struct Day<'a> {
    plan: &'a Plan,
    flows: Flows,
    now: f64,
    traffic: Vec<Traffic>,
    watches: Vec<Vec<Watch>>,
    progress: Vec<Progress>,
    next_use: usize,
    /// End and use of each stream time under way.
    streaming: BinaryHeap<Reverse<(u64, usize)>>,
    ended: Vec<usize>,
    done: Vec<Done>,
    /// Bits that the streams of each class had gone without before this minute.
    lacked: Vec<f64>,
    tally: Tally,
}

/// Runs a day.
pub fn run(plan: &Plan) -> Tally {
    let mut day = Day::new(plan);
    for minute in 0..MINUTES {
        if minute % 15 == 0 {
            day.set_background(minute / 15);
        }
        day.minute((minute + 1) as f64 * 60.0);
        day.close_minute(minute);
    }
    day.close()
}

impl Day<'_> {
    fn new(plan: &Plan) -> Day<'_> {
        let mut sharing = Sharing::new(&plan.capacities);
        for class in &plan.classes {
            sharing.add_class(&class.route, class.weight, class.cap_bps);
        }
        let tags = plan.applications + 1;
        let mut watches = vec![Vec::new(); plan.classes.len()];
        let mut traffic = vec![Traffic::default(); plan.ways.len()];
        for (way, route) in plan.ways.iter().enumerate() {
            for stream in &route.streams {
                let enough = stream.enough_bps * (1.0 - ROUNDING);
                watches[stream.class].push(Watch { way, enough, short: true });
                traffic[way].short += 1;
            }
        }
        Day {
            plan,
            flows: Flows::new(sharing, tags),
            now: 0.0,
            traffic,
            watches,
            progress: vec![Progress::default(); plan.uses.len()],
            next_use: 0,
            streaming: BinaryHeap::new(),
            ended: Vec::new(),
            done: Vec::new(),
            lacked: vec![0.0; plan.classes.len()],
            tally: Tally::new(plan),
        }
    }

    fn set_background(&mut self, quarter: usize) {
        for load in &self.plan.background {
            let (count, cap) = load.quarters[quarter];
            self.flows.set_steady(load.class, self.plan.applications, count, cap);
        }
        for held in &self.plan.held {
            let before = quarter.checked_sub(1).map_or(0, |last| held.quarters[last]);
            let table = &mut self.tally.tables[held.table];
            table.open = table.open - before + held.quarters[quarter];
            table.most = table.most.max(table.open);
        }
        self.settle();
    }

    /// All events up to and at `end`.
    fn minute(&mut self, end: f64) {
        loop {
            let start = self.plan.uses.get(self.next_use).map_or(f64::INFINITY, |u| u.start);
            let stop = self.streaming.peek().map_or(f64::INFINITY, |s| f64::from_bits(s.0.0));
            let next = self.flows.next_end().min(stop).min(start);
            if next > end {
                break;
            }
            self.advance(next);
            while let Some(&Reverse((at, index))) = self.streaming.peek()
                && f64::from_bits(at) <= next
            {
                self.streaming.pop();
                self.stop_streams(index);
            }
            while self.plan.uses.get(self.next_use).is_some_and(|u| u.start <= next) {
                self.start(self.next_use);
                self.next_use += 1;
            }
            self.settle();
        }
        self.advance(end);
    }

    fn advance(&mut self, to: f64) {
        self.now = to;
        self.flows.advance(to, &mut self.ended);
        for at in 0..self.ended.len() {
            let index = self.ended[at];
            let progress = &mut self.progress[index];
            progress.transfers -= 1;
            if progress.transfers == 0 {
                self.complete(index);
            }
        }
        self.ended.clear();
    }

    fn settle(&mut self) {
        let (now, watches, traffic) = (self.now, &mut self.watches, &mut self.traffic);
        self.flows.settle(|class, rate| {
            for watch in &mut watches[class] {
                let short = rate < watch.enough;
                if short != watch.short {
                    watch.short = short;
                    let way = &mut traffic[watch.way];
                    way.sync(now);
                    way.short = if short { way.short + 1 } else { way.short - 1 };
                }
            }
        });
    }

    fn start(&mut self, index: usize) {
        let plan = self.plan;
        let Use { way: way_index, bytes, lasts, .. } = plan.uses[index];
        let way = &plan.ways[way_index];
        let asked = self.ask(way, self.plan.uses[index]);
        let service = &mut self.tally.applications[way.tag];
        service.uses += 1;
        service.as_screen += u64::from(way.as_screen);
        self.tally.demand_bytes += asked;
        let tables = &mut self.tally.tables;
        let full = |t: &usize| tables[*t].open.saturating_add(way.sessions) > tables[*t].limit;
        if let Some(&table) = way.tables.iter().find(|t| full(t)) {
            tables[table].refused += way.sessions;
            service.refused += 1;
            self.tally.refused_bytes += asked;
            return;
        }
        for &table in &way.tables {
            let table = &mut tables[table];
            table.open += way.sessions;
            table.most = table.most.max(table.open);
        }
        for &setup in &way.setups {
            let waited = self.tally.setups[setup].take(self.now, way.sessions);
            self.progress[index].setup_secs += waited;
        }
        if !way.streams.is_empty() && lasts > 0.0 {
            self.traffic[way_index].sync(self.now);
            self.traffic[way_index].live += 1;
            for stream in &way.streams {
                self.flows.join(stream.class, way.tag);
            }
            self.streaming.push(Reverse(((self.now + lasts).to_bits(), index)));
            self.progress[index].streaming = true;
        }
        if bytes > 0 {
            for &class in &way.transfers {
                self.flows.start(class, way.tag, bytes as f64 * 8.0, index);
            }
            self.progress[index].transfers = way.transfers.len() as u32;
        } else if !way.transfers.is_empty() {
            self.complete(index);
            return;
        }
        self.release_if_over(index);
    }

    /// Counts what a use asks of each resource; returns the bytes on all legs.
    fn ask(&mut self, way: &Way, Use { start, bytes, lasts, .. }: Use) -> f64 {
        let transfers = way.transfers.iter().map(|&class| (class, bytes as f64, 0.0));
        let streams = way.streams.iter().map(|s| (s.class, s.bytes(lasts), lasts));
        let (tally, groups) = (&mut self.tally, self.plan.groups);
        let mut all = 0.0;
        for (class, bytes, lasts) in transfers.chain(streams) {
            all += bytes;
            for &resource in self.flows.sharing().route(class) {
                let own = &mut tally.own_demand_bytes[resource];
                *own = own.saturating_add(bytes as u64);
                let first = (resource * groups + way.group) * 24;
                spread(bytes, start, lasts, &mut tally.asked[first..first + 24]);
            }
        }
        all
    }

    fn stop_streams(&mut self, index: usize) {
        let way = self.plan.uses[index].way;
        self.traffic[way].sync(self.now);
        self.traffic[way].live -= 1;
        for stream in &self.plan.ways[way].streams {
            self.flows.leave(stream.class, self.plan.ways[way].tag);
        }
        self.progress[index].streaming = false;
        self.release_if_over(index);
    }

    /// The transfer of a use is through on all legs.
    fn complete(&mut self, index: usize) {
        let Use { start, way, bytes, .. } = self.plan.uses[index];
        let setup_secs = self.progress[index].setup_secs;
        self.done.push(Done { way, secs: self.now - start, bytes, setup_secs });
        self.release_if_over(index);
    }

    fn release_if_over(&mut self, index: usize) {
        let progress = self.progress[index];
        if progress.transfers > 0 || progress.streaming {
            return;
        }
        let way = &self.plan.ways[self.plan.uses[index].way];
        for &table in &way.tables {
            self.tally.tables[table].open -= way.sessions;
        }
    }

    fn close(mut self) -> Tally {
        for class in 0..self.plan.classes.len() {
            if !self.plan.background.iter().any(|b| b.class == class) {
                self.tally.left_over_bytes += self.flows.lack(class) / 8.0;
            }
        }
        let mut waiting: Vec<usize> = Vec::new();
        for (index, bits) in self.flows.under_way() {
            self.tally.left_over_bytes += bits / 8.0;
            waiting.push(index);
        }
        waiting.sort_unstable();
        waiting.dedup();
        for index in waiting {
            let Use { start, way: at, bytes, .. } = self.plan.uses[index];
            let way = &self.plan.ways[at];
            let late = beyond_patience(way, bytes, self.now - start, self.plan.start_up);
            self.tally.applications[way.tag].affected_secs += late;
            self.tally.served[at].awaited += u64::from(late > 0.0);
        }
        for Reverse((end, index)) in std::mem::take(&mut self.streaming).into_sorted_vec() {
            let left = f64::from_bits(end) - self.now;
            for stream in &self.plan.ways[self.plan.uses[index].way].streams {
                self.tally.left_over_bytes += stream.wanted_bps * left / 8.0;
            }
        }
        self.tally
    }
}

/// Adds bytes to the hours in which they are asked for: evenly over the time that they last, at once
/// if it is nothing; what comes after midnight to the last hour.
fn spread(bytes: f64, start: f64, lasts: f64, hours: &mut [f64]) {
    let hour_of = |at: f64| ((at / HOUR_SECS) as usize).min(23);
    let (first, last) = (hour_of(start), hour_of(start + lasts));
    if first == last {
        hours[first] += bytes;
        return;
    }
    for (hour, asked) in hours.iter_mut().enumerate().take(last + 1).skip(first) {
        let begin = start.max(hour as f64 * HOUR_SECS);
        let end = if hour == 23 { start + lasts } else { (hour + 1) as f64 * HOUR_SECS };
        *asked += bytes * ((start + lasts).min(end) - begin) / lasts;
    }
}
