//! By fluid: the day of one cloud as a preview, minute by minute, with means and variances.
//!
//! A class is an application at a *gate* (a line of a body). In each minute streams under way and
//! transfers begun make a load with a [`Spread`]; transfers run at what their line leaves them on
//! average, c = min(cap, C (1 − ρ)), as under processor sharing. What exceeds a capacity is cut off:
//! transfers carry it over to the next minute, streams lose it if the line is full for long, where the
//! division is max-min fair between classes by their numbers of flows.

use super::shape::{Shape, WINDOW_SECS};
use super::spread::{self, Spread};
use super::{ApplicationDay, BodyDay, CloudDay, MINUTES, Service};
use sansou_scenario::region::{Application, Cloud, Region, Use, Way};

/// What transfers run at is at least this share of a capacity.
const LEAST: f64 = 0.02;

/// Runs a cloud's day; shapes in the order of applications.
pub(super) fn day(
    region: &Region,
    shapes: &[Shape],
    cloud: &Cloud,
) -> (CloudDay, Vec<ApplicationDay>) {
    let mut run = Run::new(&region.applications, shapes, cloud);
    for minute in 0..MINUTES {
        run.step(minute);
    }
    run.finish(cloud)
}

struct Run<'r> {
    applications: &'r [Application],
    shapes: &'r [Shape],
    exit: Line,
    gates: Vec<Gate>,
    days: Vec<ApplicationDay>,
    asked_bits: f64,
    carried_bits: f64,
    uses: f64,
}

/// A link and its minutes.
struct Line {
    capacity: f64,
    minutes: Vec<Spread>,
    /// What it carried, bit/s summed over minutes.
    carried: f64,
    /// Share of it in use in the minute before.
    used: f64,
}

/// A line of a body.
struct Gate {
    body: usize,
    /// As far as each application's demand goes.
    users: Vec<f64>,
    is_under_exit: bool,
    applications: Vec<usize>,
    line: Line,
    backlog_bits: f64,
    service: Service,
    /// Of this minute: what is carried, and the transfers' part of it.
    now: Spread,
    elastic_bps: f64,
}

/// Classes of a minute on a link.
#[derive(Default)]
struct Load {
    spread: Spread,
    elastic_bps: f64,
    /// Transfers that share it when it is full.
    transfers: f64,
    /// Streams under way and the rate of each.
    streams: Vec<(usize, f64, f64)>,
}

impl Line {
    fn new(capacity: f64) -> Line {
        Line { capacity, minutes: Vec::with_capacity(MINUTES), carried: 0.0, used: 0.0 }
    }
}

