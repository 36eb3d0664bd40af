//! By flow: the day of one cloud, every flow an event.
//!
//! Links: the exit, then for each body its line and, if it has one, its breakout line. A *gate* is a
//! line of a body with the streams that pass it: what it grants changes with its own level and, under
//! the exit, with that of the exit.

use super::demand::{Begun, Demand};
use super::meter::Meter;
use super::{ApplicationDay, BodyDay, CloudDay, DAY_SECS, MOST_ALIVE, Overfull, Service};
use crate::traffic::list::fluid::Fluid;
use crate::traffic::list::layout::Pattern;
use crate::traffic::patience::PATIENCE;
use sansou_scenario::region::{Application, Cloud, Region, Use, Way};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const EXIT: u32 = 0;
const BYTE_BITS: f64 = 8.0;

/// Runs a cloud's day.
///
/// # Errors
/// More flows are under way at once than can be held.
pub(super) fn day(
    region: &Region,
    cloud: &Cloud,
    seed: u64,
) -> Result<(CloudDay, Vec<ApplicationDay>), Overfull> {
    let mut demand = Demand::new(region, cloud, seed);
    let mut run = Run::new(&region.applications, cloud);
    let mut ended = Vec::new();
    loop {
        let begin = demand.next_begin();
        let end = run.fluid.next_end();
        let stop = run.next_stop();
        let now = begin.min(end).min(stop);
        if now >= DAY_SECS {
            break;
        }
        if end <= now {
            run.fluid.end_next(&mut ended);
            for transfer in ended.drain(..) {
                run.end(transfer, now);
            }
        } else {
            run.fluid.advance(now);
            if stop <= now {
                run.stop();
            } else {
                run.begin(&demand.begin(), now);
            }
        }
        run.fluid.settle();
        run.look(now);
        if run.alive > MOST_ALIVE {
            return Err(Overfull { cloud: cloud.id.clone(), at_secs: now });
        }
    }
    Ok(run.finish(cloud))
}

struct Run<'r> {
    applications: &'r [Application],
    fluid: Fluid,
    /// Of bodies × applications.
    patterns: Vec<Pattern>,
    gate_of: Vec<u32>,
    /// Transfers under way and places for more; those of a stream are counts.
    transfers: Vec<Transfer>,
    vacant: Vec<u32>,
    /// When streams stop, as bits of the time, and their patterns.
    stops: BinaryHeap<Reverse<(u64, u32)>>,
    meters: Vec<Meter>,
    gates: Vec<Gate>,
    exit_level: f64,
    /// Gates that flows have joined or left at this instant.
    touched: Vec<u32>,
    days: Vec<ApplicationDay>,
    services: Vec<Service>,
    alive: u64,
    cloud: CloudDay,
}

#[derive(Debug, Clone, Copy)]
struct Transfer {
    pattern: u32,
    start: f64,
    bits: f64,
}

/// A line of a body.
#[derive(Debug)]
struct Gate {
    link: u32,
    is_under_exit: bool,
    /// Most that a flow gets here.
    grant_bps: f64,
    streams: Vec<Streams>,
}

/// Streams of an application at a gate.
#[derive(Debug)]
struct Streams {
    pattern: u32,
    enough_bps: f64,
    count: u32,
    since: f64,
}

