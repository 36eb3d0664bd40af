//! What a case costs: controls and lines, once, a year, and over five years.
//!
//! Knows the case only. Yen. What has no known price is listed, not counted as zero silently. Prices
//! of a control that do not depend on seats are booked once, at its first placement by id.

use crate::outcome::{CostItem, CostOutcome, Estimate};
use sansou_scenario::case::{Case, Cost, Placement, Quantity};

/// Years of the total.
pub const YEARS: f64 = 5.0;

/// Adds up the case's price.
pub fn price(case: &Case) -> CostOutcome {
    let mut items = Vec::new();
    let mut unpriced = Vec::new();
    let mut booked = vec![false; case.controls.len()];
    for placement in &case.placements {
        let cost = &case.controls[placement.control.0].cost;
        if is_unknown(cost) {
            unpriced.push(placement.id.clone());
            continue;
        }
        let first = !std::mem::replace(&mut booked[placement.control.0], true);
        items.push(placed(case, placement, cost, first));
    }
    for link in &case.links {
        if let Some(yearly) = &link.yearly {
            items.push(CostItem {
                element: link.id.clone(),
                seats: link.lines,
                initial: fixed(0.0),
                yearly: product(range(yearly), fixed(link.lines as f64)),
            });
        }
    }
    let initial = sum(items.iter().map(|i| i.initial));
    let yearly = sum(items.iter().map(|i| i.yearly));
    let five_years = sum([initial, product(yearly, fixed(YEARS))]);
    CostOutcome { initial, yearly, five_years, items, unpriced }
}

/// Yearly price of a case minus that of another, yen: elements that cost both the same cancel out,
/// of the others the ends of the ranges are set against each other.
pub fn yearly_difference(base: &CostOutcome, variant: &CostOutcome) -> Estimate {
    let of = |outcome: &CostOutcome, element: &str| {
        let mut items = outcome.items.iter();
        items.find(|i| i.element == element).map_or(fixed(0.0), |i| i.yearly)
    };
    let only_base =
        base.items.iter().filter(|b| variant.items.iter().all(|v| v.element != b.element));
    let elements = variant.items.iter().chain(only_base).map(|item| item.element.as_str());
    sum(elements
        .map(|element| (of(base, element), of(variant, element)))
        .filter(|(b, v)| b != v)
        .map(|(b, v)| Estimate {
            value: v.value - b.value,
            low: v.low - b.high,
            high: v.high - b.low,
        }))
}

fn placed(case: &Case, placement: &Placement, cost: &Cost, first: bool) -> CostItem {
    let units: u64 = placement.nodes.iter().map(|n| case.nodes[n.0].count).sum();
    let coverage = placement.coverage.map_or(1.0, |c| c.value);
    let seats = (units as f64 * coverage).round() as u64;
    let each = |price: &Option<Quantity>, per_seat: &Option<Quantity>| {
        let once = price.as_ref().filter(|_| first).map_or(fixed(0.0), range);
        let by_seat = per_seat.as_ref().map_or(fixed(0.0), range);
        sum([once, product(by_seat, fixed(seats as f64))])
    };
    CostItem {
        element: placement.id.clone(),
        seats,
        initial: each(&cost.initial, &cost.initial_per_seat),
        yearly: each(&cost.yearly, &cost.yearly_per_seat),
    }
}

fn is_unknown(cost: &Cost) -> bool {
    cost.initial.is_none()
        && cost.yearly.is_none()
        && cost.initial_per_seat.is_none()
        && cost.yearly_per_seat.is_none()
}

fn fixed(value: f64) -> Estimate {
    Estimate { value, low: value, high: value }
}

/// A quantity as an estimate: its value and the ends of its range.
fn range(q: &Quantity) -> Estimate {
    Estimate { value: q.value, low: q.low, high: q.high }
}

/// Product of non-negative estimates, end by end.
fn product(a: Estimate, b: Estimate) -> Estimate {
    Estimate { value: a.value * b.value, low: a.low * b.low, high: a.high * b.high }
}

/// Sum of estimates, end by end.
fn sum(all: impl IntoIterator<Item = Estimate>) -> Estimate {
    all.into_iter().fold(Estimate { value: 0.0, low: 0.0, high: 0.0 }, |a, b| Estimate {
        value: a.value + b.value,
        low: a.low + b.low,
        high: a.high + b.high,
    })
}
