//! Assumptions and sources: every number of the cases, where it comes from, in which models.

use super::book::Row;
use super::{Page, anchor};
use crate::text::Texts;
use maud::{Markup, html};
use sansou_scenario::case::{LedgerEntry, Origin, Source};

pub(super) fn section(page: &Page) -> Markup {
    let rows = &page.book.rows;
    let models = page.study.cases.len();
    let (shared, own): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|r| r.models.len() == models);
    let (assumed, all) = page.book.assumed();
    html! {
        section id="ledger" {
            h2 { (page.say("ledger-heading", &[])) }
            p { (page.say(page.either("ledger-intro", "ledger-intro-one"), &[
                ("all", &all.to_string()),
                ("assumed", &assumed.to_string()),
            ])) }
            @for (name, rows) in grouped(&shared) {
                h3 { (group_name(page.texts, name)) }
                (table(page, &rows, false))
            }
            @if !own.is_empty() {
                h3 { (page.say("ledger-own", &[])) }
                (table(page, &own, true))
            }
            h3 { (page.say("sources-heading", &[])) }
            ul class="sources" { @for source in &page.study.sources { (source_item(page, source)) } }
        }
    }
}

/// Rows under the first part of their keys, in order.
fn grouped<'r>(rows: &[&'r Row]) -> Vec<(&'r str, Vec<&'r Row>)> {
    let mut groups: Vec<(&str, Vec<&Row>)> = Vec::new();
    for &row in rows {
        let name = row.entry.key.split('/').next().unwrap_or_default();
        match groups.last_mut() {
            Some((last, members)) if *last == name => members.push(row),
            _ => groups.push((name, vec![row])),
        }
    }
    groups
}

fn group_name(texts: &Texts, name: &str) -> String {
    let key = format!("ledger-group-{name}");
    if texts.has(&key) { texts.plain(&key) } else { name.to_owned() }
}

fn table(page: &Page, rows: &[&Row], with_models: bool) -> Markup {
    html! {
        div class="scroll" { table class="ledger" {
            thead { tr {
                th scope="col" { (page.say("ledger-item", &[])) }
                th scope="col" { (page.say("ledger-value", &[])) }
                th scope="col" { (page.say("ledger-range", &[])) }
                @if with_models { th scope="col" { (page.say("ledger-models", &[])) } }
                th scope="col" { (page.say("ledger-origin", &[])) }
            } }
            tbody { @for row in rows { (row_cells(page, row, with_models)) } }
        } }
    }
}

fn row_cells(page: &Page, row: &Row, with_models: bool) -> Markup {
    let entry = &row.entry;
    let texts = page.texts;
    let models: Vec<&str> = row.models.iter().map(|&m| page.names(m).model()).collect();
    html! {
        tr id=(row.anchor) {
            th scope="row" {
                (texts.of(&entry.of)) " — " (field(page, row))
                code { (entry.key) }
            }
            td {
                (texts.value(entry.dimension, entry.value))
                @if let Some(form) = &entry.form { span class="range" { (form_name(texts, form)) } }
            }
            td { (range(texts, entry)) }
            @if with_models { td { (models.join(&page.say("list-comma", &[]))) } }
            td { (origin(page, &entry.origin)) }
        }
    }
}

fn range(texts: &Texts, entry: &LedgerEntry) -> String {
    if entry.low == entry.high {
        return "—".into();
    }
    let word = |v: f64| texts.value(entry.dimension, v);
    texts.range(&word(entry.low), &word(entry.high))
}

fn form_name(texts: &Texts, form: &str) -> String {
    let key = format!("form-{form}");
    if texts.has(&key) { texts.plain(&key) } else { form.to_owned() }
}

/// A field in words, as it is if there are none. What a control stops or notices has the rule in its
/// key (`controls/edr/detects/open_attachment/delay`): then the rule is named too.
fn field(page: &Page, row: &Row) -> String {
    let texts = page.texts;
    let field = row.entry.field.as_str();
    let parts: Vec<&str> = row.entry.key.split('/').collect();
    let (part, rule) = match parts[..] {
        [_, _, part, rule, _] => (part, row.models.first().map(|&m| page.names(m).rule(rule))),
        _ => ("", None),
    };
    let keys = [format!("field-{part}-{field}"), format!("field-{field}")];
    let word = match keys.iter().find(|k| texts.has(k)) {
        Some(key) => texts.plain(key),
        None => field.to_owned(),
    };
    match rule {
        Some(rule) => texts.get("field-of-rule", &[("field", &word), ("rule", &rule)]),
        None => word,
    }
}

fn origin(page: &Page, origin: &Origin) -> Markup {
    html! {
        @match origin {
            Origin::Cited { source } => {
                @match page.study.sources.iter().find(|s| s.id == *source) {
                    Some(found) => {
                        span class="cited" { (page.say("ledger-cited", &[])) } " "
                        a href={ "#source-" (anchor(source)) } { (page.texts.of(&found.title)) }
                    }
                    None => {
                        span class="cited" { (page.say("ledger-cited", &[])) } " " (source)
                    }
                }
            }
            Origin::Assumed { why } => {
                span class="assumed" { (page.say("ledger-assumed", &[])) } " "
                (page.texts.of(why))
            }
        }
    }
}

fn source_item(page: &Page, source: &Source) -> Markup {
    let web = source.locator.starts_with("https://") || source.locator.starts_with("http://");
    html! {
        li id={ "source-" (anchor(&source.id)) } {
            (page.texts.of(&source.title)) " — "
            @if web {
                a href=(source.locator) { (source.locator) }
            } @else {
                (source.locator)
            }
        }
    }
}
