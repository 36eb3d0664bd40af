//! Names of a case's elements by id, in one language; the id itself if there is no such element.

use crate::text::Texts;
use sansou_engine::outcome::{ResourceKind, ResourceOutcome};
use sansou_scenario::case::{Case, Conduit, Rule, Text};

/// Names of one case in one language.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub case: &'a Case,
    pub texts: &'a Texts,
}

impl<'a> Names<'a> {
    pub fn new(case: &'a Case, texts: &'a Texts) -> Names<'a> {
        Names { case, texts }
    }

    fn or_id(&self, name: Option<&Text>, id: &str) -> String {
        name.map_or_else(|| id.to_owned(), |text| self.texts.of(text).to_owned())
    }

    pub fn model(&self) -> &'a str {
        self.texts.of(&self.case.name)
    }
    pub fn node(&self, id: &str) -> String {
        self.or_id(self.case.node(id).map(|n| &self.case.nodes[n.0].name), id)
    }
    /// A node with the zone that it lies in.
    pub fn node_in_zone(&self, id: &str) -> String {
        let Some(node) = self.case.node(id).map(|n| &self.case.nodes[n.0]) else {
            return id.to_owned();
        };
        let zone = self.texts.of(&self.case.zones[node.zone.0].name);
        let name = self.texts.of(&node.name);
        self.texts.get("node-in-zone", &[("node", name), ("zone", zone)])
    }
    pub fn conduit(&self, id: &str) -> Option<&'a Conduit> {
        self.case.conduit(id).map(|c| &self.case.conduits[c.0])
    }
    pub fn asset(&self, id: &str) -> String {
        self.or_id(self.case.asset(id).map(|a| &self.case.assets[a.0].name), id)
    }
    pub fn rule_of(&self, id: &str) -> Option<&'a Rule> {
        self.case.rules.iter().find(|r| r.id == id)
    }
    pub fn rule(&self, id: &str) -> String {
        self.or_id(self.rule_of(id).map(|r| &r.name), id)
    }
    pub fn threat(&self, id: &str) -> String {
        self.or_id(self.case.threats.iter().find(|t| t.id == id).map(|t| &t.name), id)
    }
    pub fn control(&self, id: &'a str) -> &'a str {
        let control = self.case.controls.iter().find(|control| control.id == id);
        control.map_or(id, |control| self.texts.of(&control.name))
    }
    pub fn goal(&self, id: &str) -> String {
        self.or_id(self.case.goals.iter().find(|g| g.id == id).map(|g| &g.name), id)
    }
    /// An application, or the load of others.
    pub fn application(&self, id: &str) -> String {
        if id == "background" {
            return self.texts.plain("traffic-background");
        }
        self.or_id(self.case.applications.iter().find(|a| a.id == id).map(|a| &a.name), id)
    }
    /// A terminal group, or other bodies.
    pub fn user_group(&self, id: &str) -> String {
        if id == "background" { self.texts.plain("traffic-background") } else { self.node(id) }
    }
    /// A zone, or other bodies.
    pub fn zone(&self, id: &str) -> String {
        if id == "background" {
            return self.texts.plain("traffic-background");
        }
        self.or_id(self.case.zones.iter().find(|z| z.id == id).map(|z| &z.name), id)
    }
    /// A link with its direction, or an appliance.
    pub fn resource(&self, resource: &ResourceOutcome) -> String {
        let id = resource.element.as_str();
        let (Some(link), false) = (self.case.link(id), resource.kind == ResourceKind::Appliance)
        else {
            return self.node(id);
        };
        let link = &self.case.links[link.0];
        let (a, b) = match resource.kind {
            ResourceKind::LinkBackward => (link.between.1, link.between.0),
            _ => link.between,
        };
        let [from, to] = [a, b].map(|n| self.texts.of(&self.case.nodes[n.0].name));
        let name = self.texts.of(&link.name);
        self.texts.get("link-direction", &[("link", name), ("from", from), ("to", to)])
    }
    /// A priced element: a placement by its control, or a link.
    pub fn priced(&self, id: &str) -> String {
        match self.case.placements.iter().find(|p| p.id == id) {
            Some(placement) => {
                let control = &self.case.controls[placement.control.0];
                let nodes = placement.nodes.iter().map(|n| &self.case.nodes[n.0].name);
                let conduits = placement.conduits.iter().map(|c| &self.case.conduits[c.0].name);
                let places: Vec<&str> = nodes.chain(conduits).map(|t| self.texts.of(t)).collect();
                let (name, first) = (self.texts.of(&control.name), places.first());
                let key = if places.len() > 1 { "placed-more" } else { "placed" };
                self.texts.get(
                    key,
                    &[
                        ("control", name),
                        ("place", first.copied().unwrap_or_default()),
                        ("more", &places.len().saturating_sub(1).to_string()),
                    ],
                )
            }
            None => self.or_id(self.case.link(id).map(|l| &self.case.links[l.0].name), id),
        }
    }
}
