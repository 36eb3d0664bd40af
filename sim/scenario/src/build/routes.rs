//! Routes: legs that join, one way for each class and node, screen figures where they are needed.

use super::model::Builder;
use super::scope::Item;
use crate::case::{Leg, NodeId, Route};
use crate::codes;
use crate::file::{ApplicationKindEntry, LegEntry, RouteEntry};
use std::collections::BTreeMap;

impl Builder<'_> {
    pub(super) fn routes(&mut self) -> Vec<Route> {
        let model = self.model;
        let mut taken: BTreeMap<(String, NodeId), String> = BTreeMap::new();
        let mut routes = Vec::new();
        for item in &model.routes {
            let entry = &item.entry;
            let from = self.node_list(item.at("from"), &entry.from);
            let mut legs = Vec::new();
            for (index, leg) in entry.legs.iter().enumerate() {
                let at = item.at("legs").item(index).item(0);
                let (LegEntry::Content(id) | LegEntry::Screen(id)) = leg;
                legs.extend(self.conduit(at, id).map(|conduit| match leg {
                    LegEntry::Content(_) => Leg::Content(conduit),
                    LegEntry::Screen(_) => Leg::Screen(conduit),
                }));
            }
            self.joined(item);
            self.one_way(item, &mut taken);
            self.screens(item);
            routes.push(Route { id: entry.id.clone(), class: entry.class, from, legs });
        }
        routes
    }

    /// Each leg starts at the terminal or where the leg before ended; the first at the terminal.
    fn joined(&mut self, item: &Item<'_, RouteEntry>) {
        let conduits = &self.model.conduits;
        for node in item.entry.from.iter().filter(|n| self.nodes.position(n).is_some()) {
            let mut before: Option<&str> = None;
            for (index, leg) in item.entry.legs.iter().enumerate() {
                let (LegEntry::Content(id) | LegEntry::Screen(id)) = leg;
                let Some(conduit) = conduits.iter().find(|c| c.id() == id) else { break };
                let opens = |n: &str| conduit.entry.from.iter().any(|f| f == n);
                if !opens(node) && !before.is_some_and(opens) {
                    let arguments = vec![
                        ("conduit", id.clone()),
                        ("node", node.clone()),
                        ("model", self.model.id.clone()),
                    ];
                    let at = item.at("legs").item(index);
                    self.problems.error(at, codes::ROUTE_BROKEN, arguments);
                    break;
                }
                before = Some(&conduit.entry.to);
            }
        }
    }

    fn one_way(
        &mut self,
        item: &Item<'_, RouteEntry>,
        taken: &mut BTreeMap<(String, NodeId), String>,
    ) {
        let class = format!("{:?}", item.entry.class);
        for (index, id) in item.entry.from.iter().enumerate() {
            let Some(node) = self.nodes.position(id).map(NodeId) else { continue };
            let first = taken.entry((class.clone(), node)).or_insert_with(|| item.id().to_owned());
            if first != item.id() {
                let arguments = vec![
                    ("class", class.clone()),
                    ("node", id.clone()),
                    ("first", first.clone()),
                    ("model", self.model.id.clone()),
                ];
                let at = item.at("from").item(index);
                self.problems.error(at, codes::DUPLICATE_ROUTE, arguments);
            }
        }
    }

    /// Applications that are shown by screen transfer say what that costs.
    fn screens(&mut self, item: &Item<'_, RouteEntry>) {
        if !item.entry.legs.iter().any(|leg| matches!(leg, LegEntry::Screen(_))) {
            return;
        }
        let world = self.world;
        let of_class =
            world.applications.items.iter().filter(|a| a.entry.class == item.entry.class);
        for application in of_class {
            let screen = application.entry.screen.as_ref();
            let field = match (&application.entry.kind, screen) {
                (ApplicationKindEntry::Elastic { .. }, Some(s)) if s.lasts.is_none() => {
                    "screen.lasts"
                }
                (
                    ApplicationKindEntry::Elastic { .. } | ApplicationKindEntry::Stream { .. },
                    None,
                ) => "screen",
                _ => continue,
            };
            let arguments = vec![
                ("application", application.id().to_owned()),
                ("field", field.to_owned()),
                ("route", item.id().to_owned()),
                ("model", self.model.id.clone()),
            ];
            self.problems.error(application.at("screen"), codes::SCREEN_MISSING, arguments);
        }
    }
}
