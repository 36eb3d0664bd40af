//! How busy the lines become, above all the body's own to the security cloud.

use super::{Page, model};
use crate::findings;
use sansou_engine::outcome::CaseOutcome;

pub(super) fn sentences(page: &Page) -> Vec<String> {
    let mut found: Vec<(usize, &CaseOutcome)> =
        page.pairs().map(|(at, _, outcome)| (at, outcome)).collect();
    let key = |o: &CaseOutcome| {
        findings::busiest(o).map_or((0, 0.0), |r| (r.minutes_above[1], findings::peak_load(r)))
    };
    found.sort_by(|a, b| {
        let (a, b) = (key(a.1), key(b.1));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    let mut out = Vec::new();
    for (place, (at, outcome)) in found.iter().enumerate() {
        let Some(resource) = findings::busiest(outcome) else { continue };
        let (app, share) = resource.filled_by.first().cloned().unwrap_or_default();
        let key = match (place, outcome.traffic.bottleneck.is_some()) {
            (0, true) => page.either("verdict-bottleneck", "verdict-bottleneck-one"),
            (0, false) => page.either("verdict-no-bottleneck", "verdict-no-bottleneck-one"),
            _ => "verdict-busy",
        };
        out.push(page.say(
            key,
            &[
                ("model", &model(page, *at)),
                ("resource", &page.names(*at).resource(resource)),
                ("clock", &page.texts.clock(findings::peak_minute(resource))),
                ("load", &page.texts.load(findings::peak_load(resource))),
                ("minutes", &resource.minutes_above[1].to_string()),
                ("share", &page.texts.load(share)),
                ("application", &page.names(*at).application(&app)),
            ],
        ));
    }
    out
}
