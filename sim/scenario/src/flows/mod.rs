//! Flow lists: links and flows that stand for themselves, without any scenario.
//!
//! Two CSV files (`scenarios/README.md` has the format) become a [`FlowList`], or every problem with
//! its line and column. Routes are kept once each, however many flows take them.
//!
//! Must not know how rates are shared. Units: seconds, bit/s, bytes. Never panics, whatever the
//! bytes. Files are read as they come and never held: memory is bounded by [`MAX_FLOWS`],
//! [`MAX_LINKS`], [`MAX_ROUTES`], [`MAX_ROUTE_LINKS`], [`MAX_LINE_BYTES`] and [`MAX_BYTES`].

mod findings;
mod ids;
mod links;
mod numbers;
mod read;
mod repeats;
mod table;

use crate::diagnostic::Diagnostic;
use crate::load::ReadError;
use std::io::Read;

pub use ids::Ids;

/// Most flows of a list.
pub const MAX_FLOWS: usize = 5_000_000;
/// Most links of a list.
pub const MAX_LINKS: usize = 1_000_000;
/// Most different routes of a list.
pub const MAX_ROUTES: usize = 1_000_000;
/// Most links of one route.
pub const MAX_ROUTE_LINKS: usize = 64;
/// Largest file, bytes.
pub const MAX_BYTES: usize = 1 << 30;
/// Longest line of a file, bytes.
pub const MAX_LINE_BYTES: usize = 1 << 16;

/// A file to be read.
pub struct Source<'s> {
    /// What diagnostics call it.
    pub path: &'s str,
    /// Where its bytes come from, or why they cannot.
    pub bytes: Result<Box<dyn Read + 's>, ReadError>,
}

/// A list that was read.
#[derive(Debug)]
pub struct Checked {
    /// The list, if there is no error.
    pub list: Option<FlowList>,
    /// Every problem of both files, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a list.
pub fn read(links: Source<'_>, flows: Source<'_>) -> Checked {
    let (links, mut diagnostics) = links::read(links);
    let (list, of_flows) = read::list(links, flows);
    diagnostics.extend(of_flows);
    Checked { list: list.filter(|_| diagnostics.is_empty()), diagnostics }
}

/// Hashes alike in every run; used only where order never shows.
type Fixed = rustc_hash::FxBuildHasher;

/// Links and flows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FlowList {
    /// Links, in the file's order.
    pub links: Vec<Link>,
    /// Different routes: links that each passes, in the order of travel, never empty, none twice.
    pub routes: Vec<Box<[u32]>>,
    /// Flows, in the file's order; starts may come in any order.
    pub flows: Vec<Flow>,
    /// Ids of the flows.
    pub ids: Ids,
}

/// A link in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Id.
    pub id: String,
    /// Capacity, bit/s, greater than 0.
    pub capacity_bps: f64,
    /// One-way delay, seconds; counts only where start-up and queues are asked for.
    pub delay_secs: f64,
}

/// One transfer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// Start, seconds, not negative.
    pub start_secs: f64,
    /// Size; one of 0 bytes ends at its start.
    pub bytes: f64,
    /// Its route: index into [`FlowList::routes`].
    pub route: u32,
    /// Most that it may get, bit/s; infinite if nothing limits it.
    pub cap_bps: f64,
    /// Rates are proportional to it; greater than 0.
    pub weight: f64,
}
