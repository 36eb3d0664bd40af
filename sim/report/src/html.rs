//! `report.html`: one file without scripts or outside references.
//!
//! Each section is a module that turns numbers into markup; wording is in the locales. Numbers link
//! to the ledger entries behind them (`#ledger-…`).

mod attack;
mod book;
mod comparison;
mod cost;
mod ledger;
mod limits;
mod model;
mod traffic;
mod verdict;

use crate::charts;
use crate::names::Names;
use crate::text::Texts;
use book::Book;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sansou_engine::network::Network;
use sansou_engine::outcome::{CaseOutcome, Estimate, Outcome};
use sansou_scenario::case::{Case, LedgerId, Quantity, Study};

const STYLE: &str = include_str!("html/style.css");

/// What every section needs.
pub(crate) struct Page<'a> {
    study: &'a Study,
    networks: &'a [Network],
    outcome: &'a Outcome,
    texts: &'a Texts,
    book: Book,
}

impl<'a> Page<'a> {
    /// A message.
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.texts.get(key, args)
    }

    fn names(&self, case: usize) -> Names<'a> {
        Names::new(&self.study.cases[case], self.texts)
    }

    /// Wording for several models, or for a study with one only.
    fn either(&self, several: &'static str, one: &'static str) -> &'static str {
        if self.single() { one } else { several }
    }

    /// Whether there is nothing to compare.
    fn single(&self) -> bool {
        self.outcome.cases.len() == 1
    }

    /// Cases that have an outcome, with it.
    fn pairs(&self) -> impl Iterator<Item = (usize, &'a Case, &'a CaseOutcome)> {
        let both = self.study.cases.iter().zip(&self.outcome.cases);
        both.enumerate().map(|(at, (case, outcome))| (at, case, outcome))
    }

    /// Text that links to the ledger entry behind it.
    fn cite(&self, case: usize, ledger: LedgerId, text: &str) -> Markup {
        let anchor = self.book.anchor(case, ledger);
        html! { a class="cite" href={ "#" (anchor) } { (text) } }
    }

    /// A quantity in words that links to its ledger entry.
    fn quantity(&self, case: usize, quantity: &Quantity) -> Markup {
        let entry = &self.study.cases[case].ledger[quantity.ledger.0];
        let text = self.texts.value(entry.dimension, quantity.value);
        self.cite(case, quantity.ledger, &text)
    }

    /// A plain number with what it counts, linked to its ledger entry.
    fn counted(&self, case: usize, quantity: &Quantity, key: &str) -> Markup {
        let entry = &self.study.cases[case].ledger[quantity.ledger.0];
        let n = self.texts.value(entry.dimension, quantity.value);
        self.cite(case, quantity.ledger, &self.say(key, &[("n", &n)]))
    }

    /// A probability with its interval below it.
    fn probability(&self, e: &Estimate) -> Markup {
        html! {
            (self.texts.percent(e.value))
            span class="range" { (self.texts.percent_range(e)) }
        }
    }

    /// An amount of money with its range below it.
    fn money(&self, e: &Estimate) -> Markup {
        html! {
            (self.texts.yen(e.value))
            @if e.low != e.high { span class="range" { (self.texts.yen_range(e)) } }
        }
    }

    /// Names of models with their colours.
    fn model_legend(&self) -> Markup {
        html! {
            ul class="legend" {
                @for (at, ..) in self.pairs() {
                    @let (color, hollow) = charts::swatch(at);
                    li {
                        span class={ "swatch" @if hollow { " hollow" } }
                            style={ "--swatch:" (color) } {}
                        (self.names(at).model())
                    }
                }
            }
        }
    }
}

/// An id or key as part of an anchor: letters, digits, `-`, `_`, `.` and `/` stay.
pub(crate) fn anchor(id: &str) -> String {
    id.chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || "-_./".contains(c) => c.to_string(),
            c => format!("~{:x}", u32::from(c)),
        })
        .collect()
}

/// The whole page.
pub(crate) fn page(
    study: &Study,
    networks: &[Network],
    outcome: &Outcome,
    texts: &Texts,
) -> String {
    let page = Page { study, networks, outcome, texts, book: Book::new(study) };
    let title = page.say("page-title", &[("study", texts.of(&study.name))]);
    html! {
        (DOCTYPE)
        html lang=(texts.lang().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "Sansou " (outcome.manifest.version) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    (masthead(&page))
                    (contents(&page))
                }
                main {
                    (verdict::section(&page))
                    (comparison::section(&page))
                    @for (at, ..) in page.pairs() { (model::section(&page, at)) }
                    (ledger::section(&page))
                    (limits::section(&page))
                }
            }
        }
    }
    .into_string()
}

fn masthead(page: &Page) -> Markup {
    let manifest = &page.outcome.manifest;
    let city = page.study.cases.first().map(|c| page.texts.of(&c.municipality.name));
    html! {
        p class="masthead" {
            @if let Some(city) = city { (city) " · " }
            (page.say(page.either("page-run", "page-run-one"), &[
                ("trials", &crate::number::whole(manifest.trials as f64)),
                ("seed", &manifest.seed.to_string()),
                ("horizon", &page.texts.duration(manifest.horizon_secs)),
                ("version", &manifest.version),
                ("hash", manifest.scenario_hash.get(..12).unwrap_or(&manifest.scenario_hash)),
            ]))
        }
    }
}

fn contents(page: &Page) -> Markup {
    html! {
        nav aria-label=(page.say("page-contents", &[])) {
            a href="#verdict" { (page.say("verdict-heading", &[])) }
            a href="#comparison" { (page.say(comparison::heading(page), &[])) }
            @for (at, case, _) in page.pairs() {
                a href={ "#model-" (anchor(&case.model)) } { (page.names(at).model()) }
            }
            a href="#ledger" { (page.say("ledger-heading", &[])) }
            a href="#limits" { (page.say("limits-heading", &[])) }
        }
    }
}
