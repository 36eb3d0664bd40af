//! Controls, rules, goals and threats: each element by itself.

use super::Check;
use super::quantities::Bound::{NotNegative, Positive, Share};
use crate::codes;
use crate::file::{
    ControlEntry, ControlsFile, CostEntry, OnEntry, RuleEntry, RulesFile, ThreatsFile,
};
use crate::source::At;

impl Check<'_> {
    pub(super) fn controls(&mut self, at: At<'_>, file: &ControlsFile) {
        let list = at.field("controls");
        for (index, control) in file.controls.iter().enumerate() {
            self.control(list.item(index), control);
        }
    }

    fn control(&mut self, at: At<'_>, control: &ControlEntry) {
        self.id(at, &control.id);
        self.maybe(at, "holds", control.holds.as_ref(), Share);
        for (index, counter) in control.counters.iter().enumerate() {
            let at = at.field("counters").item(index);
            self.names(at, "rules", &counter.rules, true);
            self.number(at, "lets_through", &counter.lets_through, Share);
        }
        for (index, detect) in control.detects.iter().enumerate() {
            let at = at.field("detects").item(index);
            self.names(at, "rules", &detect.rules, true);
            self.number(at, "probability", &detect.probability, Share);
            self.distribution(at, "delay", &detect.delay);
        }
        if let Some(response) = &control.response {
            self.distribution(at.field("response"), "delay", &response.delay);
        }
        if let Some(traffic) = &control.traffic {
            let at = at.field("traffic");
            self.maybe(at, "delay_per_mb", traffic.delay_per_mb.as_ref(), NotNegative);
            self.maybe(at, "session_setup", traffic.session_setup.as_ref(), NotNegative);
        }
        if let Some(cost) = &control.cost {
            self.cost(at.field("cost"), cost);
        }
    }

    fn cost(&mut self, at: At<'_>, cost: &CostEntry) {
        self.maybe(at, "initial", cost.initial.as_ref(), NotNegative);
        self.maybe(at, "yearly", cost.yearly.as_ref(), NotNegative);
        self.maybe(at, "initial_per_seat", cost.initial_per_seat.as_ref(), NotNegative);
        self.maybe(at, "yearly_per_seat", cost.yearly_per_seat.as_ref(), NotNegative);
    }

    pub(super) fn rules(&mut self, at: At<'_>, file: &RulesFile) {
        for (index, step) in file.steps.iter().enumerate() {
            self.id(at.field("steps").item(index), &step.id);
        }
        for (index, rule) in file.rules.iter().enumerate() {
            self.rule(at.field("rules").item(index), rule);
        }
    }

    fn rule(&mut self, at: At<'_>, rule: &RuleEntry) {
        self.id(at, &rule.id);
        if !is_technique(&rule.technique) {
            let arguments = vec![("technique", rule.technique.clone())];
            self.problems.error(at.field("technique"), codes::BAD_TECHNIQUE, arguments);
        }
        self.names(at, "needs", &rule.needs, rule.needs_there.is_empty());
        self.names(at, "needs_there", &rule.needs_there, false);
        self.number(at, "success", &rule.success, Share);
        self.distribution(at, "time", &rule.time);
        self.maybe(at, "patch_half_age", rule.patch_half_age.as_ref(), Positive);
        let on = at.field("on");
        match &rule.on {
            OnEntry::Local { .. } if !rule.needs_there.is_empty() => {
                let arguments = vec![("rule", rule.id.clone())];
                let at = at.field("needs_there");
                self.problems.error(at, codes::NEEDS_THERE_ON_LOCAL, arguments);
            }
            OnEntry::Local { .. } => {}
            OnEntry::Conduit { kinds, unless, only, .. } => {
                self.not_empty(on.field("kinds"), "kinds", kinds.len());
                for (index, limit) in only.iter().enumerate() {
                    if unless.contains(limit) {
                        let at = on.field("only").item(index);
                        let arguments = vec![("limit", at.written()), ("rule", rule.id.clone())];
                        self.problems.error(at, codes::LIMIT_CONTRADICTION, arguments);
                    }
                }
            }
        }
    }

    pub(super) fn threats(&mut self, at: At<'_>, file: &ThreatsFile) {
        for (index, goal) in file.goals.iter().enumerate() {
            let at = at.field("goals").item(index);
            self.id(at, &goal.id);
            self.names(at, "assets", &goal.assets, true);
            let (damage, at) = (&goal.damage, at.field("damage"));
            self.number(at, "base", &damage.base, NotNegative);
            self.number(at, "per_record", &damage.per_record, NotNegative);
            self.number(at, "lost_hours_per_staff", &damage.lost_hours_per_staff, NotNegative);
        }
        for (index, threat) in file.threats.iter().enumerate() {
            let at = at.field("threats").item(index);
            self.id(at, &threat.id);
            self.number(at, "rate", &threat.rate, NotNegative);
            self.not_empty(at.field("footholds"), "footholds", threat.footholds.len());
            self.names(at, "goals", &threat.goals, true);
        }
    }
}

/// `T1566` or `T1566.001`.
pub(super) fn is_technique(text: &str) -> bool {
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let Some(rest) = text.strip_prefix('T') else { return false };
    match rest.split_once('.') {
        Some((main, sub)) => digits(main, 4) && digits(sub, 3),
        None => digits(rest, 4),
    }
}
