//! Reports of Sansou: outcomes turned into layouts, texts, pictures and sheets of bytes.
//!
//! Everything here is a function from data to data. Must not know disks, clocks, threads or how the
//! engines compute. All wording comes from [`text`]; all numbers go through [`number`].
pub mod attack;
pub mod backtest;
pub mod capacity;
pub mod catalog;
mod charts;
mod comparison;
pub mod compliance;
mod csv;
mod cuts;
pub mod diagnostic;
pub mod explanation;
mod findings;
pub mod flows;
mod html;
pub mod json;
pub mod layout;
mod names;
pub mod number;
pub mod region;
mod svg;
pub mod table;
pub mod text;
mod threats;
pub mod why;

use sansou_engine::network::Network;
use sansou_engine::outcome::Outcome;
use sansou_scenario::case::Study;
use text::{Lang, Texts};

/// A file to be written, by whoever may write files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// File name.
    pub name: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// All sheets of a study: `report.html`, `results.json`, `manifest.json`. Networks and outcomes of
/// cases in the study's order.
pub fn render(study: &Study, networks: &[Network], outcome: &Outcome, lang: Lang) -> Vec<Sheet> {
    let texts = Texts::new(lang);
    let page = html::page(study, networks, outcome, &texts);
    let sheet = |name: &str, bytes| Sheet { name: name.to_owned(), bytes };
    vec![
        sheet("report.html", page.into_bytes()),
        sheet("results.json", json::results(outcome)),
        sheet("manifest.json", json::manifest(&outcome.manifest)),
    ]
}
