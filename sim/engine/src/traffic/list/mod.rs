//! Lists of flows, run exactly: weighted max-min sharing with caps, every flow an event.
//!
//! From a [`FlowList`] to the finish of each flow and the loads of each link. Knows neither cases nor
//! chance. Units: seconds, bit/s.

mod queue;
mod startup;
mod tcp;

use sansou_scenario::flows::FlowList;

/// What is asked of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question {
    /// Whether transfers start up slowly and queue, with the delays of links.
    pub tcp: bool,
    /// Whether the loads of links are wanted.
    pub loads: bool,
}

/// What became of the flows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finished {
    /// When each flow ended, seconds, in the list's order.
    pub finish_secs: Vec<f64>,
    /// Loads in the order of the list's links; empty unless asked for.
    pub loads: Vec<LinkLoad>,
}

/// Load of a link from the first start to the last finish.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LinkLoad {
    /// Bits carried over the whole time, bit/s.
    pub mean_bps: f64,
    /// Greatest sum of rates at any moment, bit/s.
    pub max_bps: f64,
    /// Time during which any flow was under way on it, seconds.
    pub busy_secs: f64,
}

/// Runs a list.
pub fn run(list: &FlowList, question: Question) -> Finished {
    if question.tcp {
        return tcp::run(list, question.loads);
    }
    Finished::default()
}
