//! Zones, nodes, links, conduits, assets and placements of a model.

use super::ledger::Owner;
use super::model::Builder;
use super::scope::Item;
use super::text;
use crate::case::{
    Asset, AssetId, Background, Conduit, ConduitId, ControlId, Link, Node, NodeId, Placement,
    ProfileId, Zone, ZoneId,
};
use crate::codes;
use crate::file::NodeEntry;

/// Most units that a node may stand for.
const MAX_UNITS: f64 = 1e5;
/// Most parallel lines of a link.
const MAX_LINES: f64 = 1e3;

impl Builder<'_> {
    pub(super) fn zones(&mut self) -> Vec<Zone> {
        let zones = self.model.zones.iter().map(|item| Zone {
            id: item.id().to_owned(),
            kind: item.entry.kind,
            name: text(&item.entry.name),
        });
        zones.collect()
    }

    pub(super) fn nodes(&mut self) -> Vec<Node> {
        let model = self.model;
        model.nodes.iter().filter_map(|item| self.node_of(item)).collect()
    }

    fn node_of(&mut self, item: &Item<'_, NodeEntry>) -> Option<Node> {
        let entry = &item.entry;
        let owner = Owner::new("nodes", &entry.id, &entry.name);
        let model = Some(self.model.id.as_str());
        let at = item.at("zone");
        let zone = self.zones.find(self.problems, at, &entry.zone, codes::UNKNOWN_ZONE, model);
        let background = self.background(item, &owner);
        Some(Node {
            id: entry.id.clone(),
            kind: entry.kind,
            name: text(&entry.name),
            count: self.count("count", item.at("count"), entry.count, MAX_UNITS),
            patch_age: self.maybe(
                &owner,
                "patch_age",
                item.at("patch_age"),
                entry.patch_age.as_ref(),
            ),
            throughput: self.maybe(
                &owner,
                "throughput",
                item.at("throughput"),
                entry.throughput.as_ref(),
            ),
            sessions: self.maybe(&owner, "sessions", item.at("sessions"), entry.sessions.as_ref()),
            delay_per_mb: self.maybe(
                &owner,
                "delay_per_mb",
                item.at("delay_per_mb"),
                entry.delay_per_mb.as_ref(),
            ),
            session_setup: self.maybe(
                &owner,
                "session_setup",
                item.at("session_setup"),
                entry.session_setup.as_ref(),
            ),
            background,
            zone: ZoneId(zone?),
        })
    }

    fn background(&mut self, item: &Item<'_, NodeEntry>, owner: &Owner) -> Option<Background> {
        let load = item.entry.background.as_ref()?;
        let at = item.at("background");
        let to = self.node(at.field("to"), &load.to);
        let down = self.quantity(owner, "background_down", at.field("down"), &load.down);
        let up = self.quantity(owner, "background_up", at.field("up"), &load.up);
        let flows = self.quantity(owner, "background_flows", at.field("flows"), &load.flows);
        let held = load.sessions.as_ref();
        let sessions = self.maybe(owner, "background_sessions", at.field("sessions"), held);
        let profile = self.profiles.find(
            self.problems,
            at.field("profile"),
            &load.profile,
            codes::UNKNOWN_PROFILE,
            None,
        );
        Some(Background { to: to?, down, up, flows, sessions, profile: ProfileId(profile?) })
    }

    pub(super) fn links(&mut self) -> Vec<Link> {
        let model = self.model;
        let mut links = Vec::new();
        for item in &model.links {
            let entry = &item.entry;
            let owner = Owner::new("links", &entry.id, &entry.name);
            let ends = item.at("between");
            let first = self.node(ends.item(0), &entry.between.0);
            let second = self.node(ends.item(1), &entry.between.1);
            let capacity = self.quantity(&owner, "capacity", item.at("capacity"), &entry.capacity);
            let delay = self.quantity(&owner, "delay", item.at("delay"), &entry.delay);
            let lines = self.count("lines", item.at("lines"), entry.lines, MAX_LINES);
            let yearly = self.maybe(&owner, "yearly", item.at("yearly"), entry.yearly.as_ref());
            links.extend(first.zip(second).map(|between| Link {
                id: entry.id.clone(),
                name: text(&entry.name),
                kind: entry.kind,
                between,
                capacity,
                delay,
                lines,
                yearly,
            }));
        }
        links
    }

    pub(super) fn conduits(&mut self) -> Vec<Conduit> {
        let model = self.model;
        let mut conduits = Vec::new();
        for item in &model.conduits {
            let entry = &item.entry;
            let from = self.node_list(item.at("from"), &entry.from);
            let to = self.node(item.at("to"), &entry.to);
            let via = item.at("via");
            let via: Vec<NodeId> = entry
                .via
                .iter()
                .enumerate()
                .filter_map(|(index, id)| self.node(via.item(index), id))
                .collect();
            let mut limits = entry.limits.clone();
            limits.sort();
            limits.dedup();
            conduits.extend(to.map(|to| Conduit {
                id: entry.id.clone(),
                name: text(&entry.name),
                kind: entry.kind,
                from,
                to,
                via,
                code: entry.code,
                data: entry.data,
                limits,
                note: entry.note.as_ref().map(text),
            }));
        }
        conduits
    }

    pub(super) fn assets(&mut self) -> Vec<Asset> {
        let model = self.model;
        let mut assets = Vec::new();
        for item in &model.assets {
            let entry = &item.entry;
            let owner = Owner::new("assets", &entry.id, &entry.name);
            assets.push(Asset {
                id: entry.id.clone(),
                name: text(&entry.name),
                class: entry.class,
                on: self.node_list(item.at("on"), &entry.on),
                records: self.amount_of(&owner, "records", item.at("records"), &entry.records),
            });
        }
        assets
    }

    pub(super) fn placements(&mut self) -> Vec<Placement> {
        let model = self.model;
        let mut placements = Vec::new();
        for item in &model.placements {
            let entry = &item.entry;
            let (at, id) = (item.at("control"), &entry.control);
            self.controls.find(self.problems, at, id, codes::UNKNOWN_CONTROL, None);
            let control = self.standing.position(&entry.control);
            let mut nodes = self.node_list(item.at("nodes"), &entry.nodes);
            for (index, zone) in entry.zones.iter().enumerate() {
                let at = item.at("zones").item(index);
                let found =
                    self.zones.find(self.problems, at, zone, codes::UNKNOWN_ZONE, Some(&model.id));
                if found.is_some() {
                    nodes.extend(self.nodes_in(zone));
                }
            }
            nodes.sort();
            nodes.dedup();
            let at = item.at("conduits");
            let mut conduits: Vec<ConduitId> = entry
                .conduits
                .iter()
                .enumerate()
                .filter_map(|(index, id)| self.conduit(at.item(index), id))
                .collect();
            conduits.sort();
            conduits.dedup();
            let owner = self.placement_owner(&entry.id, &entry.control);
            let coverage =
                self.maybe(&owner, "coverage", item.at("coverage"), entry.coverage.as_ref());
            placements.extend(control.map(|control| Placement {
                id: entry.id.clone(),
                control: ControlId(control),
                nodes,
                conduits,
                coverage,
            }));
        }
        placements
    }

    fn nodes_in(&self, zone: &str) -> Vec<NodeId> {
        let in_zone = self.model.nodes.iter().filter(|n| n.entry.zone == zone);
        in_zone.filter_map(|n| self.nodes.position(n.id())).map(NodeId).collect()
    }

    /// Placements have no name: their control's stands for it.
    fn placement_owner(&self, id: &str, control: &str) -> Owner {
        let control = self.world.controls.items.iter().find(|c| c.id() == control);
        let name = match control {
            Some(control) => text(&control.entry.name),
            None => crate::case::Text { ja: id.to_owned(), en: id.to_owned() },
        };
        Owner { key: format!("placements/{id}"), name }
    }

    /// The goal's assets that this model has.
    pub(super) fn asset(&self, id: &str) -> Option<AssetId> {
        self.assets.position(id).map(AssetId)
    }
}
