//! Which items of the guidelines the models of a study meet: a checklist for a terminal, as CSV for
//! spreadsheets and as JSON.
//!
//! The checklist leaves out items that bear on other models only; the JSON has all.

mod sheet;
mod words;

pub use sheet::csv;

use crate::json;
use crate::text::Texts;
use sansou_engine::compliance::{Because, Compliance, Finding, ModelCompliance, Status};
use sansou_scenario::case::{Case, Edition, Scheme, Study, Text};
use sansou_scenario::guideline::{Citation, Item, Obligation, Section, Wording};
use serde::Serialize;
use words::Words;

/// Elements that are told of a line of the checklist.
const TOLD: usize = 4;

/// The answer as it stands in the JSON.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    answer: &'a Compliance,
    items: Vec<WrittenItem<'a>>,
}

#[derive(Serialize)]
struct WrittenItem<'a> {
    id: &'a str,
    name: &'a Text,
    text: &'a Text,
    section: Section,
    obligation: Obligation,
    wording: Wording,
    citations: &'a [Citation],
    from: Option<Edition>,
    until: Option<Edition>,
    schemes: &'a [Scheme],
}

/// The answer as JSON: the findings of each model, and the items that they are about.
pub fn json(study: &Study, answer: &Compliance) -> Vec<u8> {
    let items = study.guideline.iter().map(|item| WrittenItem {
        id: &item.id,
        name: &item.name,
        text: &item.text,
        section: item.section,
        obligation: item.obligation,
        wording: item.wording,
        citations: &item.citations,
        from: item.from,
        until: item.until,
        schemes: &item.schemes,
    });
    json::pretty(&Written { answer, items: items.collect() })
}

/// A model of an answer with its case, and its findings with their items.
struct Listed<'a> {
    model: &'a ModelCompliance,
    case: &'a Case,
    lines: Vec<(&'a Item, &'a Finding)>,
}

/// What the checklist shows: all but the items for other schemes.
fn listed<'a>(study: &'a Study, answer: &'a Compliance) -> impl Iterator<Item = Listed<'a>> {
    answer.models.iter().filter_map(move |model| {
        let case = study.cases.iter().find(|case| case.model == model.model)?;
        let lines = model.findings.iter().filter(|f| f.because != Some(Because::Scheme));
        let lines = lines.filter_map(|finding| {
            Some((study.guideline.iter().find(|item| item.id == finding.item)?, finding))
        });
        Some(Listed { model, case, lines: lines.collect() })
    })
}

/// The answer as a checklist, lines ended by line feeds.
pub fn text(study: &Study, answer: &Compliance, texts: &Texts) -> String {
    if study.guideline.is_empty() {
        return texts.plain("compliance-no-guideline") + "\n";
    }
    let mut out = String::new();
    for listed in listed(study, answer) {
        let words = Words::new(listed.case, texts);
        out.push_str(&heading(&listed, &words));
        let mut section = None;
        for (item, finding) in &listed.lines {
            if section != Some(item.section) {
                out.push_str(&idle(&listed, section, &words));
                section = Some(item.section);
                out.push_str(&format!("\n  {}\n", texts.word("section", item.section)));
            }
            if !is_idle(finding) {
                out.push_str(&line(item, finding, &words));
            }
        }
        out.push_str(&idle(&listed, section, &words));
        out.push('\n');
    }
    out + &texts.plain("compliance-note") + "\n"
}

/// The model, and how many items came out how.
fn heading(listed: &Listed, words: &Words) -> String {
    let texts = words.names.texts;
    let count = |status: Status| {
        let same = listed.lines.iter().filter(|(_, finding)| finding.status == status);
        same.count().to_string()
    };
    let differing = listed.lines.iter().filter(|(_, finding)| !finding.otherwise.is_empty());
    let edition = texts.word("edition", listed.model.edition);
    let name = words.names.model();
    let title = texts.get("compliance-model", &[("model", name), ("edition", &edition)]);
    let counts = texts.get(
        "compliance-counts",
        &[
            ("met", &count(Status::Met)),
            ("not_met", &count(Status::NotMet)),
            ("not_adopted", &count(Status::NotAdopted)),
            ("unseen", &count(Status::Unseen)),
            ("not_applicable", &count(Status::NotApplicable)),
            ("differing", &differing.count().to_string()),
        ],
    );
    format!("{title}\n  {counts}\n")
}

/// Not applicable, in whichever edition.
fn is_idle(finding: &Finding) -> bool {
    finding.status == Status::NotApplicable && finding.otherwise.is_empty()
}

/// The names of a section's items that do not apply, in one line.
fn idle(listed: &Listed, section: Option<Section>, words: &Words) -> String {
    let texts = words.names.texts;
    let mut items = Vec::new();
    for (item, finding) in &listed.lines {
        if Some(item.section) == section && is_idle(finding) {
            items.push(texts.of(&item.name));
        }
    }
    if items.is_empty() {
        return String::new();
    }
    let items = items.join(&texts.plain("list-comma"));
    format!("    {}\n", texts.get("compliance-idle", &[("items", &items)]))
}

fn line(item: &Item, finding: &Finding, words: &Words) -> String {
    let texts = words.names.texts;
    let mut out = format!("    {} {}", words.verdict(finding), texts.of(&item.name));
    for mark in words.marks(item) {
        out.push_str(&texts.get("compliance-mark", &[("mark", &mark)]));
    }
    out.push('\n');
    let mut add = |said: String| out.push_str(&format!("        {said}\n"));
    if finding.status == Status::Unseen {
        add(texts.of(&item.text).to_owned());
    }
    if finding.lacking.is_empty() && !finding.decided_by.is_empty() {
        let elements = words.elements(&finding.decided_by, Some(TOLD));
        add(texts.get("compliance-decided", &[("elements", &elements)]));
    }
    for lack in &finding.lacking {
        add(texts.get("compliance-change", &[("change", &words.remedy(lack, item, Some(TOLD)))]));
    }
    if !finding.otherwise.is_empty() {
        add(texts.get("compliance-otherwise", &[("editions", &words.otherwise(finding))]));
    }
    if !finding.lacking.is_empty() || finding.status == Status::Unseen {
        add(texts.get("compliance-cited", &[("citations", &words.citations(item))]));
    }
    out
}
