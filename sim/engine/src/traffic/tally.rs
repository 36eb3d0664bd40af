//! A tally: what a day came to, before it is worded for a report.
//!
//! Knows only numbers; [`super::day`] fills it, `loads` reads it. Units: bits in the bins,
//! bytes and seconds where the names say so.

use super::plan::Plan;

/// Minutes in the day.
pub const MINUTES: usize = 1_440;

/// What a day came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Bits through each resource in each minute: `resource × 1,440 + minute`.
    pub minutes: Vec<f64>,
    /// Bits by resource, tag and hour: `(resource × tags + tag) × 24 + hour`.
    pub hours: Vec<f64>,
    /// Bytes that the uses ask of each resource.
    pub own_demand_bytes: Vec<u64>,
    /// Bytes asked for by resource, group of users and hour: `(resource × groups + group) × 24 + hour`.
    pub asked: Vec<f64>,
    /// Session tables.
    pub tables: Vec<Table>,
    /// Appliances that work on new connections.
    pub setups: Vec<Setup>,
    /// Applications.
    pub applications: Vec<Service>,
    /// What the users of each way got.
    pub served: Vec<Served>,
    /// Bytes asked for, on all legs.
    pub demand_bytes: f64,
    /// Bytes carried for uses.
    pub carried_bytes: f64,
    /// Bytes of refused uses.
    pub refused_bytes: f64,
    /// Bytes of transfers still under way, of streams that go on after midnight, and those that
    /// streams went without.
    pub left_over_bytes: f64,
}

/// A session table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Table {
    /// Greatest number allowed.
    pub limit: u64,
    /// Open now, others' among them.
    pub open: u64,
    /// Greatest number open at once.
    pub most: u64,
    /// Sessions refused.
    pub refused: u64,
}

/// An appliance at its work on new connections, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Setup {
    /// Work on one, seconds.
    pub each_secs: f64,
    /// When it is through with all that have come.
    pub busy_until: f64,
    /// Longest time from coming to being through, seconds.
    pub longest_secs: f64,
}

impl Setup {
    /// Takes so many new connections at once; seconds until it is through with them.
    pub fn take(&mut self, now: f64, connections: u64) -> f64 {
        self.busy_until = self.busy_until.max(now) + self.each_secs * connections as f64;
        let waited = self.busy_until - now;
        self.longest_secs = self.longest_secs.max(waited);
        waited
    }
}

/// How an application fared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Service {
    /// Uses asked for.
    pub uses: u64,
    /// Uses carried as screen transfer.
    pub as_screen: u64,
    /// Uses refused.
    pub refused: u64,
    /// Completion times of transfers, seconds, in order of completion.
    pub completions: Vec<f64>,
    /// Stream time, and the part of it that satisfied; seconds.
    pub stream_secs: f64,
    /// See `stream_secs`.
    pub satisfied_secs: f64,
    /// Stream time that did not satisfy and waiting beyond patience, seconds.
    pub affected_secs: f64,
    /// Stream time with speech, and the same times its opinion score; seconds.
    pub speech_secs: f64,
    /// See `speech_secs`.
    pub scored_secs: f64,
    /// Screen work that felt prompt, delayed, slow; seconds.
    pub feel_secs: [f64; 3],
}

/// What the users of a way got of what they asked for and were let in to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Served {
    /// Stream time, and the part of it that satisfied; seconds.
    pub stream_secs: f64,
    /// See `stream_secs`.
    pub satisfied_secs: f64,
    /// Transfers that somebody waited for, and those of them within patience.
    pub awaited: u64,
    /// See `awaited`.
    pub in_time: u64,
}

impl Served {
    /// Adds what others got.
    pub fn add(&mut self, other: &Served) {
        self.stream_secs += other.stream_secs;
        self.satisfied_secs += other.satisfied_secs;
        self.awaited += other.awaited;
        self.in_time += other.in_time;
    }

    /// Share of stream time that satisfied; 1 if there was none.
    pub fn satisfied_share(&self) -> f64 {
        if self.stream_secs > 0.0 { self.satisfied_secs / self.stream_secs } else { 1.0 }
    }

    /// Share of awaited transfers within patience; 1 if there was none.
    pub fn in_time_share(&self) -> f64 {
        if self.awaited > 0 { self.in_time as f64 / self.awaited as f64 } else { 1.0 }
    }
}

impl Tally {
    /// Nothing yet.
    pub fn new(plan: &Plan) -> Tally {
        let (resources, applications) = (plan.capacities.len(), plan.applications);
        let setup = |&each_secs: &f64| Setup { each_secs, ..Setup::default() };
        Tally {
            minutes: vec![0.0; resources * MINUTES],
            hours: vec![0.0; resources * (applications + 1) * 24],
            own_demand_bytes: vec![0; resources],
            asked: vec![0.0; resources * plan.groups * 24],
            setups: plan.setups.iter().map(setup).collect(),
            tables: plan.tables.iter().map(|&limit| Table { limit, ..Table::default() }).collect(),
            applications: vec![Service::default(); applications],
            served: vec![Served::default(); plan.ways.len()],
            demand_bytes: 0.0,
            carried_bytes: 0.0,
            refused_bytes: 0.0,
            left_over_bytes: 0.0,
        }
    }
}
