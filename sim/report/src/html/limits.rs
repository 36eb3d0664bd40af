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

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section id="limits" {
            h2 { (page.say("limits-heading", &[])) }
            ul { @for key in LIMITS { li { (page.say(key, &[])) } } }
        }
    }
}
