//! Findings in words.

use crate::names::Names;
use crate::text::Texts;
use sansou_engine::compliance::{Because, Element, ElementKind, Finding, Lack, Status};
use sansou_scenario::case::{Case, Edition};
use sansou_scenario::guideline::{Item, Obligation, Requirement, Wording};
use serde::Serialize;

/// The wording of one case's findings.
pub(super) struct Words<'a> {
    pub names: Names<'a>,
}

impl<'a> Words<'a> {
    pub fn new(case: &'a Case, texts: &'a Texts) -> Words<'a> {
        Words { names: Names::new(case, texts) }
    }

    /// The verdict; of what does not apply, with the reason.
    pub fn verdict(&self, finding: &Finding) -> String {
        let texts = self.names.texts;
        match finding.because {
            Some(Because::Edition) => texts.plain("compliance-not-in-edition"),
            Some(Because::NothingThere) => texts.plain("compliance-nothing-there"),
            _ => texts.word("status", finding.status),
        }
    }

    /// Optional, and how far the wording is known, where that must be said.
    pub fn marks(&self, item: &Item) -> Vec<String> {
        let texts = self.names.texts;
        let optional = item.obligation == Obligation::Optional;
        let unsure = item.wording != Wording::Confirmed;
        let optional = optional.then(|| texts.word("obligation", item.obligation));
        optional.into_iter().chain(unsure.then(|| texts.word("wording", item.wording))).collect()
    }

    /// Names of elements, the first few if there is a limit.
    pub fn elements(&self, elements: &[Element], limit: Option<usize>) -> String {
        let told = elements.iter().take(limit.unwrap_or(usize::MAX));
        let mut names: Vec<String> = told.map(|element| self.element(element)).collect();
        let more = elements.len() - names.len();
        if more > 0 {
            names.push(self.names.texts.get("compliance-more", &[("n", &more.to_string())]));
        }
        names.join(&self.names.texts.plain("list-comma"))
    }

    fn element(&self, element: &Element) -> String {
        let id = element.id.as_str();
        match element.kind {
            ElementKind::Placement | ElementKind::Link => self.names.priced(id),
            ElementKind::Node => self.names.node_in_zone(id),
            ElementKind::Conduit => {
                let conduit = self.names.conduit(id);
                conduit.map_or_else(|| id.to_owned(), |c| self.names.texts.of(&c.name).to_owned())
            }
            ElementKind::Asset => self.names.asset(id),
        }
    }

    /// What would change it.
    pub fn remedy(&self, lack: &Lack, item: &Item, limit: Option<usize>) -> String {
        let texts = self.names.texts;
        let places = |at: &[Element]| self.elements(at, limit);
        match lack {
            Lack::Place { any_of, at, somewhere } => {
                let key =
                    if *somewhere { "compliance-place-somewhere" } else { "compliance-place" };
                let controls = self.controls(any_of, item);
                texts.get(key, &[("controls", &controls), ("places", &places(at))])
            }
            Lack::Cover { any_of, at, least } => {
                let (controls, least) = (self.controls(any_of, item), texts.load(*least));
                texts.get(
                    "compliance-cover",
                    &[("controls", &controls), ("places", &places(at)), ("least", &least)],
                )
            }
            Lack::Limit { all_of, any_of, at } => {
                let mut limits: Vec<String> =
                    all_of.iter().map(|limit| texts.word("conduit-limit", limit)).collect();
                if !any_of.is_empty() {
                    limits.push(self.variants("conduit-limit", any_of, "compliance-or"));
                }
                let limits = limits.join(&texts.plain("list-comma"));
                texts.get("compliance-limit", &[("limits", &limits), ("places", &places(at))])
            }
            Lack::Lead { through, at } => {
                let through = self.variants("node-kind", through, "compliance-or");
                texts.get("compliance-lead", &[("through", &through), ("places", &places(at))])
            }
            Lack::Remove { at } => texts.get("compliance-remove", &[("places", &places(at))]),
            Lack::Add => texts.plain("compliance-add"),
            Lack::Separate { at } => texts.get("compliance-separate", &[("places", &places(at))]),
            Lack::Move { at, to } => {
                let zones = self.variants("zone-kind", to, "compliance-or");
                texts.get("compliance-move", &[("places", &places(at)), ("zones", &zones)])
            }
            Lack::Follow { from: Some(from) } => {
                let edition = texts.word("edition", from);
                texts.get("compliance-follow", &[("edition", &edition)])
            }
            Lack::Follow { from: None } => texts.plain("compliance-follow-none"),
        }
    }

    fn variants(&self, family: &str, variants: &[impl Serialize], joined_by: &str) -> String {
        let texts = self.names.texts;
        let words: Vec<String> = variants.iter().map(|v| texts.word(family, v)).collect();
        words.join(&texts.plain(joined_by))
    }

    /// Names of controls, as the item has them.
    fn controls(&self, ids: &[String], item: &Item) -> String {
        let texts = self.names.texts;
        let named = item.requires.iter().filter_map(|requirement| match requirement {
            Requirement::Controls { any_of, .. } => Some(any_of),
            _ => None,
        });
        let named: Vec<_> = named.flatten().collect();
        let name = |id: &String| {
            let control = named.iter().find(|control| control.id == *id);
            let name = control.map_or(id.as_str(), |control| texts.of(&control.name));
            texts.get("compliance-control", &[("name", name)])
        };
        let mut names: Vec<String> = ids.iter().map(name).collect();
        names.dedup();
        names.join(&texts.plain("compliance-or"))
    }

    /// Verdicts of other editions.
    pub fn otherwise(&self, finding: &Finding) -> String {
        let texts = self.names.texts;
        let others = finding.otherwise.iter().map(|other| {
            let status = texts.word("status", other.status);
            let editions = self.editions(&other.editions);
            texts.get("compliance-in-edition", &[("editions", &editions), ("status", &status)])
        });
        others.collect::<Vec<_>>().join(&texts.plain("list-comma"))
    }

    /// Editions, those that follow each other as a range.
    fn editions(&self, editions: &[Edition]) -> String {
        let texts = self.names.texts;
        let at = |edition: &Edition| Edition::ALL.iter().position(|e| e == edition);
        let follow = editions.windows(2).all(|two| at(&two[0]).map(|n| n + 1) == at(&two[1]));
        match editions {
            [first, .., last] if follow => texts.range(first.label(), last.label()),
            _ => {
                let labels: Vec<&str> = editions.iter().map(|edition| edition.label()).collect();
                labels.join(&texts.plain("list-comma"))
            }
        }
    }

    /// Titles of the sources with the places in them.
    pub fn citations(&self, item: &Item) -> String {
        let texts = self.names.texts;
        let cited = item.citations.iter().map(|citation| {
            let (title, place) = (texts.of(&citation.title), texts.of(&citation.place));
            texts.get("compliance-citation", &[("title", title), ("place", place)])
        });
        cited.collect::<Vec<_>>().join(&texts.plain("compliance-and"))
    }

    /// Elements that lack something or stand against it.
    pub fn against(&self, finding: &Finding) -> String {
        let mut elements = Vec::new();
        for lack in &finding.lacking {
            match lack {
                Lack::Place { at, .. }
                | Lack::Cover { at, .. }
                | Lack::Limit { at, .. }
                | Lack::Lead { at, .. }
                | Lack::Remove { at }
                | Lack::Separate { at }
                | Lack::Move { at, .. } => elements.extend_from_slice(at),
                Lack::Add | Lack::Follow { .. } => {}
            }
        }
        elements.sort();
        elements.dedup();
        self.elements(&elements, None)
    }

    /// How the verdict could be changed, in full.
    pub fn changes(&self, finding: &Finding, item: &Item) -> String {
        let changes = finding.lacking.iter().map(|lack| self.remedy(lack, item, None));
        changes.collect::<Vec<_>>().join(&self.names.texts.plain("compliance-and"))
    }

    /// The verdict in a word, the same for all reasons.
    pub fn status(&self, status: Status) -> String {
        self.names.texts.word("status", status)
    }
}