impl<'r> Run<'r> {
    fn new(applications: &'r [Application], cloud: &Cloud) -> Run<'r> {
        let mut capacities = vec![cloud.exit_bps];
        let (mut routes, mut patterns) = (Vec::<Box<[u32]>>::new(), Vec::new());
        let (mut gates, mut gate_of) = (Vec::new(), Vec::new());
        for body in &cloud.bodies {
            let line = gates.len();
            for (capacity, is_under_exit) in
                [(Some(body.line_bps), true), (body.breakout_bps, false)]
            {
                let Some(capacity) = capacity else { continue };
                let link = capacities.len() as u32;
                capacities.push(capacity);
                routes.push(if is_under_exit { [link, EXIT].into() } else { [link].into() });
                let (grant_bps, streams) = (f64::INFINITY, Vec::new());
                gates.push(Gate { link, is_under_exit, grant_bps, streams });
            }
            for application in applications {
                let goes_out = application.way == Way::Breakout && body.breakout_bps.is_some();
                let gate = line + usize::from(goes_out);
                let cap_bps = match application.kind {
                    Use::Elastic { most_bps, .. } => most_bps,
                    Use::Stream { rate_bps, satisfied_at, .. } => {
                        let pattern = patterns.len() as u32;
                        let enough_bps = rate_bps * satisfied_at * (1.0 - 1e-9);
                        gates[gate].streams.push(Streams {
                            pattern,
                            enough_bps,
                            count: 0,
                            since: 0.0,
                        });
                        rate_bps
                    }
                };
                gate_of.push(gate as u32);
                patterns.push(Pattern { route: gate as u32, cap_bps, weight: 1.0 });
            }
        }
        let days = applications.iter().map(|application| ApplicationDay {
            id: application.id.clone(),
            ..ApplicationDay::default()
        });
        Run {
            fluid: Fluid::of_trunks(&capacities, &routes, &patterns),
            meters: capacities.iter().map(|_| Meter::new()).collect(),
            days: days.collect(),
            services: vec![Service::default(); cloud.bodies.len()],
            applications,
            patterns,
            gate_of,
            transfers: Vec::new(),
            vacant: Vec::new(),
            stops: BinaryHeap::new(),
            gates,
            exit_level: f64::INFINITY,
            touched: Vec::new(),
            alive: 0,
            cloud: CloudDay::default(),
        }
    }

    /// When the next stream stops.
    fn next_stop(&self) -> f64 {
        self.stops.peek().map_or(f64::INFINITY, |Reverse((at, _))| f64::from_bits(*at))
    }

    fn begin(&mut self, begun: &Begun, now: f64) {
        let pattern = (begun.body * self.applications.len() + begun.application) as u32;
        self.days[begun.application].uses += 1;
        self.cloud.uses += 1;
        match self.applications[begun.application].kind {
            Use::Elastic { .. } => {
                let bits = begun.amount * BYTE_BITS;
                self.cloud.asked_bits += bits;
                if bits <= 0.0 {
                    self.days[begun.application].completion.put(0.0);
                    return;
                }
                let transfer = Transfer { pattern, start: now, bits };
                let place = self.vacant.pop().unwrap_or(self.transfers.len() as u32);
                match self.transfers.get_mut(place as usize) {
                    Some(vacant) => *vacant = transfer,
                    None => self.transfers.push(transfer),
                }
                self.fluid.join(pattern, bits, place);
            }
            Use::Stream { rate_bps, .. } => {
                let stop = now + begun.amount;
                self.cloud.asked_bits += rate_bps * (stop.min(DAY_SECS) - now);
                self.count_streams(pattern, now, 1);
                self.stops.push(Reverse((stop.to_bits(), pattern)));
                self.fluid.add_stream(pattern);
            }
        }
        self.alive += 1;
        self.cloud.most_alive = self.cloud.most_alive.max(self.alive);
        self.touched.push(self.gate_of[pattern as usize]);
    }

    /// A transfer is through.
    fn end(&mut self, place: u32, now: f64) {
        let Transfer { pattern, start, bits } = self.transfers[place as usize];
        self.vacant.push(place);
        self.alive -= 1;
        self.touched.push(self.gate_of[pattern as usize]);
        let took = now - start;
        let (body, application) = self.owner(pattern);
        self.days[application].completion.put(took);
        let alone = bits / self.patterns[pattern as usize].cap_bps;
        self.affect(body, application, (took - PATIENCE * alone).max(0.0));
    }

    /// The stream that stops next stops.
    fn stop(&mut self) {
        let Some(Reverse((at, pattern))) = self.stops.pop() else { return };
        self.alive -= 1;
        self.count_streams(pattern, f64::from_bits(at), -1);
        self.fluid.end_stream(pattern);
        self.touched.push(self.gate_of[pattern as usize]);
    }

    fn owner(&self, pattern: u32) -> (usize, usize) {
        let count = self.applications.len();
        (pattern as usize / count, pattern as usize % count)
    }

    fn affect(&mut self, body: usize, application: usize, secs: f64) {
        self.services[body].affected_secs += secs;
        self.days[application].service.affected_secs += secs;
    }

    fn count_streams(&mut self, pattern: u32, now: f64, change: i32) {
        let gate = self.gate_of[pattern as usize];
        let streams = &self.gates[gate as usize].streams;
        let Some(at) = streams.iter().position(|streams| streams.pattern == pattern) else {
            return;
        };
        self.close(gate, at, now);
        let count = &mut self.gates[gate as usize].streams[at].count;
        *count = count.saturating_add_signed(change);
    }

    /// Counts the time since a gate's streams last changed.
    fn close(&mut self, gate: u32, at: usize, now: f64) {
        let gate = &mut self.gates[gate as usize];
        let streams = &mut gate.streams[at];
        let secs = f64::from(streams.count) * (now - streams.since);
        streams.since = now;
        let is_enough = gate.grant_bps >= streams.enough_bps;
        let (satisfied_secs, affected_secs) = if is_enough { (secs, 0.0) } else { (0.0, secs) };
        let service = Service { stream_secs: secs, satisfied_secs, affected_secs };
        let pattern = streams.pattern;
        let (body, application) = self.owner(pattern);
        self.services[body].add(&service);
        self.days[application].service.add(&service);
    }

    /// Sees what has changed at this instant.
    fn look(&mut self, now: f64) {
        let level = self.fluid.link_level(EXIT);
        self.meters[EXIT as usize].set(now, load(&self.fluid, EXIT));
        if level == self.exit_level {
            while let Some(gate) = self.touched.pop() {
                self.look_at(gate, now);
            }
            return;
        }
        self.exit_level = level;
        self.touched.clear();
        for gate in 0..self.gates.len() as u32 {
            self.look_at(gate, now);
        }
    }

    fn look_at(&mut self, index: u32, now: f64) {
        let gate = &self.gates[index as usize];
        let link = gate.link;
        let above = if gate.is_under_exit { self.exit_level } else { f64::INFINITY };
        let grant_bps = self.fluid.link_level(link).min(above);
        self.meters[link as usize].set(now, load(&self.fluid, link));
        let before_bps = gate.grant_bps;
        if grant_bps != before_bps {
            for at in 0..self.gates[index as usize].streams.len() {
                let enough_bps = self.gates[index as usize].streams[at].enough_bps;
                if (grant_bps >= enough_bps) != (before_bps >= enough_bps) {
                    self.close(index, at, now);
                }
            }
            self.gates[index as usize].grant_bps = grant_bps;
        }
    }

    fn finish(mut self, cloud: &Cloud) -> (CloudDay, Vec<ApplicationDay>) {
        for gate in 0..self.gates.len() as u32 {
            for at in 0..self.gates[gate as usize].streams.len() {
                self.close(gate, at, DAY_SECS);
            }
        }
        for meter in &mut self.meters {
            meter.set(DAY_SECS, 0.0);
        }
        let mut day = self.cloud;
        day.id.clone_from(&cloud.id);
        day.users = cloud.bodies.iter().map(|body| body.users).sum();
        day.exit = self.meters[EXIT as usize].day(cloud.exit_bps);
        day.carried_bits = self.meters[EXIT as usize].bits();
        let mut meters = self.meters.iter().skip(1);
        for (body, service) in cloud.bodies.iter().zip(self.services) {
            let line = meters.next().map(|meter| meter.day(body.line_bps)).unwrap_or_default();
            let breakout = body.breakout_bps.and_then(|capacity| {
                let meter = meters.next()?;
                day.carried_bits += meter.bits();
                Some(meter.day(capacity))
            });
            let (id, users) = (body.id.clone(), body.users);
            day.bodies.push(BodyDay { id, users, line, breakout, service });
        }
        (day, self.days)
    }
}

/// Load of a link; sums are right to rounding.
fn load(fluid: &Fluid, link: u32) -> f64 {
    fluid.link_load(link).max(0.0)
}
