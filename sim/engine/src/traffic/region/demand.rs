//! Demand: who begins what, one use after another.
//!
//! A process for each body and application: Poisson, with a rate for each hour of the day, merged by
//! a tournament. Each draws from a stream of its own name.

use super::DAY_SECS;
use crate::chance::Stream;
use crate::traffic::tournament::Tournament;
use sansou_scenario::region::{Application, Cloud, Region, Use};

const HOUR_SECS: f64 = 3_600.0;

/// Uses to come.
pub(super) struct Demand<'r> {
    applications: &'r [Application],
    processes: Vec<Process>,
    next: Tournament,
}

struct Process {
    stream: Stream,
    users: f64,
}

/// A use that begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun {
    pub body: usize,
    pub application: usize,
    /// Bytes of a transfer, seconds of a stream.
    pub amount: f64,
}

impl<'r> Demand<'r> {
    /// The demand behind a cloud.
    pub fn new(region: &'r Region, cloud: &Cloud, seed: u64) -> Demand<'r> {
        let mut processes = Vec::new();
        for body in &cloud.bodies {
            for (index, application) in region.applications.iter().enumerate() {
                let name = ["region", &region.id, &cloud.id, &body.id, &application.id];
                let stream = Stream::new(seed, &name, 0);
                processes.push(Process { stream, users: body.users_of(index) });
            }
        }
        let next = Tournament::new(processes.len());
        let mut demand = Demand { applications: &region.applications, processes, next };
        for index in 0..demand.processes.len() {
            demand.foresee(index, 0.0);
        }
        demand
    }

    /// When the next use begins; infinite if none does before midnight.
    pub fn next_begin(&self) -> f64 {
        self.next.least().1
    }

    /// The next use.
    pub fn begin(&mut self) -> Begun {
        let (index, now) = self.next.least();
        let count = self.applications.len();
        let (body, application) = (index / count, index % count);
        let stream = &mut self.processes[index].stream;
        let amount = match &self.applications[application].kind {
            Use::Elastic { size, .. } => stream.draw(size),
            Use::Stream { lasts, .. } => stream.draw(lasts),
        };
        self.foresee(index, now);
        Begun { body, application, amount }
    }

    /// Draws when a process begins its next use after `now`.
    fn foresee(&mut self, index: usize, now: f64) {
        let process = &mut self.processes[index];
        let application = &self.applications[index % self.applications.len()];
        let daily = process.users * application.uses_per_day;
        let mut left = -libm::log1p(-process.stream.uniform());
        let mut at = now;
        let next = loop {
            let hour = (at / HOUR_SECS) as usize;
            let Some(share) = application.hours.get(hour) else { break f64::INFINITY };
            let rate = daily * share / HOUR_SECS;
            let end = (hour + 1) as f64 * HOUR_SECS;
            if rate * (end - at) > left {
                break at + left / rate;
            }
            left -= rate * (end - at);
            at = end;
        };
        self.next.set(index, if next < DAY_SECS { next } else { f64::INFINITY });
    }
}
