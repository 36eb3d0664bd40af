//! The exact engines: published answers, the definition, refusals, laws.

use crate::graphs::{any_graph, by_definition, grid, self_dual};
use crate::known;
use proptest::prelude::*;
use sansou_engine::steps::exact::{Limits, Method, Refusal, solve, solve_by};
use sansou_engine::steps::{Answer, Engine};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};

const METHODS: [Method; 3] = [Method::Cheaper, Method::Enumeration, Method::Frontier];

fn never() -> bool {
    false
}

fn answer(graph: &Graph) -> Answer {
    solve(graph, &Limits::default(), &never).unwrap()
}

/// Probability of the first goal.
fn probability(method: Method, graph: &Graph) -> f64 {
    solve_by(method, graph, &Limits::default(), &never).unwrap().goals[0].probability.value
}

fn assert_near(got: f64, wanted: f64, relative: f64, what: &str) {
    assert!((got - wanted).abs() <= relative * wanted.abs().max(1e-300), "{what}: {got} != {wanted}");
}

#[test]
fn known_probabilities() {
    for known in known::all() {
        let answer = answer(&known.graph);
        for (goal, wanted) in &known.probabilities {
            let got = answer.goals.iter().find(|answer| answer.id == *goal).unwrap();
            println!("{} {:?} {}", known.name, answer.engine, got.probability.value);
            assert_near(got.probability.value, *wanted, 1e-9, &known.name);
            assert_eq!(got.probability.low, got.probability.high);
        }
    }
}

#[test]
fn known_mean_times() {
    for known in known::all() {
        let answer = answer(&known.graph);
        for (goal, wanted) in &known.mean_times_secs {
            let got = answer.goals.iter().find(|answer| answer.id == *goal).unwrap();
            // The mean of zonehost was estimated, to 0.01 s.
            let tolerance = if known.name.starts_with("zonehost") { 0.01 / wanted } else { 1e-9 };
            let mean = got.mean_time_secs.unwrap().value;
            println!("{} {}", known.name, mean);
            assert_near(mean, *wanted, tolerance, &known.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Every method gives what the definition gives.
    #[test]
    fn all_methods_agree_with_the_definition(graph in any_graph(true)) {
        let wanted = by_definition(&graph)[graph.goals[0]];
        for method in METHODS {
            let got = probability(method, &graph);
            prop_assert!((got - wanted).abs() < 1e-12, "{method:?}: {got}, not {wanted}");
        }
    }
}
