//! Expected annual loss threat by threat, and what makes two models differ.

use crate::comparison::{Cell, Row};
use crate::names::Names;
use crate::text::Texts;
use sansou_engine::outcome::{CaseOutcome, Outcome};
use sansou_scenario::case::Study;

/// Threats named on each side of a difference at most, and the share of the side that is enough.
const NAMED: usize = 3;
const ENOUGH: f64 = 0.8;

/// By how much one threat makes a model lose more (or less) than another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// Threat id.
    pub threat: String,
    /// Difference of expected annual loss, yen.
    pub yen: f64,
}

/// Ids of the threats of all cases, in their order.
fn threats(outcome: &Outcome) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for item in outcome.cases.iter().flat_map(|c| &c.risk.items) {
        if !ids.contains(&item.threat.as_str()) {
            ids.push(&item.threat);
        }
    }
    ids
}

/// Expected annual loss of a case by one threat, all its goals together.
fn loss(outcome: &CaseOutcome, threat: &str) -> f64 {
    let items = outcome.risk.items.iter().filter(|i| i.threat == threat);
    items.map(|i| i.annual_loss.value).sum()
}

/// The threats by which a case loses more than another and those by which it loses less, the
/// greatest first: as many as make most of their side.
pub(crate) fn changes(outcome: &Outcome, of: usize, base: usize) -> (Vec<Change>, Vec<Change>) {
    let (of, base) = (&outcome.cases[of], &outcome.cases[base]);
    let all = threats(outcome).into_iter().map(|threat| Change {
        threat: threat.to_owned(),
        yen: loss(of, threat) - loss(base, threat),
    });
    let (up, down): (Vec<Change>, Vec<Change>) =
        all.filter(|c| c.yen != 0.0).partition(|c| c.yen > 0.0);
    (greatest(up), greatest(down))
}

fn greatest(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by(|a, b| b.yen.abs().total_cmp(&a.yen.abs()));
    let all: f64 = changes.iter().map(|c| c.yen.abs()).sum();
    let mut sum = 0.0;
    let enough = changes.iter().position(|c| {
        sum += c.yen.abs();
        sum >= ENOUGH * all
    });
    changes.truncate(enough.map_or(0, |at| at + 1).min(NAMED));
    changes
}

/// Loss of every model by each threat, with the difference from the first model.
pub(crate) fn rows(study: &Study, outcome: &Outcome, texts: &Texts) -> Vec<Row> {
    let Some((case, base)) = study.cases.first().zip(outcome.cases.first()) else {
        return Vec::new();
    };
    let names = Names::new(case, texts);
    let row = |label: String, loss: &dyn Fn(&CaseOutcome) -> f64| Row {
        label,
        detail: false,
        cells: outcome
            .cases
            .iter()
            .enumerate()
            .map(|(at, o)| Cell {
                value: texts.yen(loss(o)),
                note: (at > 0).then(|| texts.yen_change(loss(o) - loss(base))),
            })
            .collect(),
    };
    let mut rows: Vec<Row> =
        threats(outcome).iter().map(|t| row(names.threat(t), &|o| loss(o, t))).collect();
    rows.push(row(texts.plain("cost-sum"), &|o| o.risk.annual_loss.value));
    rows
}
