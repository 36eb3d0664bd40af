//! Controls: what they stop, notice and cost. Those that stand nowhere are checked and left out.

use super::ledger::Owner;
use super::model::Builder;
use super::scope::Item;
use super::text;
use crate::case::{Control, Cost, Counter, Detect, Response, RuleId};
use crate::codes;
use crate::file::ControlEntry;
use crate::source::At;
use std::collections::BTreeSet;

impl Builder<'_> {
    pub(super) fn controls(&mut self) -> Vec<Control> {
        let world = self.world;
        let mut controls = Vec::new();
        for item in &world.controls.items {
            if self.standing.position(item.id()).is_some() {
                controls.push(self.control(item));
            } else {
                // Its numbers are no part of this case.
                let kept = std::mem::take(&mut self.ledger);
                self.control(item);
                self.ledger = kept;
            }
        }
        controls
    }

    fn control(&mut self, item: &Item<'_, ControlEntry>) -> Control {
        let entry = &item.entry;
        let owner = Owner::new("controls", &entry.id, &entry.name);
        let holds = self.maybe(&owner, "holds", item.at("holds"), entry.holds.as_ref());
        let response = entry.response.as_ref().map(|response| {
            let at = item.at("response").field("delay");
            let delay = self.distribution(&owner, "response_delay", at, &response.delay);
            Response { hours: response.hours, delay }
        });
        let traffic = entry.traffic.as_ref();
        let at = item.at("traffic");
        let delay = traffic.and_then(|t| t.delay_per_mb.as_ref());
        let delay_per_mb = self.maybe(&owner, "delay_per_mb", at.field("delay_per_mb"), delay);
        let setup = traffic.and_then(|t| t.session_setup.as_ref());
        let session_setup = self.maybe(&owner, "session_setup", at.field("session_setup"), setup);
        Control {
            id: entry.id.clone(),
            name: text(&entry.name),
            category: entry.category,
            guideline: text(&entry.guideline),
            holds,
            counters: self.counters(item, &owner),
            detects: self.detects(item, &owner),
            response,
            delay_per_mb,
            session_setup,
            cost: self.cost(item, &owner),
        }
    }

    fn counters(&mut self, item: &Item<'_, ControlEntry>, owner: &Owner) -> Vec<Counter> {
        let mut seen = BTreeSet::new();
        let mut counters = Vec::new();
        for (index, counter) in item.entry.counters.iter().enumerate() {
            let at = item.at("counters").item(index);
            let rules = self.rule_list(at, &counter.rules, "counters", &mut seen);
            let owner = part(owner, "counters", &counter.rules);
            let at = at.field("lets_through");
            let lets_through = self.quantity(&owner, "lets_through", at, &counter.lets_through);
            counters.push(Counter { rules, lets_through });
        }
        counters.sort_by(|a, b| a.rules.cmp(&b.rules));
        counters
    }

    fn detects(&mut self, item: &Item<'_, ControlEntry>, owner: &Owner) -> Vec<Detect> {
        let mut seen = BTreeSet::new();
        let mut detects = Vec::new();
        for (index, detect) in item.entry.detects.iter().enumerate() {
            let at = item.at("detects").item(index);
            let rules = self.rule_list(at, &detect.rules, "detects", &mut seen);
            let owner = part(owner, "detects", &detect.rules);
            let probability = at.field("probability");
            let probability =
                self.quantity(&owner, "probability", probability, &detect.probability);
            let delay = self.distribution(&owner, "delay", at.field("delay"), &detect.delay);
            detects.push(Detect { rules, probability, delay });
        }
        detects.sort_by(|a, b| a.rules.cmp(&b.rules));
        detects
    }

    /// Rules of one counter or detector; a control speaks of each rule once in each list.
    fn rule_list(
        &mut self,
        at: At<'_>,
        ids: &[String],
        field: &str,
        seen: &mut BTreeSet<String>,
    ) -> Vec<RuleId> {
        let at = at.field("rules");
        let mut rules = Vec::new();
        let mut new = BTreeSet::new();
        for (index, id) in ids.iter().enumerate() {
            let at = at.item(index);
            let found = self.rules.find(self.problems, at, id, codes::UNKNOWN_RULE, None);
            rules.extend(found.map(RuleId));
            if seen.contains(id) {
                let arguments = vec![("id", id.clone()), ("field", field.to_owned())];
                self.problems.error(at, codes::REPEATED, arguments);
            }
            new.insert(id.clone());
        }
        seen.append(&mut new);
        rules.sort();
        rules.dedup();
        rules
    }

    fn cost(&mut self, item: &Item<'_, ControlEntry>, owner: &Owner) -> Cost {
        let Some(cost) = &item.entry.cost else { return Cost::default() };
        let at = item.at("cost");
        let mut price = |field: &str, number| self.maybe(owner, field, at.field(field), number);
        Cost {
            initial: price("initial", cost.initial.as_ref()),
            yearly: price("yearly", cost.yearly.as_ref()),
            initial_per_seat: price("initial_per_seat", cost.initial_per_seat.as_ref()),
            yearly_per_seat: price("yearly_per_seat", cost.yearly_per_seat.as_ref()),
        }
    }
}

/// A counter or detector is named by the first of its rules, so that file order never matters.
fn part(owner: &Owner, list: &str, rules: &[String]) -> Owner {
    let first = rules.iter().min().map_or("", String::as_str);
    owner.part(list).part(first)
}
