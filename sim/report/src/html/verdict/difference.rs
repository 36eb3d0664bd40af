//! How each model differs from the first, trial by trial: in probability, yearly loss and price.

use super::{Page, model};
use crate::findings;
use sansou_engine::outcome::CaseDifference;

pub(super) fn sentences(page: &Page) -> Vec<String> {
    if findings::attacked_alike(page.outcome) {
        return Vec::new();
    }
    (1..page.outcome.cases.len())
        .filter_map(|at| Some((at, findings::from_first(page.outcome, at)?)))
        .map(|(at, difference)| {
            format!("{}{}", chance(page, at, difference), money(page, difference))
        })
        .collect()
}

/// The goal whose probability differs beyond the error of the trials and that costs most.
fn chance(page: &Page, at: usize, difference: &CaseDifference) -> String {
    let (variant, base) = (model(page, at), model(page, 0));
    let both = [("model", variant.as_str()), ("base", base.as_str())];
    let Some((clear, goal)) = findings::clearest(difference) else {
        return page.say("verdict-first-same", &both);
    };
    let names = page.names(at);
    let p = &goal.probability;
    let (key, low, high) = if p.low > 0.0 {
        ("verdict-first-higher", p.low, p.high)
    } else {
        ("verdict-first-lower", -p.high, -p.low)
    };
    let [low, high] = [low, high].map(|share| crate::number::significant(share * 100.0, 3));
    let range = page.say("number-points", &[("n", &page.texts.range(&low, &high))]);
    let (threat, goal) = (names.threat(&goal.threat), names.goal(&goal.goal));
    let item = page.say("threat-goal", &[("threat", &threat), ("goal", &goal)]);
    let counts = [clear, difference.goals.len()].map(|n| n.to_string());
    let said = [("item", &item), ("range", &range), ("clear", &counts[0]), ("all", &counts[1])];
    let said = said.map(|(name, value)| (name, value.as_str()));
    page.say(key, &[&both[..], &said[..]].concat())
}

fn money(page: &Page, difference: &CaseDifference) -> String {
    let (loss, cost) = (&difference.annual_loss, &difference.yearly_cost);
    let texts = page.texts;
    page.say(
        "verdict-first-money",
        &[
            ("loss", &texts.yen_change(loss.value)),
            ("loss_range", &texts.yen_change_range(loss)),
            ("cost", &texts.yen_change(cost.value)),
            ("cost_range", &texts.yen_change_range(cost)),
        ],
    )
}
