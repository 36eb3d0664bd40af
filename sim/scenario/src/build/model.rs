//! One model to one case.

use super::Anywhere;
use super::day::Label;
use super::ledger::{Ledger, Owner};
use super::merge::Merged;
use super::scope::{HasId, Item, Scope, ids};
use super::text;
use super::world::{List, World};
use crate::case::{Case, Edition, Municipality, Text};
use crate::codes;
use crate::problems::Problems;
use crate::source::At;

/// Everything that the building of one case looks things up in.
pub(super) struct Builder<'a> {
    pub world: &'a World<'a>,
    pub model: &'a Merged<'a>,
    pub anywhere: &'a Anywhere,
    pub problems: &'a mut Problems,
    pub ledger: Ledger,
    pub zones: Scope,
    pub nodes: Scope,
    pub conduits: Scope,
    pub assets: Scope,
    /// All controls of the study.
    pub controls: Scope,
    /// Those that stand somewhere in this model.
    pub standing: Scope,
    pub steps: Scope,
    pub rules: Scope,
    pub goals: Scope,
    pub profiles: Scope,
    pub sources: Scope,
}

impl<'a> Builder<'a> {
    pub fn new(
        world: &'a World<'a>,
        model: &'a Merged<'a>,
        anywhere: &'a Anywhere,
        problems: &'a mut Problems,
    ) -> Builder<'a> {
        fn common<T: HasId>(list: &List<'_, T>) -> Scope {
            Scope::new(ids(&list.items), list.whole)
        }
        fn own<T: HasId>(list: &[Item<'_, T>], whole: bool) -> Scope {
            Scope::new(ids(list), whole)
        }
        let controls = common(&world.controls);
        let standing = model.placements.iter().map(|p| p.entry.control.clone());
        let standing = standing.filter(|id| controls.position(id).is_some());
        Builder {
            standing: Scope::new(standing, controls.whole),
            world,
            model,
            anywhere,
            problems,
            ledger: Ledger::default(),
            zones: own(&model.zones, model.whole),
            nodes: own(&model.nodes, model.whole),
            conduits: own(&model.conduits, model.whole),
            assets: own(&model.assets, model.whole),
            controls,
            steps: common(&world.steps),
            rules: common(&world.rules),
            goals: common(&world.goals),
            profiles: common(&world.profiles),
            sources: common(&world.sources),
        }
    }

    /// The case; good only if no error was reported.
    pub fn case(mut self) -> Option<Case> {
        self.build();
        self.ledger = self.ledger.second_round();
        let mut case = self.build()?;
        self.limit_uses(&case);
        if !self.problems.any_error() {
            self.limit_work(&case);
        }
        case.ledger = self.ledger.into_list();
        Some(case)
    }

    fn build(&mut self) -> Option<Case> {
        let municipality = self.municipality();
        let zones = self.zones();
        let nodes = self.nodes();
        let links = self.links();
        let conduits = self.conduits();
        let assets = self.assets();
        let controls = self.controls();
        let placements = self.placements();
        let routes = self.routes();
        let steps = self.steps();
        let rules = self.rules();
        let goals = self.goals();
        let threats = self.threats();
        let profiles = self.profiles();
        let applications = self.applications();
        Some(Case {
            model: self.model.case_id(),
            name: self.name()?,
            summary: self.summary()?,
            scheme: self.model.scheme,
            edition: self.model.edition.unwrap_or(Edition::LATEST),
            municipality: municipality?,
            zones,
            nodes,
            links,
            conduits,
            assets,
            controls,
            placements,
            routes,
            steps,
            rules,
            goals,
            threats,
            profiles,
            applications,
            ledger: Vec::new(),
        })
    }

    /// The model's name, with the municipality's and the day's.
    fn name(&self) -> Option<Text> {
        let labels: Vec<&Label> = self.model.body.iter().chain(&self.model.day).collect();
        let Text { ja, en } = self.model.name.clone()?;
        if labels.is_empty() {
            return Some(Text { ja, en });
        }
        let joined = |of: fn(&Label) -> &str, comma: &str| {
            labels.iter().map(|label| of(label)).collect::<Vec<_>>().join(comma)
        };
        Some(Text {
            ja: format!("{ja}（{}）", joined(|label| &label.name.ja, "、")),
            en: format!("{en} ({})", joined(|label| &label.name.en, ", ")),
        })
    }

    /// The model's summary, and the day's.
    fn summary(&self) -> Option<Text> {
        let Text { ja, en } = self.model.summary.clone()?;
        Some(match &self.model.day {
            Some(day) => Text {
                ja: format!("{ja}{}", day.summary.ja),
                en: format!("{en} {}", day.summary.en),
            },
            None => Text { ja, en },
        })
    }

    fn municipality(&mut self) -> Option<Municipality> {
        let (file, at) = self.world.municipality.as_ref()?;
        let name: Text = text(&file.name);
        let owner = Owner { key: "municipality".to_owned(), name: name.clone() };
        Some(Municipality {
            id: file.id.clone(),
            name,
            residents: self.quantity(&owner, "residents", at.field("residents"), &file.residents),
            staff: self.quantity(&owner, "staff", at.field("staff"), &file.staff),
            terminals: self.quantity(&owner, "terminals", at.field("terminals"), &file.terminals),
            branches: self.quantity(&owner, "branches", at.field("branches"), &file.branches),
            pay_per_hour: self.quantity(
                &owner,
                "pay_per_hour",
                at.field("pay_per_hour"),
                &file.pay_per_hour,
            ),
            stands_for: self.maybe(
                &owner,
                "stands_for",
                at.field("stands_for"),
                file.stands_for.as_ref(),
            ),
        })
    }

    /// A node of this model.
    pub(super) fn node(&mut self, at: At<'_>, id: &str) -> Option<crate::case::NodeId> {
        let model = Some(self.model.id.as_str());
        let found = self.nodes.find(self.problems, at, id, codes::UNKNOWN_NODE, model);
        found.map(crate::case::NodeId)
    }

    /// Nodes of this model, each once, sorted.
    pub(super) fn node_list(&mut self, at: At<'_>, ids: &[String]) -> Vec<crate::case::NodeId> {
        let mut nodes: Vec<_> = ids
            .iter()
            .enumerate()
            .filter_map(|(index, id)| self.node(at.item(index), id))
            .collect();
        nodes.sort();
        nodes.dedup();
        nodes
    }

    /// A conduit of this model.
    pub(super) fn conduit(&mut self, at: At<'_>, id: &str) -> Option<crate::case::ConduitId> {
        let model = Some(self.model.id.as_str());
        let found = self.conduits.find(self.problems, at, id, codes::UNKNOWN_CONDUIT, model);
        found.map(crate::case::ConduitId)
    }
}
