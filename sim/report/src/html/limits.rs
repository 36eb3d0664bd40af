//! What the answer does not mean.

use super::Page;
use maud::{Markup, html};

const LIMITS: [&str; 9] = [
    "limit-comparison",
    "limit-assumptions",
    "limit-attackers",
    "limit-chain",
    "limit-ipa",
    "limit-controls",
    "limit-everywhere",
    "limit-day",
    "limit-cost",
];

/// The wording of a limit for a study with one model.
fn single(key: &'static str) -> &'static str {
    if key == "limit-comparison" { "limit-comparison-one" } else { key }
}

pub(super) fn section(page: &Page) -> Markup {
    // With one model there is nothing that could differ between models.
    let limits = LIMITS.iter().filter(|&&key| !page.single() || key != "limit-everywhere");
    html! {
        section id="limits" {
            h2 { (page.say("limits-heading", &[])) }
            ul { @for key in limits { li { (page.say(page.either(key, single(key)), &[])) } } }
        }
    }
}
