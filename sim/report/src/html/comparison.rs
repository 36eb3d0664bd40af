//! All models side by side: the table and the charts over all models.

use super::Page;
use crate::charts::{self, Curve};
use crate::comparison::{Cell, Row, groups, totals};
use crate::findings;
use crate::threats;
use maud::{Markup, PreEscaped, html};
use sansou_engine::outcome::ResourceOutcome;

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section id="comparison" {
            h2 { (page.say(heading(page), &[])) }
            (table(page))
            @for total in totals(page.study, page.outcome, page.texts) { p { (total) } }
            p class="note" { (page.say("comparison-note", &[])) }
            p class="note" { (page.say("goal-note", &[])) }
            p class="note" { (page.say("affected-note", &[])) }
            p class="note" { (page.say("rank-note", &[])) }
            @if !page.single() { (differences(page)) }
            (chances(page))
            h3 { (page.say("chart-day-heading", &[])) }
            (day(page, page.either("chart-day-bottleneck", "chart-day-bottleneck-one"), findings_busiest))
            (day(page, "chart-day-access", |page, at| lines(page, at)[0]))
            (day(page, "chart-day-exit", |page, at| lines(page, at)[1]))
        }
    }
}

/// Key of the chapter's heading.
pub(super) fn heading(page: &Page) -> &'static str {
    page.either("comparison-heading", "comparison-heading-one")
}

fn table(page: &Page) -> Markup {
    let groups = groups(page.study, page.outcome, page.texts);
    let columns = page.outcome.cases.len() + 1;
    html! {
        div class="scroll" { table class="comparison" {
            (head(page))
            @for group in &groups {
                tbody {
                    tr { th class="group" colspan=(columns) scope="rowgroup" { (group.heading) } }
                    @for row in &group.rows { (line(row)) }
                }
            }
        } }
    }
}

/// Names of the models above their columns.
fn head(page: &Page) -> Markup {
    html! {
        thead { tr {
            td {}
            @for (at, case, _) in page.pairs() {
                th scope="col" {
                    a href={ "#model-" (super::anchor(&case.model)) } { (page.names(at).model()) }
                }
            }
        } }
    }
}

fn line(row: &Row) -> Markup {
    html! {
        tr class=[row.detail.then_some("detail")] {
            th scope="row" { (row.label) }
            @for cell in &row.cells { td { (content(cell)) } }
        }
    }
}

/// What each threat adds to the difference between the models.
fn differences(page: &Page) -> Markup {
    let rows = threats::rows(page.study, page.outcome, page.texts);
    let (last, threats) = match rows.split_last() {
        Some((last, threats)) => (Some(last), threats),
        None => (None, &[][..]),
    };
    html! {
        h3 { (page.say("difference-heading", &[])) }
        div class="scroll" { table class="comparison" {
            (head(page))
            tbody { @for row in threats { (line(row)) } }
            tbody class="sum" { @if let Some(row) = last { (line(row)) } }
        } }
        p class="note" { (page.say("difference-note", &[("model", page.names(0).model())])) }
    }
}

fn content(cell: &Cell) -> Markup {
    html! {
        (cell.value)
        @if let Some(note) = &cell.note { span class="range" { (note) } }
    }
}

fn chances(page: &Page) -> Markup {
    let Some(first) = page.outcome.cases.first() else { return html! {} };
    let names = page.names(0);
    let rows: Vec<charts::Row> = first
        .threats
        .iter()
        .flat_map(|t| t.goals.iter().map(move |g| (&t.threat, &g.goal)))
        .map(|(threat, goal)| charts::Row {
            threat: names.threat(threat),
            goal: names.goal(goal),
            probabilities: page
                .pairs()
                .map(|(.., o)| {
                    let found = findings::goal(o, threat, goal).filter(|g| g.reachable);
                    found.map(|g| g.probability)
                })
                .collect(),
        })
        .filter(|row| row.probabilities.iter().flatten().any(|e| e.value > 0.0))
        .collect();
    html! {
        h3 { (page.say("chart-chances-heading", &[])) }
        @if rows.is_empty() {
            p { (page.say(page.either("chart-chances-none", "paths-none"), &[])) }
        } @else {
            figure {
                (page.model_legend())
                (PreEscaped(charts::probabilities(&rows, page.texts)))
                p class="note" { (page.say("chart-chances-note", &[])) }
            }
        }
    }
}

fn findings_busiest<'a>(page: &Page<'a>, at: usize) -> Option<&'a ResourceOutcome> {
    findings::busiest(&page.outcome.cases[at])
}

fn lines<'a>(page: &Page<'a>, at: usize) -> [Option<&'a ResourceOutcome>; 2] {
    findings::security_cloud_lines(&page.study.cases[at], &page.outcome.cases[at])
}

/// A chart over the day with the resource that `choose` finds in each model.
fn day<'a>(
    page: &Page<'a>,
    caption: &str,
    choose: impl Fn(&Page<'a>, usize) -> Option<&'a ResourceOutcome>,
) -> Markup {
    let chosen: Vec<(usize, &ResourceOutcome)> = page
        .pairs()
        .filter_map(|(at, ..)| Some((at, choose(page, at)?)))
        .filter(|(_, r)| r.capacity_bps > 0.0)
        .collect();
    if chosen.is_empty() {
        return html! {};
    }
    let curves: Vec<Curve> = chosen
        .iter()
        .map(|&(model, r)| Curve {
            model,
            quarters: r.quarter_bps.iter().map(|b| b / r.capacity_bps).collect(),
        })
        .collect();
    html! {
        figure {
            figcaption { (page.say(caption, &[])) }
            ul class="legend" {
                @for &(model, resource) in &chosen {
                    @let (color, hollow) = charts::swatch(model);
                    li {
                        span class={ "swatch line" @if hollow { " hollow" } }
                            style={ "--swatch:" (color) } {}
                        (page.names(model).model()) ": " (page.names(model).resource(resource))
                        " " (page.texts.rate(resource.capacity_bps))
                    }
                }
            }
            (PreEscaped(charts::day(&curves)))
        }
    }
}
