//! Models and parts: each element by itself.

use super::Check;
use super::quantities::Bound::{NotNegative, Positive, Share};
use crate::codes;
use crate::file::{
    AssetEntry, BackgroundEntry, ConduitEntry, LinkEntry, Lists, NodeEntry, PlacementEntry,
    RouteEntry, Sourced,
};
use crate::files::Body;
use crate::source::At;
use crate::units::Unit;

/// A link delays no longer than an hour.
const MAX_DELAY_SECS: f64 = 3_600.0;
/// Legs that a route may have.
const MAX_LEGS: usize = 16;
/// Flows that others' load may have.
const MAX_FLOWS: f64 = 1e6;
/// Connections that other bodies hold.
const MAX_HELD: f64 = 1e9;

impl Check<'_> {
    pub(super) fn network(&mut self, at: At<'_>, body: &Option<Body>) {
        let Some(lists) = body.as_ref().and_then(Body::lists) else { return };
        let Lists { zones, nodes, links, conduits, assets, placements, routes, .. } = lists;
        self.names(at, "include", lists.include, false);
        self.names(at, "remove", lists.remove, false);
        for (index, zone) in zones.iter().enumerate() {
            self.id(at.field("zones").item(index), &zone.id);
        }
        for (index, node) in nodes.iter().enumerate() {
            self.node(at.field("nodes").item(index), node);
        }
        for (index, link) in links.iter().enumerate() {
            self.link(at.field("links").item(index), link);
        }
        for (index, conduit) in conduits.iter().enumerate() {
            self.conduit(at.field("conduits").item(index), conduit);
        }
        for (index, asset) in assets.iter().enumerate() {
            self.asset(at.field("assets").item(index), asset);
        }
        for (index, placement) in placements.iter().enumerate() {
            self.placement(at.field("placements").item(index), placement);
        }
        for (index, route) in routes.iter().enumerate() {
            self.route(at.field("routes").item(index), route);
        }
    }

    fn node(&mut self, at: At<'_>, node: &NodeEntry) {
        self.id(at, &node.id);
        self.count(at, "count", node.count.as_ref());
        self.maybe(at, "patch_age", node.patch_age.as_ref(), NotNegative);
        self.maybe(at, "throughput", node.throughput.as_ref(), Positive);
        self.maybe(at, "sessions", node.sessions.as_ref(), Positive);
        self.maybe(at, "delay_per_mb", node.delay_per_mb.as_ref(), NotNegative);
        self.maybe(at, "session_setup", node.session_setup.as_ref(), NotNegative);
        if let Some(load) = &node.background {
            self.background(at.field("background"), load);
        }
    }

    pub(super) fn background(&mut self, at: At<'_>, load: &BackgroundEntry) {
        self.number(at, "down", &load.down, NotNegative);
        self.number(at, "up", &load.up, NotNegative);
        self.number(at, "flows", &load.flows, NotNegative);
        self.maybe(at, "sessions", load.sessions.as_ref(), NotNegative);
        let (Sourced::Cited { value: flows, .. } | Sourced::Assumed { value: flows, .. }) =
            &load.flows;
        let at_flows = at.field("flows").field("value");
        self.at_most(at_flows, "flows", flows.si(), MAX_FLOWS, "1000000");
        if let Some(held) = &load.sessions {
            let (Sourced::Cited { value, .. } | Sourced::Assumed { value, .. }) = held;
            let at_held = at.field("sessions").field("value");
            self.at_most(at_held, "sessions", value.si(), MAX_HELD, "1000000000");
        }
    }

    pub(super) fn link(&mut self, at: At<'_>, link: &LinkEntry) {
        self.id(at, &link.id);
        if link.between.0 == link.between.1 {
            let arguments = vec![("id", link.between.0.clone())];
            self.problems.error(at.field("between"), codes::LINK_TO_ITSELF, arguments);
        }
        self.number(at, "capacity", &link.capacity, Positive);
        self.number(at, "delay", &link.delay, NotNegative);
        let (Sourced::Cited { value: delay, .. } | Sourced::Assumed { value: delay, .. }) =
            &link.delay;
        let at_delay = at.field("delay").field("value");
        self.at_most(at_delay, "delay", delay.si(), MAX_DELAY_SECS, "Hours(1)");
        self.count(at, "lines", link.lines.as_ref());
        self.maybe(at, "yearly", link.yearly.as_ref(), NotNegative);
    }

    pub(super) fn conduit(&mut self, at: At<'_>, conduit: &ConduitEntry) {
        self.id(at, &conduit.id);
        self.names(at, "from", &conduit.from, true);
        if let Some(index) = conduit.from.iter().position(|f| *f == conduit.to) {
            let arguments = vec![("id", conduit.to.clone())];
            let at = at.field("from").item(index);
            self.problems.error(at, codes::CONDUIT_TO_ITSELF, arguments);
        }
    }

    fn asset(&mut self, at: At<'_>, asset: &AssetEntry) {
        self.id(at, &asset.id);
        self.names(at, "on", &asset.on, true);
        self.amount_of(at, "records", &asset.records);
    }

    pub(super) fn placement(&mut self, at: At<'_>, placement: &PlacementEntry) {
        self.id(at, &placement.id);
        let lists = [
            ("zones", &placement.zones),
            ("nodes", &placement.nodes),
            ("conduits", &placement.conduits),
        ];
        for (field, list) in lists {
            self.names(at, field, list, false);
        }
        if self.whole && lists.iter().all(|(_, list)| list.is_empty()) {
            let arguments = vec![("id", placement.id.clone())];
            self.problems.error(at, codes::PLACEMENT_NOWHERE, arguments);
        }
        self.maybe(at, "coverage", placement.coverage.as_ref(), Share);
    }

    pub(super) fn route(&mut self, at: At<'_>, route: &RouteEntry) {
        self.id(at, &route.id);
        self.names(at, "from", &route.from, true);
        self.not_empty(at.field("legs"), "legs", route.legs.len());
        if route.legs.len() > MAX_LEGS {
            let arguments = vec![
                ("field", "legs".to_owned()),
                ("value", route.legs.len().to_string()),
                ("limit", MAX_LEGS.to_string()),
            ];
            self.problems.error(at.field("legs"), codes::TOO_LARGE, arguments);
        }
    }
}
