//! The exact engines: published answers, the definition, sums by hand, refusals, laws.

use crate::graphs::{Builder, any_graph, by_definition, grid, self_dual, worlds};
use crate::known;
use proptest::prelude::*;
use sansou_engine::steps::exact::{Limits, Method, Refusal, solve, solve_by};
use sansou_engine::steps::{Answer, Engine};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, Step, StepKind};

const METHODS: [Method; 3] = [Method::Cheaper, Method::Enumeration, Method::Frontier];
const AND: StepKind = StepKind::And;
const OR: StepKind = StepKind::Or;

fn never() -> bool {
    false
}

fn answer(graph: &Graph) -> Answer {
    solve(graph, &Limits::default(), &never).unwrap()
}

/// Probability of the first goal.
fn probability_by(method: Method, graph: &Graph) -> f64 {
    solve_by(method, graph, &Limits::default(), &never).unwrap().goals[0].probability.value
}

fn probability(graph: &Graph) -> f64 {
    probability_by(Method::Cheaper, graph)
}

/// Mean time of the first goal, seconds.
fn mean_secs(graph: &Graph) -> Option<f64> {
    answer(graph).goals[0].mean_time_secs.map(|mean| mean.value)
}

fn exponential(mean: f64) -> Distribution {
    Distribution::Exponential { mean }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

#[track_caller]
fn assert_near(got: f64, wanted: f64, relative: f64, what: &str) {
    assert!((got - wanted).abs() <= relative * wanted, "{what}: {got}, not {wanted}");
}

#[test]
fn known_probabilities() {
    for known in known::all() {
        for method in [Method::Cheaper, Method::Frontier] {
            let answer = solve_by(method, &known.graph, &Limits::default(), &never).unwrap();
            for (goal, wanted) in &known.probabilities {
                let got = answer.goals.iter().find(|answer| answer.id == *goal).unwrap();
                assert_near(got.probability.value, *wanted, 1e-9, &known.name);
                assert_eq!(got.probability.low, got.probability.value);
                assert_eq!(got.probability.high, got.probability.value);
            }
        }
    }
}

#[test]
fn known_mean_times() {
    for known in known::all() {
        let answer = answer(&known.graph);
        for (goal, wanted) in &known.mean_times_secs {
            let got = answer.goals.iter().find(|answer| answer.id == *goal).unwrap();
            // That of zonehost was estimated to 0.01 s.
            let tolerance = if known.name.starts_with("zonehost") { 0.01 / wanted } else { 1e-9 };
            assert_near(got.mean_time_secs.unwrap().value, *wanted, tolerance, &known.name);
            assert_eq!(got.quantiles_secs, None);
        }
    }
}

/// A network that is its own dual connects its sides with probability 1/2 at p = 1/2, as its dual is
/// cut exactly where it connects (Kesten 1980 builds on it).
#[test]
fn self_dual_networks_connect_half_the_time() {
    for n in 2..=7 {
        for method in [Method::Cheaper, Method::Frontier] {
            assert_near(probability_by(method, &self_dual(n, 0.5)), 0.5, 1e-12, "self-dual");
        }
    }
}

#[test]
fn wide_grids_go_by_frontier() {
    let answer = answer(&grid(8, 8, 0.9));
    assert_eq!(answer.engine, Engine::Frontier);
    assert_eq!((answer.trials, answer.seed), (0, 0));
    assert_near(answer.goals[0].probability.value, 0.975661264482, 1e-9, "grid 8x8");
    // A row of links: their product.
    assert_near(probability(&grid(1, 400, 0.99)), libm::pow(0.99, 399.0), 1e-9, "row");
}

#[test]
fn zonehost_of_12_hosts_by_two_methods() {
    let graph = known::zonehost(12);
    let by_enumeration = probability_by(Method::Enumeration, &graph);
    assert_near(probability_by(Method::Frontier, &graph), by_enumeration, 1e-12, "zonehost");
    // 2^22 combinations of coins at 1/2.
    let combinations = by_enumeration * 4_194_304.0;
    assert_near(combinations, combinations.round(), 1e-12, "a whole number of combinations");
}

#[test]
fn what_is_too_wide_is_refused_with_numbers() {
    let wide = known::zonehost(167);
    let Err(Refusal::TooWide { goal, progress, .. }) = solve(&wide, &Limits::default(), &never)
    else {
        panic!("not refused");
    };
    assert_eq!(goal, "h166:own");
    assert!(progress.widest >= 61 && progress.coins > 300 && progress.needed_bytes > 1e12);
    assert!(progress.step > 0 && progress.step < progress.of_steps);

    let tight = Limits { memory_bytes: 100_000 };
    let Err(refusal) = solve(&grid(8, 8, 0.9), &tight, &never) else {
        panic!("not refused");
    };
    let Refusal::TooWide { progress, memory_bytes, .. } = refusal else {
        panic!("{refusal}");
    };
    assert_eq!(memory_bytes, 100_000);
    assert!(progress.states > 50 && progress.frontier > 5);
    assert!(progress.needed_bytes > 100_000.0 && progress.needed_bytes.is_finite());
}

#[test]
fn stops_when_told() {
    for method in METHODS {
        let graph = grid(3, 3, 0.9);
        let stopped = solve_by(method, &graph, &Limits::default(), &|| true);
        assert!(matches!(stopped, Err(Refusal::Stopped { .. })), "{method:?}: {stopped:?}");
    }
}

#[test]
fn times_and_a_horizon_have_no_exact_answer() {
    let mut builder = Builder::default();
    let entry = builder.step("a", OR, &[]);
    (entry.entry, entry.time) = (true, exponential(1.0));
    let mut graph = builder.graph(&["a"]);
    assert_eq!(mean_secs(&graph), Some(1.0));
    graph.horizon_secs = 5.0;
    let refused = solve(&graph, &Limits::default(), &never);
    assert_eq!(refused, Err(Refusal::HorizonWithTimes { horizon_secs: 5.0 }));
    // Without times a horizon cuts nothing off.
    graph.steps[0].time = Distribution::Fixed { value: 0.0 };
    assert_eq!(mean_secs(&graph), Some(0.0));
}

#[test]
fn times_that_are_not_exponential_leave_the_probability() {
    let mut builder = Builder::default();
    let entry = builder.step("a", OR, &[]);
    (entry.entry, entry.probability) = (true, 0.25);
    entry.time = Distribution::Gamma { shape: 2.0, mean: 3.0 };
    let answer = answer(&builder.graph(&["a"]));
    assert_eq!(answer.goals[0].probability.value, 0.25);
    assert_eq!(answer.goals[0].mean_time_secs, None);
}

/// Two entries of rate 1, each feasible with 1/2, one is enough: both (1/4) take 1/2 s, one (1/2) 1 s;
/// so (1/4 · 1/2 + 1/2 · 1) / (3/4) = 5/6 s.
#[test]
fn mean_time_given_success_by_hand() {
    let mut builder = Builder::default();
    for id in ["a", "b"] {
        let entry = builder.step(id, OR, &[]);
        (entry.entry, entry.probability, entry.time) = (true, 0.5, exponential(1.0));
    }
    builder.step("goal", OR, &ids(&["a", "b"]));
    assert_near(mean_secs(&builder.graph(&["goal"])).unwrap(), 5.0 / 6.0, 1e-12, "mean");
}

/// 40 coins fall at once: the probability is exact, but the chain is given up.
#[test]
fn mean_times_that_are_dear_are_left_open() {
    let mut builder = Builder::default();
    let entries: Vec<String> = (0..40).map(|number| format!("entry {number}")).collect();
    for id in &entries {
        let entry = builder.step(id, OR, &[]);
        (entry.entry, entry.probability, entry.time) = (true, 0.5, exponential(1.0));
    }
    builder.step("goal", OR, &entries);
    let answer = answer(&builder.graph(&["goal"]));
    let wanted = 1.0 - libm::exp2(-40.0);
    assert_near(answer.goals[0].probability.value, wanted, 1e-15, "probability");
    assert_eq!(answer.goals[0].mean_time_secs, None);
}

#[test]
fn entries_and_dead_ends() {
    let mut builder = Builder::default();
    builder.draw("d", 0.3);
    builder.step("orphan", OR, &[]);
    // An entry ignores its parents, not its probability and its draws.
    let entry = builder.step("entry", AND, &ids(&["orphan"]));
    (entry.entry, entry.probability, entry.requires) = (true, 0.5, ids(&["d"]));
    builder.step("and", AND, &ids(&["entry", "orphan"]));
    builder.step("or", OR, &ids(&["entry", "orphan"]));
    builder.step("loop a", OR, &ids(&["loop b"]));
    builder.step("loop b", OR, &ids(&["loop a"]));
    let both = builder.step("contradiction", OR, &ids(&["entry"]));
    (both.requires, both.unless) = (ids(&["d"]), ids(&["d"]));
    let other = builder.step("excluded", OR, &ids(&["entry"]));
    other.unless = ids(&["d"]);
    let goals = ["or", "orphan", "entry", "and", "loop a", "contradiction", "excluded"];
    let answer = answer(&builder.graph(&goals));
    let got: Vec<(&str, f64)> =
        answer.goals.iter().map(|goal| (goal.id.as_str(), goal.probability.value)).collect();
    let wanted = [0.15, 0.0, 0.15, 0.0, 0.0, 0.0, 0.0];
    assert_eq!(got, goals.into_iter().zip(wanted).collect::<Vec<_>>());
    assert_eq!(answer.goals[1].mean_time_secs, None);
}

/// Adds a step that is certain.
fn with_step(graph: &Graph, kind: StepKind, parents: &[usize]) -> Graph {
    let mut graph = graph.clone();
    graph.goals = vec![graph.steps.len()];
    graph.steps.push(Step {
        id: "new".to_owned(),
        kind,
        probability: 1.0,
        time: Distribution::Fixed { value: 0.0 },
        parents: parents.to_vec(),
        requires: Vec::new(),
        unless: Vec::new(),
        entry: false,
    });
    graph
}

/// The same graph with steps and draws in another order.
fn reordered(graph: &Graph, steps: &[usize], draws: &[usize]) -> Graph {
    let place = |order: &[usize], old: usize| order.iter().position(|&other| other == old).unwrap();
    let moved = |order: &[usize], indices: &[usize]| {
        let mut moved: Vec<usize> = indices.iter().map(|&index| place(order, index)).collect();
        moved.sort_unstable();
        moved
    };
    let step = |&old: &usize| Step {
        parents: moved(steps, &graph.steps[old].parents),
        requires: moved(draws, &graph.steps[old].requires),
        unless: moved(draws, &graph.steps[old].unless),
        ..graph.steps[old].clone()
    };
    Graph {
        steps: steps.iter().map(step).collect(),
        draws: draws.iter().map(|&old| graph.draws[old].clone()).collect(),
        goals: graph.goals.iter().map(|&goal| place(steps, goal)).collect(),
        horizon_secs: graph.horizon_secs,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn all_methods_agree_with_the_definition(graph in any_graph(2..9, true)) {
        let wanted = by_definition(&graph)[graph.goals[0]];
        for method in METHODS {
            let got = probability_by(method, &graph);
            prop_assert!((got - wanted).abs() < 1e-12, "{method:?}: {got}, not {wanted}");
        }
    }

    #[test]
    fn methods_agree_on_larger_graphs(graph in any_graph(10..25, true)) {
        let by_enumeration = probability_by(Method::Enumeration, &graph);
        let by_frontier = probability_by(Method::Frontier, &graph);
        prop_assert!((by_enumeration - by_frontier).abs() < 1e-12);
    }

    /// The mean is that over all combinations of chances, each with its own mean.
    #[test]
    fn mean_times_are_means_over_worlds(
        mut graph in any_graph(2..9, true),
        means in prop::collection::vec(prop_oneof![Just(0.0), 1.0..4.0], 9),
    ) {
        for (step, mean) in graph.steps.iter_mut().zip(means) {
            let instant = Distribution::Fixed { value: 0.0 };
            step.time = if mean > 0.0 { exponential(mean) } else { instant };
        }
        let worlds = worlds(&graph);
        prop_assume!(worlds.len() <= 256);
        let (mut reached, mut time) = (0.0, 0.0);
        for (world, weight) in worlds {
            if let Some(mean) = mean_secs(&world) {
                reached += weight;
                time += weight * mean;
            }
        }
        match mean_secs(&graph) {
            Some(got) => prop_assert!((got * reached - time).abs() < 1e-9, "{got}, not {time}"),
            None => prop_assert_eq!(reached, 0.0),
        }
    }

    #[test]
    fn less_permission_never_helps(graph in any_graph(2..9, false), at in 0..9usize, less in 0.0..1.0) {
        let before = probability(&graph);
        let at = at % graph.steps.len();
        let mut unlikely = graph.clone();
        unlikely.steps[at].probability *= less;
        prop_assert!(probability(&unlikely) <= before + 1e-12);
        let mut cut = graph.clone();
        if cut.steps[at].kind == OR {
            cut.steps[at].parents.pop();
        }
        prop_assert!(probability(&cut) <= before + 1e-12);
        let mut demanding = graph.clone();
        demanding.steps[at].requires = (0..graph.draws.len()).collect();
        prop_assert!(probability(&demanding) <= before + 1e-12);
    }

    #[test]
    fn or_is_at_most_the_sum_and_at_most_the_least(graph in any_graph(2..9, true)) {
        let count = graph.steps.len();
        let each: Vec<f64> = (0..count)
            .map(|goal| probability(&Graph { goals: vec![goal], ..graph.clone() }))
            .collect();
        let all: Vec<usize> = (0..count).collect();
        let any = probability(&with_step(&graph, OR, &all));
        let every = probability(&with_step(&graph, AND, &all));
        prop_assert!(any <= each.iter().sum::<f64>() + 1e-12);
        prop_assert!(any >= each.iter().fold(0.0, |a: f64, &b| a.max(b)) - 1e-12);
        prop_assert!(every <= each.iter().fold(1.0, |a: f64, &b| a.min(b)) + 1e-12);
    }

    #[test]
    fn order_and_names_change_nothing(
        graph in any_graph(2..9, true),
        steps in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle(),
        draws in Just((0..4usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let only = |order: Vec<usize>, count: usize| -> Vec<usize> {
            order.into_iter().filter(|&index| index < count).collect()
        };
        let steps = only(steps, graph.steps.len());
        let draws = only(draws, graph.draws.len());
        let mut other = reordered(&graph, &steps, &draws);
        for (number, step) in other.steps.iter_mut().enumerate() {
            step.id = format!("other {number}");
        }
        for method in METHODS {
            let (got, wanted) = (probability_by(method, &other), probability_by(method, &graph));
            prop_assert!((got - wanted).abs() < 1e-12, "{method:?}: {got}, not {wanted}");
        }
    }
}
