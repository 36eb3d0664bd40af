//! Flow lists: links and flows that stand for themselves, without any scenario.
//!
//! Two CSV files (`scenarios/README.md` has the format) become a [`FlowList`], or every problem with
//! its line and column. Routes are kept once each, however many flows take them.
//!
//! Must not know how rates are shared. Units: seconds, bit/s, bytes.

/// Most flows of a list.
pub const MAX_FLOWS: usize = 5_000_000;

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

/// Ids of many flows in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    /// Adds the next id.
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    /// Id of the flow at an index; empty if there is none.
    pub fn get(&self, index: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let start = index.checked_sub(1).map_or(0, end);
        self.text.get(start..end(index)).unwrap_or("")
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}
