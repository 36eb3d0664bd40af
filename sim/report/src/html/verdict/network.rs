//! How busy the lines become, above all the body's own to the security cloud.

use super::{Page, model};
use crate::findings;
use sansou_engine::outcome::CaseOutcome;

pub(super) fn sentences(page: &Page) -> Vec<String> {
    let mut out = Vec::from_iter(access(page));
    let mut found: Vec<(usize, &CaseOutcome)> =
        page.pairs().map(|(at, _, outcome)| (at, outcome)).collect();
    let key = |o: &CaseOutcome| {
        findings::busiest(o).map_or((0, 0.0), |r| (r.minutes_above[1], findings::peak_load(r)))
    };
    found.sort_by(|a, b| {
        let (a, b) = (key(a.1), key(b.1));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    for (place, (at, outcome)) in found.iter().enumerate() {
        let Some(resource) = findings::busiest(outcome) else { continue };
        let (app, share) = resource.filled_by.first().cloned().unwrap_or_default();
        let key = match (place, outcome.traffic.bottleneck.is_some()) {
            (0, true) => page.either("verdict-bottleneck", "verdict-bottleneck-one"),
            (0, false) => page.either("verdict-no-bottleneck", "verdict-no-bottleneck-one"),
            _ => "verdict-busy",
        };
        let mut sentence = page.say(
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
        );
        if findings::shared(&page.study.cases[*at], resource) {
            sentence.push_str(&page.say("verdict-shared", &[]));
        }
        out.push(sentence);
    }
    out
}

/// How busy the body's own line to the security cloud becomes, model by model.
fn access(page: &Page) -> Option<String> {
    let loads: Vec<(usize, f64)> = page
        .pairs()
        .filter_map(|(at, case, outcome)| {
            let [access, _] = findings::security_cloud_lines(case, outcome);
            Some((at, findings::peak_load(access?)))
        })
        .collect();
    let &(base, first) = loads.first()?;
    let part = |&(at, load): &(usize, f64)| {
        let key =
            if at == base || first <= 0.0 { "verdict-access-base" } else { "verdict-access-part" };
        page.say(
            key,
            &[
                ("model", &model(page, at)),
                ("load", &page.texts.load(load)),
                ("times", &crate::number::significant(load / first, 2)),
            ],
        )
    };
    let parts: Vec<String> = loads.iter().map(part).collect();
    let parts = parts.join(&page.say("list-comma", &[]));
    let args = [("parts", parts.as_str()), ("base", &model(page, base))];
    Some(page.say(page.either("verdict-access", "verdict-access-one"), &args))
}
