//! The catalogue as text for a terminal and as JSON: what stands on a shelf, and one entry with its
//! sources and where it can be seen.
//!
//! Must not know files: studies that entries name are handed in, by path.

use crate::json;
use crate::text::Texts;
use sansou_engine::outcome::Estimate;
use sansou_scenario::case::{
    Case, Control, Cost, Edition, LedgerEntry, LedgerId, Origin, RuleId, Source, Study, Text,
    Threat,
};
use sansou_scenario::catalog::{Catalog, Entry, Measure, Seen, Shelf};
use sansou_scenario::load::Inventory;
use serde::Serialize;
use std::collections::BTreeMap;

/// What can be browsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Controls, from `Controls` files.
    Controls,
    /// Threats, from `Threats` files.
    Threats,
    /// A shelf of `Catalog` files.
    #[serde(untagged)]
    Of(Shelf),
}

impl Section {
    /// All, in the order in which they are shown.
    pub const ALL: [Section; 7] = [
        Section::Of(Shelf::Zones),
        Section::Of(Shelf::Conduits),
        Section::Controls,
        Section::Threats,
        Section::Of(Shelf::Assets),
        Section::Of(Shelf::Services),
        Section::Of(Shelf::Techniques),
    ];

    /// The word that is typed for it.
    pub fn word(self) -> String {
        crate::text::variant_name(self)
    }
}

/// Everything that can be browsed.
#[derive(Debug)]
pub struct Shelves {
    /// Entries of all `Catalog` files, by shelf and id.
    pub catalogs: Vec<Catalog>,
    /// Controls, threats and rules.
    pub inventory: Inventory,
    /// Studies that entries name, by path.
    pub studies: BTreeMap<String, Study>,
}

/// A line of a shelf.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Title {
    id: String,
    name: Text,
}

impl Shelves {
    /// Ids of a section, in its order.
    pub fn ids(&self, section: Section) -> Vec<&str> {
        match section {
            Section::Of(shelf) => self.entries(shelf).map(|e| e.id.as_str()).collect(),
            Section::Controls => self.inventory.controls.iter().map(|c| c.id.as_str()).collect(),
            Section::Threats => self.threats().keys().copied().collect(),
        }
    }

    fn entries(&self, shelf: Shelf) -> impl Iterator<Item = &Entry> {
        self.catalogs.iter().filter(move |c| c.shelf == shelf).flat_map(|c| &c.entries)
    }

    /// Threats by id, each with the first model that has it.
    fn threats(&self) -> BTreeMap<&str, (&Case, &Threat)> {
        let cases = self.inventory.study.cases.iter();
        let all = cases.flat_map(|case| case.threats.iter().map(move |threat| (case, threat)));
        let mut by_id = BTreeMap::new();
        for (case, threat) in all {
            by_id.entry(threat.id.as_str()).or_insert((case, threat));
        }
        by_id
    }

    fn titles(&self, section: Section) -> Vec<Title> {
        let title = |id: &str, name: &Text| Title { id: id.to_owned(), name: name.clone() };
        match section {
            Section::Of(shelf) => self.entries(shelf).map(|e| title(&e.id, &e.name)).collect(),
            Section::Controls => {
                self.inventory.controls.iter().map(|c| title(&c.id, &c.name)).collect()
            }
            Section::Threats => {
                self.threats().iter().map(|(id, (_, threat))| title(id, &threat.name)).collect()
            }
        }
    }
}

/// All sections with how much stands there.
pub fn overview(shelves: &Shelves, texts: &Texts) -> String {
    let mut lines = vec![texts.plain("catalog-sections")];
    let width = Section::ALL.map(|section| section.word().len()).into_iter().max().unwrap_or(0);
    for section in Section::ALL {
        let (word, count) = (section.word(), shelves.titles(section).len().to_string());
        let name = texts.plain(&format!("catalog-{word}"));
        let word = format!("{word:width$}");
        let arguments = [("word", word.as_str()), ("name", &name), ("n", &count)];
        lines.push(texts.get("catalog-section", &arguments));
    }
    lines.push(texts.plain("catalog-how"));
    lines.join("\n") + "\n"
}

