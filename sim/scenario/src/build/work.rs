//! What a case asks of the engines as a whole: refused if it could not be held in memory or time.
//!
//! Estimates from above, by the case alone; sums in floating point, so nothing here overflows.

use super::model::Builder;
use super::scope::Item;
use crate::case::{Case, Node, NodeKind, On, Rule, Toward};
use crate::codes;
use crate::load::{MAX_CELLS, MAX_GROUNDINGS, MAX_WAYS};
use crate::source::At;

/// A class of others' load changes four times an hour, so it weighs more than a way of ours.
const BACKGROUND_WEIGHT: f64 = 10.0;
/// Minutes in the day, and hours: what is counted of each line, and of each application and terminal
/// group on it.
const MINUTES: f64 = 1_440.0;
const HOURS: f64 = 24.0;

impl Builder<'_> {
    /// Reports what is too much, at the element that brings most of it.
    pub(super) fn limit_work(&mut self, case: &Case) {
        let (own, background) = ways(case);
        let lines = |&at: &usize| case.links[at].lines;
        let widest = (0..case.links.len()).max_by_key(lines).map(|at| &case.links[at].id);
        let link = self.model.links.iter().find(|item| Some(&item.entry.id) == widest);
        let link = link.map(|item: &Item<'_, _>| item.at("lines"));
        self.limit(
            case,
            link,
            codes::TOO_MANY_WAYS,
            own + background * BACKGROUND_WEIGHT,
            MAX_WAYS,
        );
        let tags = case.applications.len() as f64 + 1.0;
        let resources = case.links.iter().map(|l| 2.0 * l.lines as f64).sum::<f64>()
            + case.nodes.iter().filter(|n| n.throughput.is_some()).count() as f64;
        let groups = case.nodes.iter().filter(|n| n.kind == NodeKind::Terminals).count() as f64;
        let cells =
            resources * (MINUTES + HOURS * (tags + groups)) + 2.0 * (own + background) * tags;
        self.limit(case, link, codes::TOO_MANY_CELLS, cells, MAX_CELLS);

        let each: Vec<f64> = case.rules.iter().map(|rule| groundings(case, rule)).collect();
        let widest = (0..each.len()).max_by(|&a, &b| each[a].total_cmp(&each[b]));
        let widest = widest.map(|at| &case.rules[at].id);
        let rule = self.world.rules.items.iter().find(|item| Some(&item.entry.id) == widest);
        let rule = rule.map(|item| item.at("on"));
        self.limit(case, rule, codes::TOO_MANY_GROUNDINGS, each.iter().sum(), MAX_GROUNDINGS);
    }

    fn limit(
        &mut self,
        case: &Case,
        at: Option<At<'_>>,
        code: &'static str,
        value: f64,
        limit: f64,
    ) {
        if let Some(at) = at.filter(|_| value > limit) {
            let arguments = vec![
                ("model", case.model.clone()),
                ("value", format!("{value:.0}")),
                ("limit", format!("{limit:.0}")),
            ];
            self.problems.error(at, code, arguments);
        }
    }
}

/// Ways of all applications, with each leg of its own, and classes of others' load. Units of a group
/// differ by the lines that they take: as many ways as the least common multiple, or units.
fn ways(case: &Case) -> (f64, f64) {
    let cycle = case.links.iter().fold(1.0, |all, link| common_multiple(all, link.lines as f64));
    let mut own = 0.0;
    for application in &case.applications {
        for (id, node) in case.nodes.iter().enumerate() {
            let fits = |r: &&crate::case::Route| {
                r.class == application.class && r.from.iter().any(|from| from.0 == id)
            };
            if node.kind == NodeKind::Terminals
                && let Some(route) = case.routes.iter().find(fits)
            {
                own += cycle.min(node.count as f64) * route.legs.len() as f64;
            }
        }
    }
    let loads = case.nodes.iter().filter_map(|node: &Node| node.background.as_ref());
    (own, loads.map(|load| 2.0 * cycle.min(load.flows.value.max(1.0))).sum())
}

/// Least common multiple; beyond 10⁹ it is only a large number.
fn common_multiple(a: f64, b: f64) -> f64 {
    const ENOUGH: f64 = 1e9;
    if a >= ENOUGH {
        return a;
    }
    let (mut x, mut y) = (a, b);
    while y > 0.0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

/// Places where a rule can apply.
fn groundings(case: &Case, rule: &Rule) -> f64 {
    let mut steps = rule.needs.iter().chain(&rule.needs_there).chain([&rule.gives]);
    let of_asset = steps.any(|step| case.steps[step.0].of_asset);
    let assets = if of_asset { case.assets.len() as f64 } else { 1.0 };
    match &rule.on {
        On::Local { nodes, zones, holding } => {
            let fits = |node: &Node| {
                (nodes.is_empty() || nodes.contains(&node.kind))
                    && (zones.is_empty() || zones.contains(&case.zones[node.zone.0].kind))
            };
            if *holding {
                return case.assets.iter().map(|asset| asset.on.len() as f64).sum();
            }
            case.nodes.iter().filter(|node| fits(node)).count() as f64 * assets
        }
        On::Conduit { kinds, toward, .. } => {
            let ways = if *toward == Toward::Either { 2.0 } else { 1.0 };
            let fitting = case.conduits.iter().filter(|c| kinds.contains(&c.kind));
            fitting.map(|c| c.from.len() as f64).sum::<f64>() * ways * assets
        }
    }
}
