//! The ledgers of all cases merged: an entry that several models share stands once.

use super::anchor;
use sansou_scenario::case::{LedgerEntry, LedgerId, Origin, Study};
use std::collections::BTreeMap;

/// An entry and the models that have it so.
#[derive(Debug)]
pub(crate) struct Row {
    /// Id in the page.
    pub anchor: String,
    /// The entry.
    pub entry: LedgerEntry,
    /// Positions of the models.
    pub models: Vec<usize>,
}

/// All entries, by key, and where each model's entries stand.
#[derive(Debug)]
pub(crate) struct Book {
    /// Rows by key; variants of one key in the order of the models.
    pub rows: Vec<Row>,
    places: Vec<Vec<usize>>,
}

impl Book {
    pub fn new(study: &Study) -> Book {
        let mut by_key: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (model, case) in study.cases.iter().enumerate() {
            for (at, entry) in case.ledger.iter().enumerate() {
                by_key.entry(&entry.key).or_default().push((model, at));
            }
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut places: Vec<Vec<usize>> =
            study.cases.iter().map(|c| vec![0; c.ledger.len()]).collect();
        for (key, entries) in by_key {
            let first = rows.len();
            for (model, at) in entries {
                let entry = &study.cases[model].ledger[at];
                let same = (first..rows.len()).find(|&r| rows[r].entry == *entry);
                let row = same.unwrap_or_else(|| {
                    let variant = match rows.len() - first {
                        0 => String::new(),
                        _ => format!("--{}", anchor(&study.cases[model].model)),
                    };
                    let anchor = format!("ledger-{}{variant}", anchor(key));
                    rows.push(Row { anchor, entry: entry.clone(), models: Vec::new() });
                    rows.len() - 1
                });
                rows[row].models.push(model);
                places[model][at] = row;
            }
        }
        Book { rows, places }
    }

    /// Numbers of assumed and of all rows.
    pub fn assumed(&self) -> (usize, usize) {
        let assumed = |r: &&Row| matches!(r.entry.origin, Origin::Assumed { .. });
        (self.rows.iter().filter(assumed).count(), self.rows.len())
    }

    /// Anchor of a model's entry.
    pub fn anchor(&self, model: usize, ledger: LedgerId) -> &str {
        &self.rows[self.places[model][ledger.0]].anchor
    }
}