/// What stands in a section.
pub fn section(shelves: &Shelves, section: Section, texts: &Texts) -> String {
    let titles = shelves.titles(section);
    let width = titles.iter().map(|title| title.id.len()).max().unwrap_or(0);
    let mut lines = vec![texts.plain(&format!("catalog-{}", section.word()))];
    for Title { id, name } in &titles {
        lines.push(format!("  {id:width$}  {}", texts.of(name)));
    }
    lines.join("\n") + "\n"
}

/// One entry; none if there is no such id.
pub fn card(shelves: &Shelves, section: Section, id: &str, texts: &Texts) -> Option<String> {
    let lines = match section {
        Section::Of(shelf) => {
            let entry = shelves.entries(shelf).find(|entry| entry.id == id)?;
            Card { shelves, texts }.entry(entry)
        }
        Section::Controls => {
            let control = shelves.inventory.controls.iter().find(|control| control.id == id)?;
            Card { shelves, texts }.control(control)
        }
        Section::Threats => {
            let (case, threat) = *shelves.threats().get(id)?;
            Card { shelves, texts }.threat(case, threat)
        }
    };
    Some(lines.join("\n") + "\n")
}

/// A section, or one entry of a shelf, as JSON; none if there is no such id.
pub fn json(shelves: &Shelves, section: Section, id: Option<&str>) -> Option<Vec<u8>> {
    #[derive(Serialize)]
    struct Listed<'a> {
        section: Section,
        entries: &'a [Title],
    }
    #[derive(Serialize)]
    struct Numbered<'a> {
        id: &'a str,
        numbers: Vec<&'a LedgerEntry>,
    }
    let Some(id) = id else {
        return Some(json::pretty(&Listed { section, entries: &shelves.titles(section) }));
    };
    if !shelves.ids(section).contains(&id) {
        return None;
    }
    if let Section::Of(shelf) = section {
        return shelves.entries(shelf).find(|entry| entry.id == id).map(json::pretty);
    }
    let ledger = match section {
        Section::Controls => &shelves.inventory.ledger,
        _ => &shelves.threats().get(id)?.0.ledger,
    };
    let start = format!("{}/{id}/", section.word());
    let numbers = ledger.iter().filter(|entry| entry.key.starts_with(&start)).collect();
    Some(json::pretty(&Numbered { id, numbers }))
}

struct Card<'a> {
    shelves: &'a Shelves,
    texts: &'a Texts,
}

