//! Which model loses most, and what makes it differ from the one that loses least.

use super::{Page, model};
use crate::findings;
use crate::threats::{self, Change};
use sansou_engine::outcome::{AttackPath, RiskItem};

/// Losses of one item in two models that count as the same, as a share of the greater.
const NEARLY: f64 = 0.05;

pub(super) fn sentences(page: &Page) -> Vec<String> {
    let order = findings::by_loss(page.outcome);
    let Some((&most, &least)) = order.first().zip(order.last()) else { return Vec::new() };
    if findings::attacked_alike(page.outcome) {
        let mut out = vec![loss(page, "verdict-alike", 0)];
        out.extend(costliest(page, 0, 0));
        return out;
    }
    let mut out = vec![loss(page, page.either("verdict-most", "verdict-only"), most)];
    if most != least {
        out.push(loss(page, "verdict-least", least));
        if value(page, most) > value(page, least) {
            out.extend(difference(page, most, least));
        }
    }
    out.extend(costliest(page, most, least));
    out
}

fn value(page: &Page, at: usize) -> f64 {
    page.outcome.cases[at].risk.annual_loss.value
}

fn loss(page: &Page, key: &str, at: usize) -> String {
    let loss = &page.outcome.cases[at].risk.annual_loss;
    page.say(
        key,
        &[
            ("model", &model(page, at)),
            ("value", &page.texts.yen(loss.value)),
            ("range", &page.texts.yen_range(loss)),
        ],
    )
}

/// The threats that make one model lose more than another, and those that go the other way.
fn difference(page: &Page, most: usize, least: usize) -> Vec<String> {
    let (up, down) = threats::changes(page.outcome, most, least);
    let comma = page.say("list-comma", &[]);
    let listed = |changes: &[Change], key: &str| {
        let parts: Vec<String> = changes
            .iter()
            .map(|change| {
                let threat = page.names(most).threat(&change.threat);
                let value = page.texts.yen(change.yen.abs());
                page.say(key, &[("threat", &threat), ("value", &value)])
            })
            .collect();
        parts.join(&comma)
    };
    let (most, least) = (model(page, most), model(page, least));
    let mut out = Vec::new();
    if !up.is_empty() {
        let threats = listed(&up, "verdict-difference-more");
        let args = [("most", most.as_str()), ("least", least.as_str()), ("threats", &threats)];
        out.push(page.say("verdict-difference", &args));
    }
    if !down.is_empty() {
        let threats = listed(&down, "verdict-difference-less");
        let args = [("least", least.as_str()), ("threats", threats.as_str())];
        out.push(page.say("verdict-difference-against", &args));
    }
    out
}

/// The costliest item of a model, whether the other model has it too, and its path.
fn costliest(page: &Page, most: usize, least: usize) -> Vec<String> {
    let outcome = &page.outcome.cases[most];
    let Some(item) = findings::worst_item(outcome) else { return Vec::new() };
    let names = page.names(most);
    let share = item.annual_loss.value / outcome.risk.annual_loss.value;
    let mut out = vec![page.say(
        "verdict-reason",
        &[
            ("model", &model(page, most)),
            ("threat", &names.threat(&item.threat)),
            ("goal", &names.goal(&item.goal)),
            ("share", &page.texts.load(share)),
        ],
    )];
    if most != least
        && let Some(same) = same_item(page, item, least)
    {
        let value = page.texts.yen(same);
        out.push(
            page.say("verdict-reason-same", &[("least", &model(page, least)), ("value", &value)]),
        );
    }
    let goal = findings::goal(outcome, &item.threat, &item.goal);
    if let Some(path) = goal.and_then(|g| g.paths.first()) {
        out.push(page.say(
            "verdict-path",
            &[("path", &way(page, most, path)), ("share", &page.texts.load(path.share))],
        ));
    }
    out
}

/// Loss of the same item in another model, if it is nearly the same there.
fn same_item(page: &Page, item: &RiskItem, at: usize) -> Option<f64> {
    let items = &page.outcome.cases[at].risk.items;
    let there = items.iter().find(|i| i.threat == item.threat && i.goal == item.goal)?;
    let (a, b) = (item.annual_loss.value, there.annual_loss.value);
    ((a - b).abs() <= NEARLY * a.max(b)).then_some(b)
}

/// A path as nodes joined by arrows with the kinds of conduit.
fn way(page: &Page, case: usize, path: &AttackPath) -> String {
    let names = page.names(case);
    let mut out = path.steps.first().map_or_else(String::new, |s| names.node(&s.from));
    for step in path.steps.iter().filter(|s| s.from != s.to) {
        let to = names.node(&step.to);
        let kind = step.conduit.as_deref().and_then(|c| names.conduit(c)).map(|c| c.kind);
        match kind {
            Some(kind) => {
                let kind = page.texts.word("conduit-kind", kind);
                out.push_str(&page.say("way-by", &[("kind", &kind), ("to", &to)]));
            }
            None => out.push_str(&page.say("way-local", &[("to", &to)])),
        }
    }
    out
}
