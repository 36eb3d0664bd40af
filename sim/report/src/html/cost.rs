//! What one model costs, item by item, and what has no known price.

use super::Page;
use maud::{Markup, html};
use sansou_engine::outcome::CostItem;
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
                    td { (page.money(&cost.initial)) }
                    td { (page.money(&cost.yearly)) }
                    td { (page.say("cost-five-years", &[])) " " (page.money(&cost.five_years)) }
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
            td { (page.money(&item.initial)) }
            td { (page.money(&item.yearly)) }
            td {
                @for (place, price) in prices(page, at, &item.element).iter().enumerate() {
                    @if place > 0 { (page.say("list-comma", &[])) }
                    (page.quantity(at, price))
                }
            }
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
