//! Guidelines: ids, editions, and that each requirement says what it asks for and where.

use super::Check;
use crate::codes;
use crate::guideline::written::{GuidelineFile, ItemEntry};
use crate::guideline::{ConduitFilter, Requirement};
use crate::source::At;

impl Check<'_> {
    pub(super) fn guideline(&mut self, at: At<'_>, file: &GuidelineFile) {
        self.names(at, "controls", &file.controls, false);
        self.names(at, "sources", &file.sources, false);
        let list = at.field("items");
        self.not_empty(list, "items", file.items.len());
        for (index, item) in file.items.iter().enumerate() {
            self.item(list.item(index), item);
        }
    }

    fn item(&mut self, at: At<'_>, item: &ItemEntry) {
        self.id(at, &item.id);
        self.not_empty(at.field("citations"), "citations", item.citations.len());
        if let (Some(from), Some(until)) = (item.editions.from, item.editions.until)
            && until < from
        {
            let arguments = vec![("from", from.label().into()), ("until", until.label().into())];
            self.problems.error(at.field("editions"), codes::EDITIONS_DISORDERED, arguments);
        }
        if let Some(when) = &item.when {
            self.conduit_filter(at.field("when"), when);
        }
        for (index, requirement) in item.requires.iter().enumerate() {
            self.requirement(at.field("requires").item(index), requirement);
        }
    }

    fn requirement(&mut self, at: At<'_>, requirement: &Requirement<String>) {
        let filter = match requirement {
            Requirement::Controls { any_of, nodes, conduits, least_coverage, .. } => {
                self.names(at, "any_of", any_of, true);
                if !(0.0..=1.0).contains(least_coverage) {
                    let value = least_coverage.to_string();
                    let arguments = vec![("field", "least_coverage".into()), ("value", value)];
                    let at = at.field("least_coverage");
                    self.problems.error(at, codes::NOT_PROBABILITY, arguments);
                }
                self.somewhere(at, nodes.is_some() || conduits.is_some());
                conduits.as_ref()
            }
            Requirement::Limits { all_of, any_of, conduits } => {
                self.not_empty(at, "all_of", all_of.len() + any_of.len());
                Some(conduits)
            }
            Requirement::Passes { kinds, conduits } => {
                self.not_empty(at.field("kinds"), "kinds", kinds.len());
                Some(conduits)
            }
            Requirement::Without { nodes, conduits, links } => {
                self.somewhere(at, nodes.is_some() || conduits.is_some() || links.is_some());
                conduits.as_ref()
            }
            Requirement::Exists { nodes, conduits } => {
                self.somewhere(at, nodes.is_some() || conduits.is_some());
                conduits.as_ref()
            }
            Requirement::NotShared { kinds, zones } => {
                self.not_empty(at.field("kinds"), "kinds", kinds.len());
                self.not_empty(at.field("zones"), "zones", zones.len());
                None
            }
            Requirement::Assets { classes, kept_in, .. } => {
                self.not_empty(at.field("classes"), "classes", classes.len());
                self.not_empty(at.field("kept_in"), "kept_in", kept_in.len());
                None
            }
            Requirement::SchemeDescribed => None,
        };
        if let Some(filter) = filter {
            self.conduit_filter(at.field("conduits"), filter);
        }
    }

    /// What is seen from the near end needs one.
    fn conduit_filter(&mut self, at: At<'_>, filter: &ConduitFilter) {
        let seen = !filter.far.is_empty()
            || !filter.except_nodes.is_empty()
            || filter.code_in
            || filter.data_in
            || filter.data_out;
        if seen && filter.near.is_empty() {
            self.problems.error(at, codes::MISSING_FIELD, vec![("field", "near".into())]);
        }
    }

    fn somewhere(&mut self, at: At<'_>, named: bool) {
        if !named {
            self.problems.error(at, codes::REQUIREMENT_NOWHERE, vec![]);
        }
    }
}
