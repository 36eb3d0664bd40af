//! Steps, rules, goals and threats.

use super::ledger::Owner;
use super::model::Builder;
use super::scope::Item;
use super::text;
use crate::case::{Damage, Goal, GoalId, NodeId, On, Rule, Step, StepId, Threat};
use crate::codes;
use crate::file::{OnEntry, RuleEntry, ThreatEntry};
use crate::source::At;

impl Builder<'_> {
    pub(super) fn steps(&mut self) -> Vec<Step> {
        let steps = self.world.steps.items.iter().map(|item| Step {
            id: item.id().to_owned(),
            name: text(&item.entry.name),
            of_asset: item.entry.of_asset,
        });
        steps.collect()
    }

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let world = self.world;
        world.rules.items.iter().filter_map(|item| self.rule(item)).collect()
    }

    fn rule(&mut self, item: &Item<'_, RuleEntry>) -> Option<Rule> {
        let entry = &item.entry;
        let owner = Owner::new("rules", &entry.id, &entry.name);
        let needs = self.step_list(item.at("needs"), &entry.needs);
        let needs_there = self.step_list(item.at("needs_there"), &entry.needs_there);
        let gives = self.step(item.at("gives"), &entry.gives);
        self.asset_steps(item);
        let success = self.quantity(&owner, "success", item.at("success"), &entry.success);
        let time = self.distribution(&owner, "time", item.at("time"), &entry.time);
        let patch_half_age = self.maybe(
            &owner,
            "patch_half_age",
            item.at("patch_half_age"),
            entry.patch_half_age.as_ref(),
        );
        Some(Rule {
            id: entry.id.clone(),
            name: text(&entry.name),
            technique: entry.technique.clone(),
            on: on(&entry.on),
            needs,
            needs_there,
            gives: gives?,
            success,
            time,
            per: entry.per,
            patch_half_age,
        })
    }

    /// A step of an asset comes from another step of it, or from the asset that lies there.
    fn asset_steps(&mut self, item: &Item<'_, RuleEntry>) {
        let entry = &item.entry;
        let all = entry.needs.iter().chain(&entry.needs_there).chain([&entry.gives]);
        if all.clone().any(|id| self.steps.position(id).is_none()) {
            return;
        }
        let needed = entry.needs.iter().chain(&entry.needs_there).any(|id| self.of_asset(id));
        let given = self.of_asset(&entry.gives);
        let holding = matches!(entry.on, OnEntry::Local { holding: true, .. });
        if given && !needed && !holding {
            let arguments = vec![("rule", entry.id.clone()), ("step", entry.gives.clone())];
            self.problems.error(item.at("gives"), codes::ASSET_FROM_NOWHERE, arguments);
        }
        if holding && !given && !needed {
            let arguments = vec![("rule", entry.id.clone())];
            let at = item.at("on").field("holding");
            self.problems.error(at, codes::HOLDING_WITHOUT_ASSET, arguments);
        }
    }

    fn of_asset(&self, id: &str) -> bool {
        let position = self.steps.position(id);
        position.and_then(|p| self.world.steps.items.get(p)).is_some_and(|s| s.entry.of_asset)
    }

    fn step(&mut self, at: At<'_>, id: &str) -> Option<StepId> {
        self.steps.find(self.problems, at, id, codes::UNKNOWN_STEP, None).map(StepId)
    }

    fn step_list(&mut self, at: At<'_>, ids: &[String]) -> Vec<StepId> {
        let steps = ids.iter().enumerate();
        let mut steps: Vec<StepId> =
            steps.filter_map(|(index, id)| self.step(at.item(index), id)).collect();
        steps.sort();
        steps.dedup();
        steps
    }

    pub(super) fn goals(&mut self) -> Vec<Goal> {
        let world = self.world;
        let mut goals = Vec::new();
        for item in &world.goals.items {
            let entry = &item.entry;
            let owner = Owner::new("goals", &entry.id, &entry.name);
            let step = self.step(item.at("step"), &entry.step);
            for (index, id) in entry.assets.iter().enumerate() {
                let at = item.at("assets").item(index);
                let anywhere = &self.anywhere.assets;
                anywhere.find(self.problems, at, id, codes::UNKNOWN_ASSET, None);
            }
            let mut assets: Vec<_> = entry.assets.iter().filter_map(|id| self.asset(id)).collect();
            assets.sort();
            assets.dedup();
            let (damage, at) = (&entry.damage, item.at("damage"));
            let base = self.quantity(&owner, "base", at.field("base"), &damage.base);
            let per_record =
                self.quantity(&owner, "per_record", at.field("per_record"), &damage.per_record);
            let lost_hours_per_staff = self.quantity(
                &owner,
                "lost_hours_per_staff",
                at.field("lost_hours_per_staff"),
                &damage.lost_hours_per_staff,
            );
            goals.extend(step.map(|step| Goal {
                id: entry.id.clone(),
                name: text(&entry.name),
                step,
                assets,
                zones: sorted(&entry.zones),
                damage: Damage { base, per_record, lost_hours_per_staff },
            }));
        }
        goals
    }

    pub(super) fn threats(&mut self) -> Vec<Threat> {
        let world = self.world;
        let mut threats = Vec::new();
        for item in &world.threats.items {
            let entry = &item.entry;
            let owner = Owner::new("threats", &entry.id, &entry.name);
            let rate = self.quantity(&owner, "rate", item.at("rate"), &entry.rate);
            let mut goals = Vec::new();
            for (index, id) in entry.goals.iter().enumerate() {
                let at = item.at("goals").item(index);
                let found = self.goals.find(self.problems, at, id, codes::UNKNOWN_GOAL, None);
                goals.extend(found.map(GoalId));
            }
            goals.sort();
            goals.dedup();
            threats.push(Threat {
                id: entry.id.clone(),
                name: text(&entry.name),
                attacker: entry.attacker,
                rate,
                begins: entry.begins,
                footholds: self.footholds(item),
                in_every_model: entry.in_every_model,
                goals,
            });
        }
        threats
    }

    /// Footholds at nodes that this model has. A node that no model has is a warning, unless the threat
    /// starts with the same step elsewhere: files name the nodes of all kinds of model.
    fn footholds(&mut self, item: &Item<'_, ThreatEntry>) -> Vec<(StepId, NodeId)> {
        let mut footholds = Vec::new();
        for (index, foothold) in item.entry.footholds.iter().enumerate() {
            let at = item.at("footholds").item(index);
            let step = self.step(at.field("step"), &foothold.step);
            if self.of_asset(&foothold.step) {
                let arguments =
                    vec![("step", foothold.step.clone()), ("threat", item.id().to_owned())];
                self.problems.error(at.field("step"), codes::FOOTHOLD_OF_ASSET, arguments);
            }
            let elsewhere = item.entry.footholds.iter().any(|other| {
                other.step == foothold.step && self.anywhere.nodes.position(&other.node).is_some()
            });
            if self.anywhere.nodes.lacks(&foothold.node) && !elsewhere {
                let arguments =
                    vec![("id", foothold.node.clone()), ("threat", item.id().to_owned())];
                let meant = self.anywhere.nodes.near(&foothold.node);
                let at = at.field("node");
                self.problems.warning(at, codes::FOOTHOLD_NOWHERE, arguments, meant);
            }
            let node = self.nodes.position(&foothold.node).map(NodeId);
            footholds.extend(step.zip(node));
        }
        footholds.sort();
        footholds.dedup();
        footholds
    }
}

fn on(entry: &OnEntry) -> On {
    match entry {
        OnEntry::Local { nodes, zones, holding } => {
            On::Local { nodes: sorted(nodes), zones: sorted(zones), holding: *holding }
        }
        OnEntry::Conduit { kinds, toward, code, data, unless, only, nodes, gives_at } => {
            On::Conduit {
                kinds: sorted(kinds),
                toward: *toward,
                code: *code,
                data: *data,
                unless: sorted(unless),
                only: sorted(only),
                nodes: sorted(nodes),
                gives_at: *gives_at,
            }
        }
    }
}

fn sorted<T: Ord + Copy>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort();
    list.dedup();
    list
}