impl Card<'_> {
    fn entry(&self, entry: &Entry) -> Vec<String> {
        let texts = self.texts;
        let mut lines = vec![self.heading(&entry.name, &entry.id)];
        lines.push(format!("  {}", texts.of(&entry.text)));
        lines.extend(self.editions(entry.from, entry.until));
        for citation in &entry.citations {
            let (title, item) = (texts.of(&citation.source.title), citation.item.as_str());
            let locator = citation.source.locator.as_str();
            let arguments = [("title", title), ("locator", locator), ("item", item)];
            lines.push(texts.get("catalog-cited", &arguments));
        }
        if let Some(unconfirmed) = &entry.unconfirmed {
            let arguments = [("text", texts.of(unconfirmed))];
            lines.push(texts.get("catalog-unconfirmed", &arguments));
        }
        lines.extend(entry.seen.iter().flat_map(|seen| self.seen(seen)));
        lines
    }

    fn heading(&self, name: &Text, id: &str) -> String {
        self.texts.get("catalog-heading", &[("name", self.texts.of(name)), ("id", id)])
    }

    fn editions(&self, from: Option<Edition>, until: Option<Edition>) -> Option<String> {
        let word = |edition: Option<Edition>| {
            edition.map(|edition| self.texts.word("edition", edition)).unwrap_or_default()
        };
        let key = match (from, until) {
            (None, None) => return None,
            (Some(_), None) => "catalog-from",
            (None, Some(_)) => "catalog-until",
            (Some(_), Some(_)) => "catalog-from-until",
        };
        Some(self.texts.get(key, &[("from", &word(from)), ("until", &word(until))]))
    }

    fn seen(&self, seen: &Seen) -> Vec<String> {
        let texts = self.texts;
        let study = self.shelves.studies.get(&seen.study);
        let model = |id: &str| {
            let case = study.and_then(|study| study.cases.iter().find(|case| case.model == id));
            case.map_or(id, |case| texts.of(&case.name)).to_owned()
        };
        let measure = self.measure(&seen.measure, study);
        let name = seen.study.rsplit('/').next().unwrap_or(&seen.study);
        let arguments = [
            ("study", name.trim_end_matches(".ron")),
            ("less", &model(&seen.less)),
            ("more", &model(&seen.more)),
            ("measure", &measure),
        ];
        vec![
            texts.get("catalog-seen", &arguments),
            texts.get("catalog-why", &[("why", texts.of(&seen.why))]),
        ]
    }

    fn measure(&self, measure: &Measure, study: Option<&Study>) -> String {
        let texts = self.texts;
        let case = study.and_then(|study| study.cases.first());
        let mut named: Vec<(&str, String)> = Vec::new();
        match measure {
            Measure::Probability { threat, goal } => {
                let threats = case.and_then(|c| c.threats.iter().find(|t| t.id == *threat));
                let goals = case.and_then(|c| c.goals.iter().find(|g| g.id == *goal));
                let name = |text: Option<&Text>, id: &str| {
                    text.map_or(id, |text| texts.of(text)).to_owned()
                };
                named.push(("threat", name(threats.map(|t| &t.name), threat)));
                named.push(("goal", name(goals.map(|g| &g.name), goal)));
            }
            Measure::PeakLoad { link } => {
                let mut links = study.iter().flat_map(|s| &s.cases).flat_map(|c| &c.links);
                let found = links.find(|l| l.id == *link);
                named.push(("link", found.map_or(link.as_str(), |l| texts.of(&l.name)).to_owned()));
            }
            Measure::CompletionTime { application } => {
                let found = case.and_then(|c| c.applications.iter().find(|a| a.id == *application));
                let name = found.map_or(application.as_str(), |a| texts.of(&a.name));
                named.push(("application", name.to_owned()));
            }
            Measure::YearlyLoss | Measure::UserMinutes | Measure::Refused | Measure::YearlyCost => {
            }
        }
        let arguments: Vec<(&str, &str)> = named.iter().map(|(k, v)| (*k, v.as_str())).collect();
        texts.get(&format!("catalog-measure-{}", measure.word()), &arguments)
    }

    fn control(&self, control: &Control) -> Vec<String> {
        let texts = self.texts;
        let mut lines = vec![self.heading(&control.name, &control.id)];
        let category = texts.word("category", control.category);
        lines.push(texts.get("catalog-category", &[("category", &category)]));
        let guideline = texts.of(&control.guideline);
        lines.push(texts.get("catalog-guideline", &[("text", guideline)]));
        let number = |id: LedgerId| self.number(&self.shelves.inventory.ledger, id);
        lines.extend(control.holds.iter().map(|holds| number(holds.ledger)));
        for counter in &control.counters {
            lines.push(texts.get("catalog-stops", &[("rules", &self.rules(&counter.rules))]));
            lines.push(number(counter.lets_through.ledger));
        }
        for detect in &control.detects {
            lines.push(texts.get("catalog-notices", &[("rules", &self.rules(&detect.rules))]));
            lines.push(number(detect.probability.ledger));
            lines.push(number(detect.delay.ledger));
        }
        if let Some(response) = &control.response {
            let hours = texts.word("alarm-hours", response.hours);
            lines.push(texts.get("catalog-answers", &[("hours", &hours)]));
            lines.push(number(response.delay.ledger));
        }
        let slowing = [control.delay_per_mb, control.session_setup];
        lines.extend(slowing.into_iter().flatten().map(|delay| number(delay.ledger)));
        let Cost { initial, yearly, initial_per_seat, yearly_per_seat } = &control.cost;
        let prices = [initial, yearly, initial_per_seat, yearly_per_seat];
        lines.extend(prices.into_iter().flatten().map(|price| number(price.ledger)));
        lines
    }

    fn rules(&self, rules: &[RuleId]) -> String {
        let name = |id: &RuleId| self.shelves.inventory.rules.get(id.0);
        let named: Vec<String> = rules
            .iter()
            .filter_map(name)
            .map(|rule| format!("{} {}", rule.technique, self.texts.of(&rule.name)))
            .collect();
        named.join(&self.texts.plain("list-comma"))
    }

    fn threat(&self, case: &Case, threat: &Threat) -> Vec<String> {
        let texts = self.texts;
        let joined = |names: Vec<&str>| names.join(&texts.plain("list-comma"));
        let mut lines = vec![self.heading(&threat.name, &threat.id)];
        lines.push(format!("  {}", texts.word("attacker", threat.attacker)));
        lines.push(format!("  {}", texts.word("begins", threat.begins)));
        lines.push(self.number(&case.ledger, threat.rate.ledger));
        let mut footholds: Vec<String> = Vec::new();
        for case in &self.shelves.inventory.study.cases {
            let here = case.threats.iter().filter(|other| other.id == threat.id);
            for (step, node) in here.flat_map(|threat| &threat.footholds) {
                let (step, node) = (&case.steps[step.0].name, &case.nodes[node.0].name);
                let arguments = [("step", texts.of(step)), ("node", texts.of(node))];
                footholds.push(texts.get("catalog-foothold", &arguments));
            }
        }
        footholds.sort();
        footholds.dedup();
        lines.extend(footholds);
        let goals = threat.goals.iter().map(|goal| texts.of(&case.goals[goal.0].name)).collect();
        lines.push(texts.get("catalog-goals", &[("goals", &joined(goals))]));
        lines
    }

    /// A number with its range and where it comes from.
    fn number(&self, ledger: &[LedgerEntry], id: LedgerId) -> String {
        let Some(entry) = ledger.get(id.0) else { return String::new() };
        let texts = self.texts;
        let value = |value: f64| texts.value(entry.dimension, value);
        let list = entry.key.split('/').nth(2).unwrap_or_default();
        let keys = [format!("field-{list}-{}", entry.field), format!("field-{}", entry.field)];
        let field = keys.iter().find(|key| texts.has(key));
        let field = field.map_or_else(|| entry.field.clone(), |key| texts.plain(key));
        let (key, origin) = match &entry.origin {
            Origin::Cited { source } => ("catalog-number-cited", self.source(source)),
            Origin::Assumed { why } => ("catalog-number-assumed", texts.of(why).to_owned()),
        };
        let range = Estimate { value: entry.value, low: entry.low, high: entry.high };
        let range = texts.range(&value(range.low), &value(range.high));
        let shown = value(entry.value);
        let arguments =
            [("field", field.as_str()), ("value", &shown), ("range", &range), ("origin", &origin)];
        texts.get(key, &arguments)
    }

    fn source(&self, id: &str) -> String {
        let found = self.shelves.inventory.study.sources.iter().find(|source| source.id == id);
        let title = |source: &Source| {
            let (title, locator) = (self.texts.of(&source.title), source.locator.as_str());
            format!("{title} — {locator}")
        };
        found.map_or_else(|| id.to_owned(), title)
    }
}