impl<'r> Run<'r> {
    fn new(applications: &'r [Application], shapes: &'r [Shape], cloud: &Cloud) -> Run<'r> {
        let mut gates = Vec::new();
        for (index, body) in cloud.bodies.iter().enumerate() {
            for (capacity, is_under_exit) in
                [(Some(body.line_bps), true), (body.breakout_bps, false)]
            {
                let Some(capacity) = capacity else { continue };
                let goes_out = |way| way == Way::Breakout && body.breakout_bps.is_some();
                let here = |&a: &usize| goes_out(applications[a].way) != is_under_exit;
                gates.push(Gate {
                    body: index,
                    users: (0..applications.len()).map(|a| body.users_of(a)).collect(),
                    is_under_exit,
                    applications: (0..applications.len()).filter(here).collect(),
                    line: Line::new(capacity),
                    backlog_bits: 0.0,
                    service: Service::default(),
                    now: Spread::default(),
                    elastic_bps: 0.0,
                });
            }
        }
        let named = |a: &Application| ApplicationDay { id: a.id.clone(), ..Default::default() };
        Run {
            applications,
            shapes,
            exit: Line::new(cloud.exit_bps),
            gates,
            days: applications.iter().map(named).collect(),
            asked_bits: 0.0,
            carried_bits: 0.0,
            uses: 0.0,
        }
    }

    fn step(&mut self, minute: usize) {
        let mut exit = Load::default();
        let exit_room = self.exit.capacity * (1.0 - self.exit.used).max(LEAST);
        let mut passed = Vec::with_capacity(self.gates.len());
        for index in 0..self.gates.len() {
            let room = if self.gates[index].is_under_exit { exit_room } else { f64::INFINITY };
            let load = self.load(index, minute, room);
            let gate = &mut self.gates[index];
            let level = pass(&mut gate.line, &load);
            gate.now = load.spread.cut(gate.line.capacity);
            gate.keep_backlog(&load, level);
            if gate.is_under_exit {
                exit.spread.mean += gate.now.mean;
                exit.spread.variance += gate.now.variance;
                exit.elastic_bps += gate.elastic_bps;
                exit.transfers += load.transfers;
                exit.streams.extend(&load.streams);
            }
            passed.push((load, level));
        }
        let exit_level = pass(&mut self.exit, &exit);
        for (index, (load, level)) in passed.iter().enumerate() {
            let above = if self.gates[index].is_under_exit { exit_level } else { f64::INFINITY };
            self.serve(index, load, level.min(above));
        }
        self.leave(&exit, exit_level);
    }

    /// What a gate is asked for in a minute.
    fn load(&mut self, index: usize, minute: usize, exit_room: f64) -> Load {
        let gate = &self.gates[index];
        let room = exit_room.min(gate.line.capacity * (1.0 - gate.line.used).max(LEAST));
        let waiting_bps = gate.backlog_bits / WINDOW_SECS;
        let mut load = Load::default();
        let mut left_bits = 0.0;
        for &a in &gate.applications {
            let (application, shape) = (&self.applications[a], &self.shapes[a]);
            let daily = gate.users[a] * application.uses_per_day;
            let begun = daily * application.hours[minute / 60] / 3_600.0;
            self.uses += begun * WINDOW_SECS;
            match application.kind {
                Use::Elastic { most_bps, .. } => {
                    let rate = most_bps.min(room);
                    let bps = begun * application.mean_bits();
                    load.elastic_bps += bps;
                    load.spread.variance +=
                        begun * shape.window_square(rate) / (WINDOW_SECS * WINDOW_SECS);
                    load.transfers += bps / rate;
                    left_bits += bps * shape.left_bits();
                    self.asked_bits += bps * WINDOW_SECS;
                }
                Use::Stream { rate_bps, .. } => {
                    let count = gate.users[a] * shape.streams[minute];
                    load.spread.mean += count * rate_bps;
                    load.spread.variance += count * rate_bps * rate_bps * shape.stream_variance;
                    load.streams.push((a, count, rate_bps));
                    self.asked_bits += count * rate_bps * WINDOW_SECS;
                }
            }
        }
        if load.elastic_bps > 0.0 && left_bits > 0.0 {
            load.transfers += gate.backlog_bits * load.elastic_bps / left_bits;
        }
        load.elastic_bps += waiting_bps;
        load.spread.mean += load.elastic_bps;
        load
    }

    /// Counts stream time at a gate; the level is the lesser of the gate's and the exit's.
    fn serve(&mut self, index: usize, load: &Load, level: f64) {
        let gate = &mut self.gates[index];
        for &(a, count, rate_bps) in &load.streams {
            let Use::Stream { satisfied_at, .. } = self.applications[a].kind else { continue };
            let enough = rate_bps * satisfied_at;
            // Others on a shared line: N ≥ C ÷ enough has the probability ρ^(C ÷ enough).
            let streams_bps = load.spread.mean - load.elastic_bps;
            let free = (gate.line.capacity - streams_bps).max(0.0);
            let short = if level < enough {
                1.0
            } else if free > 0.0 {
                libm::pow((load.elastic_bps / free).min(1.0), free / enough)
            } else {
                1.0
            };
            let stream_secs = count * WINDOW_SECS;
            let affected_secs = stream_secs * short;
            let satisfied_secs = stream_secs - affected_secs;
            let service = Service { stream_secs, satisfied_secs, affected_secs };
            gate.service.add(&service);
            self.days[a].service.add(&service);
        }
    }

    /// Leaves by the exit at its level, and hands back to the gates what it does not take.
    fn leave(&mut self, load: &Load, level: f64) {
        let cut = load.spread.cut(self.exit.capacity);
        self.exit.carried += cut.mean;
        self.carried_bits += cut.mean * WINDOW_SECS;
        let lost = load.lost(level);
        let returned = (load.spread.mean - cut.mean - lost).max(0.0);
        let share = if load.elastic_bps > 0.0 { returned / load.elastic_bps } else { 0.0 };
        let streams_bps = load.spread.mean - load.elastic_bps;
        let lost_share = if streams_bps > 0.0 { (lost / streams_bps).min(1.0) } else { 0.0 };
        for gate in &mut self.gates {
            let mut carried = gate.now.mean;
            if gate.is_under_exit {
                let back = gate.elastic_bps * share.min(1.0);
                gate.backlog_bits += back * WINDOW_SECS;
                carried -= back + (gate.now.mean - gate.elastic_bps).max(0.0) * lost_share;
                if let Some(minute) = gate.line.minutes.last_mut() {
                    minute.mean -= gate.now.mean - carried;
                }
            } else {
                self.carried_bits += carried * WINDOW_SECS;
            }
            gate.line.carried += carried;
        }
    }

    fn finish(self, cloud: &Cloud) -> (CloudDay, Vec<ApplicationDay>) {
        let line =
            |line: &Line| spread::day(&line.minutes, line.capacity, line.carried / MINUTES as f64);
        let mut bodies: Vec<BodyDay> = (cloud.bodies.iter())
            .map(|body| BodyDay { id: body.id.clone(), users: body.users, ..Default::default() })
            .collect();
        for gate in &self.gates {
            let body = &mut bodies[gate.body];
            body.service.add(&gate.service);
            if gate.is_under_exit {
                body.line = line(&gate.line);
            } else {
                body.breakout = Some(line(&gate.line));
            }
        }
        let mut days = self.days;
        for (index, (day, application)) in days.iter_mut().zip(self.applications).enumerate() {
            let users: f64 = cloud.bodies.iter().map(|body| body.users_of(index)).sum();
            day.uses = (users * application.uses_per_day).round() as u64;
        }
        let cloud = CloudDay {
            id: cloud.id.clone(),
            users: cloud.bodies.iter().map(|body| body.users).sum(),
            exit: line(&self.exit),
            bodies,
            uses: self.uses.round() as u64,
            most_alive: 0,
            asked_bits: self.asked_bits,
            carried_bits: self.carried_bits,
        };
        (cloud, days)
    }
}

