//! Good graphs: defaults, both spellings, the same meaning.

use super::{good, json, ron};
use crate::memory::{GRAPH, codes, readme};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Draw, Graph, Step, StepKind};

/// The example of the specification, with a step to reach it from.
const JSON: &str = r#"{"format":1,"draws":[{"id":"e1","probability":0.9}],"steps":[
  {"id":"a","kind":"or","probability":0.5,"time":{"exponential":{"mean_s":36000}},"parents":["b"],"requires":["e1"],"entry":false},
  {"id":"b","kind":"and","entry":true}],"goals":["a"],"horizon_s":null}"#;

const RON: &str = r#"(
    format: 1,
    // A comment.
    draws: [(id: "e1", probability: 0.9)],
    steps: [
        (id: "a", kind: or, probability: Some(0.5), time: exponential(mean_s: 36000), parents: ["b"], requires: ["e1"]),
        (id: "b", kind: and, entry: true, parents: None),
    ],
    goals: ["a"],
)"#;

fn expected() -> Graph {
    let plain = Step {
        id: "b".to_owned(),
        kind: StepKind::And,
        probability: 1.0,
        time: Distribution::Fixed { value: 0.0 },
        parents: vec![],
        requires: vec![],
        unless: vec![],
        entry: true,
    };
    let first = Step {
        id: "a".to_owned(),
        kind: StepKind::Or,
        probability: 0.5,
        time: Distribution::Exponential { mean: 36000.0 },
        parents: vec![1],
        requires: vec![0],
        entry: false,
        ..plain.clone()
    };
    Graph {
        draws: vec![Draw { id: "e1".to_owned(), probability: 0.9 }],
        steps: vec![first, plain],
        goals: vec![0],
        horizon_secs: f64::INFINITY,
    }
}

#[test]
fn the_example_of_the_specification_reads_the_same_in_both_spellings() {
    assert_eq!(good(json(JSON)), expected());
    assert_eq!(good(ron(RON)), expected());
    assert_eq!(good(json(&format!("\u{FEFF}{}", JSON.replace('\n', "\r\n")))), expected());
}

#[test]
fn the_examples_of_the_readme_are_one_graph() {
    let ron = good(ron(readme().text(GRAPH)));
    let readme = include_str!("../../../../../scenarios/README.md");
    let text = readme.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(good(json(text)), ron);
    assert_eq!((ron.steps.len(), ron.horizon_secs), (5, 604_800.0));
}

#[test]
fn null_and_none_are_as_if_not_written() {
    let null = r#"{"format":1,"draws":null,"horizon_s":null,"goals":["a"],"steps":[{"id":"a","kind":"or",
        "probability":null,"time":null,"parents":null,"requires":null,"unless":null,"entry":null}]}"#;
    let none = r#"(format: 1, draws: None, horizon_s: None, goals: ["a"], steps: [(id: "a", kind: or,
        probability: None, time: None, parents: None, requires: None, unless: None, entry: None)])"#;
    let bare = r#"{"format":1,"goals":["a"],"steps":[{"id":"a","kind":"or"}]}"#;
    let [null, none, bare] = [json(null), ron(none), json(bare)].map(|checked| {
        assert_eq!(codes(&checked.diagnostics), ["no-entry"]);
        checked.graph.unwrap()
    });
    assert_eq!(null, none);
    assert_eq!(null, bare);
}

#[test]
fn each_distribution_has_its_meaning() {
    for (written, meant) in [
        (r#"{"fixed":{"s":5}}"#, Distribution::Fixed { value: 5.0 }),
        (r#"{"exponential":{"mean_s":5}}"#, Distribution::Exponential { mean: 5.0 }),
        // Mean = shape × scale.
        (r#"{"gamma":{"shape":2,"scale_s":3}}"#, Distribution::Gamma { shape: 2.0, mean: 6.0 }),
        (
            r#"{"lognormal":{"sigma":0.5,"median_s":3}}"#,
            Distribution::Lognormal { median: 3.0, sigma: 0.5 },
        ),
        (
            r#"{"pert":{"min_s":1,"mode_s":2,"max_s":4}}"#,
            Distribution::Pert { min: 1.0, likely: 2.0, max: 4.0 },
        ),
        (r#"{"uniform":{"min_s":1,"max_s":4}}"#, Distribution::Uniform { min: 1.0, max: 4.0 }),
        // What has no spread is fixed.
        (r#"{"exponential":{"mean_s":0}}"#, Distribution::Fixed { value: 0.0 }),
        (r#"{"gamma":{"shape":2,"scale_s":0}}"#, Distribution::Fixed { value: 0.0 }),
        (r#"{"lognormal":{"sigma":0,"median_s":3}}"#, Distribution::Fixed { value: 3.0 }),
        (r#"{"pert":{"min_s":4,"mode_s":4,"max_s":4}}"#, Distribution::Fixed { value: 4.0 }),
        (r#"{"uniform":{"min_s":0.1,"max_s":0.1}}"#, Distribution::Fixed { value: 0.1 }),
    ] {
        let text = format!(
            r#"{{"format":1,"steps":[{{"id":"a","kind":"or","entry":true,"time":{written}}}],"goals":["a"]}}"#
        );
        assert_eq!(good(json(&text)).steps[0].time, meant, "{written}");
    }
}

#[test]
fn parents_are_sorted_and_each_once_and_may_form_cycles() {
    let text = r#"{"format":1,"horizon_s":7.5,"goals":["c","a"],"steps":[
        {"id":"a","kind":"or","parents":["c","b","c","a"],"entry":true},
        {"id":"b","kind":"or","parents":["a"]},{"id":"c","kind":"and","parents":["b"]}]}"#;
    let graph = good(json(text));
    assert_eq!(graph.steps[0].parents, [0, 1, 2]);
    assert_eq!(graph.goals, [2, 0]);
    assert_eq!(graph.horizon_secs, 7.5);
}

#[test]
fn ids_may_be_any_text() {
    let text = r#"{"format":1,"goals":["e0:0>1"],"steps":[{"id":"e0:0>1","kind":"or","parents":["\u3042\n"]},
        {"id":"あ\n","kind":"or","entry":true}]}"#;
    assert_eq!(good(json(text)).steps[0].parents, [1]);
}

#[test]
fn a_draw_both_required_and_excluded_is_a_warning() {
    let text = r#"{"format":1,"draws":[{"id":"d"}],"goals":["a"],
        "steps":[{"id":"a","kind":"or","entry":true,"requires":["d"],"unless":["d","d"]}]}"#;
    let checked = json(text);
    assert_eq!(codes(&checked.diagnostics), ["draw-contradiction"]);
    assert_eq!(checked.graph.unwrap().steps[0].unless, [0]);
}
