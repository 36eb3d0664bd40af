//! Attack graphs of MAL: the meaning of mal-simulator, and what is told where it cannot be kept.

use crate::memory::{argument, codes, conform};
use sansou_scenario::case::Distribution;
use sansou_scenario::diagnostic::Severity;
use sansou_scenario::raw::mal::{self, Question};
use sansou_scenario::raw::{Checked, Graph, StepKind};

/// `office.mal` with its model, as mal-toolbox 2.11.0 wrote it.
const OFFICE: &str = include_str!("office.json");

const DAY: f64 = 86_400.0;

fn ask(text: &str, entries: &[&str], goals: &[&str]) -> Checked {
    let owned = |list: &[&str]| list.iter().map(|&id| id.to_owned()).collect();
    let question = Question { entries: owned(entries), goals: owned(goals), unit_secs: DAY };
    let checked = mal::read(text.as_bytes(), "g.json", &question);
    conform(&checked.diagnostics);
    checked
}

/// A file of nodes: name, type, time, parents by position, and further fields.
fn file(nodes: &[(&str, &str, &str, &[usize], &str)]) -> String {
    let written = nodes.iter().enumerate().map(|(id, (name, kind, ttc, parents, more))| {
        let parents = parents.iter().map(|p| format!(r#""{p}":"{}""#, nodes[*p].0));
        let parents = parents.collect::<Vec<_>>().join(",");
        format!(
            r#""{name}":{{"id":{id},"type":"{kind}","ttc":{ttc},"parents":{{{parents}}}{more}}}"#
        )
    });
    format!(r#"{{"attack_steps":{{{}}}}}"#, written.collect::<Vec<_>>().join(",\n"))
}

/// Probability of each goal, by running through all combinations of coins.
fn enumerated(graph: &Graph) -> Vec<f64> {
    let coins: Vec<f64> = graph
        .draws
        .iter()
        .map(|draw| draw.probability)
        .chain(graph.steps.iter().map(|step| step.probability))
        .collect();
    let free: Vec<usize> = (0..coins.len()).filter(|&c| coins[c] > 0.0 && coins[c] < 1.0).collect();
    assert!(free.len() <= 16, "{} coins", free.len());
    let mut sums = vec![0.0; graph.goals.len()];
    for world in 0_u32..1 << free.len() {
        let mut up: Vec<bool> = coins.iter().map(|&p| p >= 1.0).collect();
        let mut weight = 1.0;
        for (bit, &coin) in free.iter().enumerate() {
            up[coin] = world >> bit & 1 == 1;
            weight *= if up[coin] { coins[coin] } else { 1.0 - coins[coin] };
        }
        let reached = fixpoint(graph, &up);
        for (sum, &goal) in sums.iter_mut().zip(&graph.goals) {
            *sum += if reached[goal] { weight } else { 0.0 };
        }
    }
    sums
}

fn fixpoint(graph: &Graph, up: &[bool]) -> Vec<bool> {
    let mut reached = vec![false; graph.steps.len()];
    loop {
        let before = reached.clone();
        for (at, step) in graph.steps.iter().enumerate() {
            let feasible = up[graph.draws.len() + at]
                && step.requires.iter().all(|&draw| up[draw])
                && step.unless.iter().all(|&draw| !up[draw]);
            let mut parents = step.parents.iter().map(|&parent| reached[parent]);
            let attempted = step.entry
                || !step.parents.is_empty()
                    && match step.kind {
                        StepKind::Or => parents.any(|reached| reached),
                        StepKind::And => parents.all(|reached| reached),
                    };
            reached[at] |= feasible && attempted;
        }
        if reached == before {
            return reached;
        }
    }
}

#[test]
fn the_office_gives_what_mal_simulator_gives() {
    let goals = [
        ("server:own", 0.493),
        ("pc:phished", 0.6),
        ("pc:escalate", 0.4275),
        ("server:restoreMissing", 0.493),
        ("pc:encrypt", 0.818),
        ("server:wipeLogs", 0.2515),
        ("pc:login", 0.0),
    ];
    let checked = ask(OFFICE, &["lan:access", "pc:mailReceived"], &goals.map(|(id, _)| id));
    let graph = checked.graph.unwrap();
    for (found, (goal, simulated)) in enumerated(&graph).into_iter().zip(goals) {
        // mal-simulator 3.3.0, 2,000 trials, seeds 1 to 2,000; four standard deviations.
        let margin = 4.0 * (found * (1.0 - found) / 2000.0_f64).sqrt() + 1e-12;
        assert!((found - simulated).abs() <= margin, "{goal}: {found}, simulated {simulated}");
    }
}

#[test]
fn what_an_office_loses_is_told_once_for_each_thing() {
    let checked = ask(OFFICE, &["lan:access"], &["server:own"]);
    assert!(checked.diagnostics.iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(codes(&checked.diagnostics), ["mal-time-replaced"; 3]);
    let told: Vec<(&str, &str, &str)> = checked
        .diagnostics
        .iter()
        .map(|d| (argument(d, "steps"), argument(d, "found"), argument(d, "used")))
        .collect();
    // Pareto: 1·3/2 days. The sum: 1 + 1/2. Normal cut at 0: 2 + φ(−2)/(1 − Φ(−2)).
    let (day, cut) = (DAY, 2.0 + 0.053_990_966_513_188_06 / 0.977_249_868_051_820_8);
    assert_eq!(
        told[0],
        ("pc:steal, server:steal", "Pareto(1, 3)", &*format!("fixed(s: {})", 1.5 * day))
    );
    assert_eq!(told[1].1, "Exponential(1) + Uniform(0, 1)");
    assert_eq!(told[1].2, format!("fixed(s: {})", 1.5 * day));
    assert_eq!(told[2].1, "TruncatedNormal(2, 1)");
    let used = told[2].2.trim_start_matches("fixed(s: ").trim_end_matches(')');
    assert!((used.parse::<f64>().unwrap() / day - cut).abs() < 1e-9);
    assert_eq!(told.len(), 3);
}

#[test]
fn a_language_without_defenses_is_carried_over_step_by_step() {
    // Two hosts of `zonehost.mal`, as mal-toolbox 2.11.0 wrote them.
    let checked = ask(include_str!("zonehost.json"), &["h0:own"], &["h1:own"]);
    assert_eq!(codes(&checked.diagnostics), Vec::<&str>::new());
    let graph = checked.graph.unwrap();
    assert_eq!((graph.steps.len(), graph.draws.len()), (12, 0));
    let step = |id: &str| graph.steps.iter().find(|step| step.id == id).unwrap();
    assert_eq!(step("h1:exploit").probability, 0.5);
    assert_eq!(step("h1:exploit").time, Distribution::Exponential { mean: 10.0 * DAY });
    assert_eq!(step("h1:login").time, Distribution::Exponential { mean: DAY });
    assert_eq!(step("h1:login").kind, StepKind::And);
    assert!(step("h0:own").entry && graph.steps.iter().filter(|step| step.entry).count() == 1);
    // Exploit (1/2), or credentials looted on the first host (1/2) and a login.
    assert_eq!(enumerated(&graph), [0.75]);
}

#[test]
fn products_and_named_times_have_their_meaning() {
    let bernoulli =
        |p: f64| format!(r#"{{"type":"function","name":"Bernoulli","arguments":[{p}]}}"#);
    let function = |name: &str, arguments: &str| {
        format!(r#"{{"type":"function","name":"{name}","arguments":[{arguments}]}}"#)
    };
    let product = |a: &str, b: &str| format!(r#"{{"type":"multiplication","lhs":{a},"rhs":{b}}}"#);
    let exponential = function("Exponential", "0.25");
    let time = Distribution::Exponential { mean: 4.0 * DAY };
    let at_once = Distribution::Fixed { value: 0.0 };
    for (ttc, probability, distribution) in [
        ("null".to_owned(), 1.0, at_once),
        (bernoulli(0.3), 0.3, at_once),
        (exponential.clone(), 1.0, time),
        (product(&bernoulli(0.3), &exponential), 0.3, time),
        (product(&exponential, &bernoulli(0.3)), 0.3, time),
        (product(&bernoulli(0.5), &product(&bernoulli(0.5), &exponential)), 0.25, time),
        (product(r#"{"type":"number","value":4}"#, &function("Exponential", "1")), 1.0, time),
        (function("EasyAndUncertain", ""), 0.5, at_once),
        (
            function("VeryHardAndUncertain", ""),
            0.5,
            Distribution::Exponential { mean: 100.0 * DAY },
        ),
        (function("Infinity", ""), 0.0, at_once),
        (function("Gamma", "2, 3"), 1.0, Distribution::Gamma { shape: 2.0, mean: 6.0 * DAY }),
        (function("LogNormal", "0, 0.5"), 1.0, Distribution::Lognormal { median: DAY, sigma: 0.5 }),
        (function("Uniform", "1, 2"), 1.0, Distribution::Uniform { min: DAY, max: 2.0 * DAY }),
    ] {
        let text = file(&[("a", "or", "null", &[], ""), ("b", "or", &ttc, &[0], "")]);
        let checked = ask(&text, &["a"], &["b"]);
        assert_eq!(codes(&checked.diagnostics), Vec::<&str>::new(), "{ttc}");
        let step = &checked.graph.unwrap().steps[1];
        assert_eq!((step.probability, step.time), (probability, distribution), "{ttc}");
    }
}

/// What a defense that is on with probability 0.25 does to a step below it.
fn below_defense(step: (&'static str, &'static str, &[usize])) -> f64 {
    let quarter = r#"{"type":"function","name":"Bernoulli","arguments":[0.25]}"#;
    let (name, kind, parents) = step;
    let text = file(&[
        ("start", "or", "null", &[], ""),
        ("defense", "defense", quarter, &[], ""),
        ("open", "exist", "null", &[], r#","existence_status":true"#),
        ("shut", "notExist", "null", &[], r#","existence_status":true"#),
        ("gated", "and", "null", &[1], ""),
        ("either", "or", "null", &[0, 1], ""),
        (name, kind, "null", parents, ""),
    ]);
    let checked = ask(&text, &["start"], &[name]);
    enumerated(&checked.graph.unwrap())[0]
}

#[test]
fn defenses_and_statuses_block_and_steps_block() {
    for (kind, parents, probability) in [
        ("and", &[0, 1][..], 0.75),
        ("and", &[0, 2], 1.0),
        ("and", &[0, 3], 0.0),
        // Nothing but defenses: no attacker comes that way.
        ("and", &[1], 0.0),
        ("or", &[1], 0.0),
        // A defense does nothing to an OR step that an attacker can reach.
        ("or", &[0, 1], 1.0),
        // Needed only while the defense is on, and then out of reach.
        ("and", &[0, 4], 0.75),
        ("and", &[0, 5], 1.0),
        // One parent must be reached even if none is needed.
        ("and", &[4], 0.0),
    ] {
        assert_eq!(below_defense(("below", kind, parents)), probability, "{kind} {parents:?}");
    }
}

#[test]
fn an_entry_is_reached_for_certain_and_that_is_told() {
    let half = r#"{"type":"function","name":"EasyAndUncertain","arguments":[]}"#;
    let checked = ask(&file(&[("a", "or", half, &[], "")]), &["a"], &["a"]);
    assert_eq!(codes(&checked.diagnostics), ["mal-entry-certain"]);
    assert_eq!(enumerated(&checked.graph.unwrap()), [1.0]);
}

#[test]
fn what_is_left_out_or_wrong_is_told() {
    let good = file(&[
        ("a", "or", "null", &[], r#","tags":["x"],"extras":{},"detectors":{"d":{}}"#),
        ("d", "defense", "null", &[], ""),
        ("b", "or", "null", &[0, 1], ""),
    ]);
    let with_attackers = good.replacen('{', r#"{"attackers":{},"#, 1);
    let checked = ask(&with_attackers, &["a"], &["b"]);
    let mut told = codes(&checked.diagnostics);
    told.sort_unstable();
    assert_eq!(told, ["mal-left-out", "mal-left-out", "mal-or-unblocked", "mal-root-left-out"]);
    for (text, entry, goal, code) in [
        (good.clone(), "aa", "b", "unknown-step"),
        (good.clone(), "a", "d", "mal-not-a-step"),
        (good.replace(r#""0":"a""#, r#""7":"a""#), "a", "b", "unknown-step"),
        (good.replace(r#""id":2"#, r#""id":0"#), "a", "b", "duplicate-id"),
        (good.replace(r#""type":"defense""#, r#""type":"defence""#), "a", "b", "unknown-variant"),
        (good.replace(r#""b":{"#, r#""a":{"#), "a", "a", "duplicate-id"),
        (
            good.replace(
                r#""ttc":null,"parents":{"0"#,
                r#""ttc":{"type":"function","name":"Exponential","arguments":[0]},"parents":{"0"#,
            ),
            "a",
            "b",
            "mal-bad-time",
        ),
        (good[..good.len() - 1].to_owned(), "a", "b", "ends-early"),
        ("{}".to_owned(), "a", "b", "missing-field"),
    ] {
        let checked = ask(&text, &[entry], &[goal]);
        assert!(checked.graph.is_none(), "{code}");
        assert!(codes(&checked.diagnostics).contains(&code), "{code}: {:#?}", checked.diagnostics);
    }
    let unknown = ask(&good, &["aa"], &["b"]);
    let problem = unknown.diagnostics.iter().find(|d| d.code == "unknown-step").unwrap();
    assert_eq!(problem.suggestion.as_deref(), Some("a"));
}