impl Gate {
    /// Transfers that were cut off wait.
    fn keep_backlog(&mut self, load: &Load, level: f64) {
        let cut_off = (load.spread.mean - self.now.mean - load.lost(level)).max(0.0);
        let cut_off = cut_off.min(load.elastic_bps);
        self.backlog_bits = cut_off * WINDOW_SECS;
        self.elastic_bps = load.elastic_bps - cut_off;
    }
}

impl Load {
    /// What streams go without at a level, bit/s.
    fn lost(&self, level: f64) -> f64 {
        self.streams.iter().map(|&(_, count, rate)| count * (rate - level).max(0.0)).sum()
    }
}

/// Enters a minute of a line; the level that its flows get, infinite if it is not full on average.
fn pass(line: &mut Line, load: &Load) -> f64 {
    line.minutes.push(load.spread);
    line.used = load.spread.mean / line.capacity;
    if load.spread.mean <= line.capacity {
        return f64::INFINITY;
    }
    let mut streams: Vec<(f64, f64)> = load.streams.iter().map(|&(_, n, rate)| (rate, n)).collect();
    streams.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut room, mut flows) = (line.capacity, load.transfers);
    flows += streams.iter().map(|stream| stream.1).sum::<f64>();
    for (rate, count) in streams {
        if rate * flows > room {
            break;
        }
        room -= rate * count;
        flows -= count;
    }
    if flows > 0.0 { room / flows } else { f64::INFINITY }
}
