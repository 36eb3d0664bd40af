//! Whatever passes the check must run: the shipped files with hostile numbers put in their places.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use sansou_engine::attack::{self, AttackGraph, Settings};
use sansou_engine::chance::Stream;
use sansou_engine::network::Network;
use sansou_engine::{cost, risk, traffic};
use sansou_scenario::builtin;
use sansou_scenario::case::{Study, ThreatId};
use sansou_scenario::load::{Loader, ReadError, study};

const HOSTILE: [&str; 12] = [
    "0",
    "-1",
    "1e-308",
    "1e-9",
    "1e9",
    "1e15",
    "1e308",
    "inf",
    "NaN",
    "4294967296",
    "18446744073709551615",
    "0.999999999",
];
/// Changes tried; most are refused by the check, the rest are run.
const CHANGES: u64 = 80;

/// The shipped files, with one text in the place of another.
struct Changed {
    path: &'static str,
    text: String,
}

impl Loader for Changed {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            return Ok(self.text.clone().into_bytes());
        }
        let shipped = builtin::text(&format!("builtin:{path}")).ok_or(ReadError::NotFound)?;
        let text = String::from_utf8(shipped.to_vec()).unwrap();
        // One model is enough, and β' has all parts but the breakout.
        let models = text.find("    models: [").filter(|_| path.starts_with("studies/"));
        Ok(match models {
            Some(at) => {
                let end = at + text[at..].find('\n').unwrap();
                format!(
                    "{}    models: [\"../models/beta_prime.ron\"],{}",
                    &text[..at],
                    &text[end..]
                )
            }
            None => text,
        }
        .into_bytes())
    }
}

/// Places of numbers in a text: after `(`, `[`, `:` or a blank.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit() && at > 0 && b"([ :".contains(&bytes[at - 1]);
        let length = bytes[at..].iter().take_while(|b| b"0123456789.".contains(b)).count();
        if starts {
            found.push((at, at + length));
        }
        at += length.max(1);
    }
    found
}

fn runs(study: &Study) {
    for case in &study.cases {
        let Ok(network) = Network::compile(case) else { return };
        let Ok(graph) = AttackGraph::ground(&network) else { return };
        let settings = Settings { seed: 1, trials: 2, horizon_secs: study.run.horizon_secs };
        let threats: Vec<_> = (0..case.threats.len())
            .map(|threat| {
                let tally = attack::run(&graph, ThreatId(threat), &settings, 0..2);
                attack::outcome(&graph, ThreatId(threat), [tally])
            })
            .collect();
        let scored = risk::score(case, &threats, 1);
        assert!(scored.outcome.annual_loss.value.is_finite());
        assert!(cost::price(case).five_years.high.is_finite());
        let day = traffic::run(&network, 1);
        let spread = day.carried_bytes + day.refused_bytes + day.left_over_bytes;
        assert!((day.demand_bytes - spread).abs() <= 1e-6 * day.demand_bytes.max(1.0));
    }
}

#[test]
fn what_passes_the_check_runs() {
    let files = [
        "models/beta.ron",
        "models/beta_prime.ron",
        "models/parts/common.ron",
        "workloads/office_day.ron",
        "threats/municipal.ron",
        "rules/municipal.ron",
        "controls/catalog.ron",
        "municipalities/city_60k.ron",
    ];
    let mut ran = 0;
    for change in 0..CHANGES {
        let mut draw = Stream::new(1, &["hostile numbers"], change);
        let mut pick = |of: usize| (draw.uniform() * of as f64) as usize;
        let path = files[pick(files.len())];
        let mut text =
            String::from_utf8(builtin::text(&format!("builtin:{path}")).unwrap().to_vec()).unwrap();
        // The three numbers of an assumption must be in order to get past the check: change all.
        let places = numbers(&text);
        let first = pick(places.len());
        let hostile = HOSTILE[pick(HOSTILE.len())];
        for &(from, to) in places[first..].iter().take(1 + 2 * pick(2)).rev() {
            text.replace_range(from..to, hostile);
        }
        let checked = study(&Changed { path, text }, "studies/four-models.ron");
        if let Some(study) = checked.study {
            ran += 1;
            runs(&study);
        }
    }
    assert!(ran >= 8, "only {ran} changes passed the check");
}
