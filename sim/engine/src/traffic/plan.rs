//! A plan: what a day consists of, in plain numbers.
//!
//! Resources, classes and ways are indices into the plan's lists. Must not know cases or chance:
//! `ways` and `demand` write plans, tests write them by hand. Units: seconds after
//! midnight, bit/s, bytes.

use super::sharing::ClassIndex;

/// What a day consists of.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Capacities of resources, bit/s.
    pub capacities: Vec<f64>,
    /// Classes of equal flows.
    pub classes: Vec<Class>,
    /// Limits of session tables.
    pub tables: Vec<u64>,
    /// Appliances that work on each new connection, seconds for one.
    pub setups: Vec<f64>,
    /// Ways that uses go.
    pub ways: Vec<Way>,
    /// Uses in order of start.
    pub uses: Vec<Use>,
    /// Others' load: classes of their own.
    pub background: Vec<Background>,
    /// Others' connections in session tables.
    pub held: Vec<Held>,
    /// Applications; a way's tag is below it, the background's is equal to it.
    pub applications: usize,
    /// Groups of users; a way's group is below it.
    pub groups: usize,
    /// Whether transfers wait for connections and windows first (see [`super::patience`]).
    pub start_up: bool,
}

/// Flows of the same route, cap and weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Resources passed.
    pub route: Vec<usize>,
    /// Most that one flow gets.
    pub cap_bps: f64,
    /// Weight of one flow in the division.
    pub weight: f64,
}

impl Class {
    /// Of weight 1.
    pub fn new(route: Vec<usize>, cap_bps: f64) -> Class {
        Class { route, cap_bps, weight: 1.0 }
    }
}

/// How the uses of an application by some units go: all that they have in common.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// Application.
    pub tag: usize,
    /// Group of users.
    pub group: usize,
    /// Class of the transfer on each leg.
    pub transfers: Vec<ClassIndex>,
    /// Streams that last as long as the use.
    pub streams: Vec<Stream>,
    /// Session tables passed, each once.
    pub tables: Vec<usize>,
    /// Connections opened in each of them.
    pub sessions: u64,
    /// Appliances passed that work on each new connection, each once.
    pub setups: Vec<usize>,
    /// Longest acceptable round trip of screen work.
    pub round_trip_limit: Option<f64>,
    /// Unloaded round trip.
    pub round_trip: f64,
    /// Resources at which a round trip may wait, each as often as it passes.
    pub queues: Vec<usize>,
    /// Time that appliances and controls add to a transfer, seconds per byte.
    pub delay_per_byte: f64,
    /// Time that controls add before a transfer begins, seconds.
    pub connecting_secs: f64,
    /// Work of all appliances on the connections of a use, seconds.
    pub setup_secs: f64,
    /// Rate of a transfer that is alone in the network.
    pub unloaded_bps: f64,
    /// Whether a user waits for the transfer.
    pub awaited: bool,
    /// Whether it is carried as screen transfer.
    pub as_screen: bool,
    /// Whether its streams carry speech between people.
    pub speech: bool,
}

/// A stream of a way.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// Its class, whose cap is the wanted rate.
    pub class: ClassIndex,
    /// Wanted rate.
    pub wanted_bps: f64,
    /// Least rate that satisfies.
    pub enough_bps: f64,
}

impl Stream {
    /// Bytes asked for in so many seconds, rounded.
    pub fn bytes(&self, secs: f64) -> f64 {
        (self.wanted_bps * secs / 8.0).round()
    }
}

/// One use of an application.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use {
    /// Seconds after midnight.
    pub start: f64,
    /// Way.
    pub way: usize,
    /// Size of the transfer.
    pub bytes: u64,
    /// Duration of the streams, seconds.
    pub lasts: f64,
}

/// Others' load in a class of its own.
#[derive(Debug, Clone)]
pub struct Background {
    /// Class.
    pub class: ClassIndex,
    /// Flows and their cap in each quarter of an hour.
    pub quarters: Vec<(u32, f64)>,
}

/// Connections that others hold open in a session table.
#[derive(Debug, Clone)]
pub struct Held {
    /// Table.
    pub table: usize,
    /// Connections in each quarter of an hour.
    pub quarters: Vec<u64>,
}
