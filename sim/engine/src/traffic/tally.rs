//! A tally: what a day came to, before it is worded for a report.
//!
//! Knows only numbers; [`super::day`] fills it, `loads` reads it. Units: bits in the bins,
//! bytes and seconds where the names say so.

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
    /// Session tables.
    pub tables: Vec<Table>,
    /// Applications.
    pub applications: Vec<Service>,
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
    /// Open now.
    pub open: u64,
    /// Greatest number open at once.
    pub most: u64,
    /// Sessions refused.
    pub refused: u64,
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
}

impl Tally {
    /// Nothing yet.
    pub fn new(resources: usize, tables: &[u64], applications: usize) -> Tally {
        Tally {
            minutes: vec![0.0; resources * MINUTES],
            hours: vec![0.0; resources * (applications + 1) * 24],
            own_demand_bytes: vec![0; resources],
            tables: tables.iter().map(|&limit| Table { limit, ..Table::default() }).collect(),
            applications: vec![Service::default(); applications],
            demand_bytes: 0.0,
            carried_bytes: 0.0,
            refused_bytes: 0.0,
            left_over_bytes: 0.0,
        }
    }
}
