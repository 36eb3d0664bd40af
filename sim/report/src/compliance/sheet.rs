//! The checklist as CSV for spreadsheets, with a byte order mark: a row for each model and item, and two
//! empty columns to be filled in by hand.

use super::words::Words;
use super::{Listed, listed};
use crate::csv::quoted;
use crate::text::Texts;
use sansou_engine::compliance::{Compliance, Finding};
use sansou_scenario::case::Study;
use sansou_scenario::guideline::Item;

/// Spreadsheets take a file as UTF-8 by this.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

const COLUMNS: [&str; 17] = [
    "compliance-csv-model",
    "compliance-csv-edition",
    "compliance-csv-section",
    "compliance-csv-id",
    "compliance-csv-item",
    "compliance-csv-text",
    "compliance-csv-obligation",
    "compliance-csv-verdict",
    "compliance-csv-reason",
    "compliance-csv-decided",
    "compliance-csv-against",
    "compliance-csv-change",
    "compliance-csv-otherwise",
    "compliance-csv-citations",
    "compliance-csv-wording",
    "compliance-csv-confirmed",
    "compliance-csv-remark",
];

/// The checklist of all models.
pub fn csv(study: &Study, answer: &Compliance, texts: &Texts) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(|key| texts.plain(key)).to_vec()];
    for listed in listed(study, answer) {
        let words = Words::new(listed.case, texts);
        rows.extend(listed.lines.iter().map(|(item, found)| row(&listed, item, found, &words)));
    }
    let written = rows.iter().map(|row| {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        cells.join(",") + "\r\n"
    });
    (BYTE_ORDER_MARK.to_owned() + &written.collect::<String>()).into_bytes()
}

fn row(listed: &Listed, item: &Item, finding: &Finding, words: &Words) -> Vec<String> {
    let texts = words.names.texts;
    let reason = if finding.because.is_some() { words.verdict(finding) } else { String::new() };
    vec![
        words.names.model().to_owned(),
        texts.word("edition", listed.model.edition),
        texts.word("section", item.section),
        item.id.clone(),
        texts.of(&item.name).to_owned(),
        texts.of(&item.text).to_owned(),
        texts.word("obligation", item.obligation),
        words.status(finding.status),
        reason,
        words.elements(&finding.decided_by, None),
        words.against(finding),
        words.changes(finding, item),
        words.otherwise(finding),
        words.citations(item),
        texts.word("wording", item.wording),
        String::new(),
        String::new(),
    ]
}
