//! What one model costs, item by item, and what has no known price.

use super::Page;
use crate::findings;
use maud::{Markup, html};
use sansou_engine::outcome::{CostItem, Estimate};
use sansou_scenario::case::Quantity;

pub(super) fn part(page: &Page, at: usize) -> Markup {
    let cost = &page.outcome.cases[at].cost;
    let names = page.names(at);
    let columns = ["cost-item", "cost-seats", "cost-initial", "cost-yearly", "cost-prices"];
    let unpriced: Vec<String> = cost.unpriced.iter().map(|id| names.priced(id)).collect();
    html! {
        h3 { (page.say("cost-heading", &[])) }
        div class="scroll" { table {
            thead { tr { @for key in columns { th scope="col" { (page.say(key, &[])) } } } }
            tbody {
                @for item in &cost.items { (row(page, at, item)) }
                tr class="sum" {
                    th scope="row" { (page.say("cost-sum", &[])) }
                    td {}
                    td { (price(page, &cost.initial)) }
                    td { (price(page, &cost.yearly)) }
                    td { (page.say("cost-five-years", &[])) " " (price(page, &cost.five_years)) }
                }
            }
        } }
        p class="note" {
            @if unpriced.is_empty() {
                (page.say("cost-all-priced", &[]))
            } @else {
                (page.say("cost-unpriced", &[
                    ("n", &unpriced.len().to_string()),
                    ("items", &unpriced.join(&page.say("list-comma", &[]))),
                ]))
            }
        }
    }
}

fn row(page: &Page, at: usize, item: &CostItem) -> Markup {
    html! {
        tr {
            th scope="row" { (page.names(at).priced(&item.element)) }
            td { (crate::number::whole(item.seats as f64)) }
            @for price in [&item.initial, &item.yearly] {
                td { @if findings::priced(price) { (page.money(price)) } @else { "—" } }
            }
            td {
                @for (place, price) in prices(page, at, &item.element).iter().enumerate() {
                    @if place > 0 { (page.say("list-comma", &[])) }
                    (page.quantity(at, price))
                }
            }
        }
    }
}

/// A sum of prices, if any is known.
fn price(page: &Page, sum: &Estimate) -> Markup {
    html! {
        @if findings::priced(sum) {
            (page.money(sum))
        } @else {
            (page.say("no-known-price", &[]))
        }
    }
}

/// The quantities that an item's price was made of.
fn prices(page: &Page, at: usize, element: &str) -> Vec<Quantity> {
    let case = &page.study.cases[at];
    match case.placements.iter().find(|p| p.id == element) {
        Some(placement) => {
            let cost = &case.controls[placement.control.0].cost;
            [cost.initial, cost.yearly, cost.initial_per_seat, cost.yearly_per_seat]
                .into_iter()
                .flatten()
                .collect()
        }
        None => case.link(element).and_then(|l| case.links[l.0].yearly).into_iter().collect(),
    }
}
