//! One model: picture, attacks, traffic, price.

use super::{Page, anchor, attack, cost, traffic};
use crate::findings;
use crate::svg::{self, Marks};
use maud::{Markup, html};

pub(super) fn section(page: &Page, at: usize) -> Markup {
    let case = &page.study.cases[at];
    let outcome = &page.outcome.cases[at];
    let names = page.names(at);
    let worst = findings::worst_item(outcome);
    let path = worst
        .and_then(|i| findings::goal(outcome, &i.threat, &i.goal))
        .and_then(|g| g.paths.first());
    let bottleneck = findings::busiest(outcome).filter(|_| outcome.traffic.bottleneck.is_some());
    let marks = Marks { path: path.map_or(&[], |p| &p.steps), bottleneck };
    html! {
        section class="model" id={ "model-" (anchor(&case.model)) } {
            h2 { (names.model()) }
            p { (page.texts.of(&case.summary)) }
            figure class="wide" {
                (svg::diagram(&names, &marks))
                figcaption {
                    @match (worst, path) {
                        (Some(item), Some(_)) => (page.say("diagram-caption", &[
                            ("threat", &names.threat(&item.threat)),
                            ("goal", &names.goal(&item.goal)),
                        ])),
                        _ => (page.say("diagram-caption-none", &[])),
                    }
                }
                (svg::legend(&names))
            }
            (attack::part(page, at))
            (traffic::part(page, at))
            (cost::part(page, at))
        }
    }
}
