//! What controls add to the traffic of the places where they stand: sanitising, decryption and
//! inspection take time for each megabyte and for each new connection.
//!
//! Pure functions of a case. Must not know routes or plans. A control that covers a share of the
//! places adds that share of its time, as the mean over the uses. Units: seconds, bytes.

use sansou_scenario::case::{Case, ConduitId, NodeId};
use std::ops::AddAssign;

/// Time that is added.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Added {
    /// To a transfer, seconds per byte.
    pub per_byte: f64,
    /// To the begin of a use, seconds: its connections are opened side by side.
    pub connecting: f64,
}

impl AddAssign for Added {
    fn add_assign(&mut self, other: Added) {
        self.per_byte += other.per_byte;
        self.connecting += other.connecting;
    }
}

/// What all controls add, by place.
#[derive(Debug)]
pub struct Guards {
    nodes: Vec<Added>,
    conduits: Vec<Added>,
}

impl Guards {
    /// Those of a case.
    pub fn new(case: &Case) -> Guards {
        let mut nodes = vec![Added::default(); case.nodes.len()];
        let mut conduits = vec![Added::default(); case.conduits.len()];
        for placement in &case.placements {
            let control = &case.controls[placement.control.0];
            let covered = placement.coverage.map_or(1.0, |share| share.value);
            let added = Added {
                per_byte: control.delay_per_mb.map_or(0.0, |delay| delay.value / 1e6) * covered,
                connecting: control.session_setup.map_or(0.0, |setup| setup.value) * covered,
            };
            placement.nodes.iter().for_each(|node| nodes[node.0] += added);
            placement.conduits.iter().for_each(|conduit| conduits[conduit.0] += added);
        }
        Guards { nodes, conduits }
    }

    /// What they add at a node that traffic passes or ends at.
    pub fn at(&self, node: NodeId) -> Added {
        self.nodes[node.0]
    }

    /// What they add on a conduit.
    pub fn on(&self, conduit: ConduitId) -> Added {
        self.conduits[conduit.0]
    }
}
