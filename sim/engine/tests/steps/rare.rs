//! Splitting against counts of worlds and sums done by hand.
//!
//! The truth must lie in the 99.9 % interval, read off the 95 % one on the scale of the logarithm,
//! and the relative error that it claims must be small.

use crate::sketch::{Sketch, empty, enumerated, random};
use sansou_engine::outcome::Estimate;
use sansou_engine::steps::Engine;
use sansou_engine::steps::rare::{Refusal, Settings, run};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};

fn probabilities(graph: &Graph, replicates: u64) -> Vec<Estimate> {
    let answer = run(graph, &Settings { seed: 1, replicates }, 1, &|| false).unwrap();
    assert_eq!((answer.engine, answer.trials), (Engine::Splitting, replicates));
    answer.goals.iter().map(|goal| goal.probability).collect()
}

/// Half width of the 95 % interval on the scale of the logarithm.
fn width(estimate: &Estimate) -> f64 {
    (libm::log(estimate.high) - libm::log(estimate.low)) / 2.0
}

#[track_caller]
fn assert_rare(estimate: &Estimate, exact: f64, relative_error: f64) {
    let error = width(estimate) / 1.96;
    assert!(error < relative_error, "{estimate:?}: relative error {error}");
    let off = libm::log(estimate.value / exact) / error;
    assert!(off.abs() < 3.29, "{estimate:?} is {off} standard errors from {exact}");
}

/// Edges of the dodecahedron, the generalized Petersen graph G(10, 2).
fn dodecahedron() -> Vec<(usize, usize)> {
    let ring = (0..10).flat_map(|i| [(i, (i + 1) % 10), (i, i + 10), (10 + i, 10 + (i + 2) % 10)]);
    ring.collect()
}

/// Undirected links that hold with this probability, from node 0 to the farthest.
fn connection(edges: &[(usize, usize)], probability: f64) -> Graph {
    let mut graph = empty();
    let nodes = 1 + edges.iter().map(|edge| edge.0.max(edge.1)).max().unwrap();
    graph.entry("0");
    (1..nodes).for_each(|node| {
        graph.or(&node.to_string(), 1.0, &[]);
    });
    for (index, &(a, b)) in edges.iter().enumerate() {
        let draw = graph.draw(&format!("e{index}"), probability);
        for (from, to) in [(a, b), (b, a)] {
            let id = format!("e{index}:{from}>{to}");
            graph.step(&id, StepKind::And, 1.0, &[&from.to_string()]).requires = vec![draw];
            let link = graph.steps.len() - 1;
            graph.steps[to].parents.push(link);
        }
    }
    let mut far = vec![usize::MAX; nodes];
    far[0] = 0;
    for _ in 0..nodes {
        for &(a, b) in edges {
            far[b] = far[b].min(far[a].saturating_add(1));
            far[a] = far[a].min(far[b].saturating_add(1));
        }
    }
    let farthest = (0..nodes).max_by_key(|&node| far[node]).unwrap();
    graph.goal(&farthest.to_string());
    graph
}

/// Antipodal nodes of the dodecahedron: exhaustive counts of connected edge sets.
#[test]
fn dodecahedron_antipodes() {
    let known = [
        (0.05, 2.066711042119264e-6),
        (0.02, 1.9975372015983824e-8),
        (0.01, 6.120587992421904e-10),
    ];
    for (probability, exact) in known {
        let found = probabilities(&connection(&dodecahedron(), probability), 10_000);
        assert_rare(&found[0], exact, 0.1);
    }
}

/// Small graphs with cycles and draws used both ways against the sum over all worlds: each within
/// the 99.9 % interval, and the squares of the standardized errors have the mean that they claim.
#[test]
fn random_graphs_agree_with_all_worlds() {
    let (mut graphs, mut squares) = (0.0, 0.0);
    for seed in 0..400 {
        let graph = random(seed);
        let exact = enumerated(&graph)[0];
        if exact <= 0.0 || exact > 0.99 {
            continue;
        }
        let answer = run(&graph, &Settings { seed, replicates: 4_000 }, 1, &|| false).unwrap();
        let found = answer.goals[0].probability;
        assert_rare(&found, exact, 0.15);
        let off = 1.96 * libm::log(found.value / exact) / width(&found);
        (graphs, squares) = (graphs + 1.0, squares + off * off);
    }
    // Chi-square, about 160 degrees of freedom: five standard deviations of the mean.
    assert!(graphs > 150.0 && (squares / graphs - 1.0_f64).abs() < 5.0 * (2.0 / graphs).sqrt());
}

/// One step after the other, each taking such a time.
fn series(times: &[Distribution], horizon_secs: f64) -> Graph {
    let mut graph = empty();
    graph.entry("start");
    let mut before = "start".to_owned();
    for (index, &time) in times.iter().enumerate() {
        let id = format!("s{index}");
        graph.or(&id, 1.0, &[&before]).time = time;
        before = id;
    }
    graph.goal(&before);
    graph.horizon_secs = horizon_secs;
    graph
}

/// P(a gamma time of whole shape and scale 1 is at most x), for small x.
fn erlang(shape: i32, x: f64) -> f64 {
    let terms = (1..shape + 12).scan(1.0, |term, k| {
        *term *= x / f64::from(k);
        Some((k, *term))
    });
    libm::exp(-x) * terms.filter(|&(k, _)| k >= shape).map(|(_, term)| term).sum::<f64>()
}

/// Goals that are reached in time only if every step is unusually quick.
#[test]
fn short_horizons() {
    let exponential = Distribution::Exponential { mean: 1.0 };
    let uniform = Distribution::Uniform { min: 0.0, max: 1.0 };
    let gamma = Distribution::Gamma { shape: 3.0, mean: 3.0 };
    // Beta(3, 3) on 0 to 4: 10 x³ − 15 x⁴ + 6 x⁵ at x = t/4.
    let pert = Distribution::Pert { min: 0.0, likely: 2.0, max: 4.0 };
    let lognormal = Distribution::Lognormal { median: 1.0, sigma: 1.0 };
    let fixed = Distribution::Fixed { value: 0.2 };
    let cases = [
        (series(&[exponential; 5], 0.1), erlang(5, 0.1)),
        (series(&[fixed, exponential, fixed, exponential], 0.401), erlang(2, 0.001)),
        (series(&[uniform; 4], 0.02), 0.02 * 0.02 * 0.02 * 0.02 / 24.0),
        (series(&[gamma], 0.02), erlang(3, 0.02)),
        (series(&[gamma, exponential], 0.05), erlang(4, 0.05)),
        (series(&[pert], 0.04), 10e-6 - 15e-8 + 6e-10),
        // Φ(−5).
        (series(&[lognormal], libm::exp(-5.0)), 2.866_515_718_791_939e-7),
    ];
    for (graph, exact) in cases {
        assert_rare(&probabilities(&graph, 10_000)[0], exact, 0.15);
    }
}

/// Coins and times together: two roads with a rare coin and a quick step each, both needed.
#[test]
fn coins_and_times() {
    let mut graph = empty();
    graph.entry("start");
    for road in ["left", "right"] {
        let time = Distribution::Exponential { mean: 1.0 };
        graph.or(road, 0.01, &["start"]).time = time;
    }
    graph.and("both", 1.0, &["left", "right"]);
    graph.or("either", 1.0, &["left", "right"]);
    graph.goal("both");
    graph.goal("either");
    graph.horizon_secs = 0.02;
    let one = 0.01 * -libm::expm1(-0.02);
    let found = probabilities(&graph, 20_000);
    assert_rare(&found[0], one * one, 0.1);
    assert_rare(&found[1], 2.0 * one - one * one, 0.1);
}

/// What the structure settles has an interval of no width; what it does not has none.
#[test]
fn certain_and_impossible() {
    let mut graph = empty();
    let (never, always) = (graph.draw("never", 0.0), graph.draw("always", 1.0));
    graph.entry("start");
    graph.or("sure", 1.0, &["start"]).requires = vec![always];
    graph.or("barred", 1.0, &["start"]).unless = vec![always];
    graph.and("starved", 1.0, &["sure", "barred"]);
    graph.or("unlit", 1.0, &["start"]).requires = vec![never];
    graph.or("likely", 0.999, &["start"]);
    ["sure", "barred", "starved", "unlit", "likely"].iter().for_each(|id| graph.goal(id));
    let found = probabilities(&graph, 1_000);
    let exactly = |value: f64| Estimate { value, low: value, high: value };
    assert_eq!(found[..4], [1.0, 0.0, 0.0, 0.0].map(exactly));
    assert!(found[4].low < 0.999 && 0.999 < found[4].high, "{:?}", found[4]);

    let late = series(&[Distribution::Uniform { min: 2.0, max: 3.0 }; 2], 3.9);
    assert_eq!(probabilities(&late, 1_000), [exactly(0.0)]);
}

#[test]
fn refusals() {
    let settings = Settings { seed: 1, replicates: 1_000 };
    let mut graph = empty();
    let torn = graph.draw("torn", 0.5);
    graph.entry("start");
    graph.or("with", 1.0, &["start"]).requires = vec![torn];
    graph.or("without", 1.0, &["start"]).unless = vec![torn];
    graph.and("both", 1.0, &["with", "without"]);
    graph.goal("both");
    let refused = run(&graph, &settings, 1, &|| false).unwrap_err();
    assert!(matches!(refused, Refusal::NoWayDown { ref goal, .. } if goal == "both"), "{refused}");

    let rare = connection(&dodecahedron(), 0.01);
    let refused = run(&rare, &settings, 1, &|| true).unwrap_err();
    assert!(matches!(refused, Refusal::Stopped), "{refused}");
    let refused = run(&rare, &Settings { replicates: 5, ..settings }, 1, &|| false).unwrap_err();
    assert!(matches!(refused, Refusal::TooFewReplicates { replicates: 5, .. }), "{refused}");
}

/// A chain of ten coins of 1e-6 each.
#[test]
fn far_below_what_trials_could_see() {
    let mut graph = empty();
    graph.entry("0");
    for step in 1..=10 {
        graph.or(&step.to_string(), 1e-6, &[&(step - 1).to_string()]);
    }
    graph.goal("10");
    assert_rare(&probabilities(&graph, 4_000)[0], 1e-60, 0.5);
}

/// Threads, the order of steps and draws, and strangers change no bit.
#[test]
fn threads_order_and_strangers_change_nothing() {
    let settings = Settings { seed: 7, replicates: 3_000 };
    let graph = connection(&dodecahedron(), 0.05);
    let answer = run(&graph, &settings, 1, &|| false).unwrap();
    assert_eq!(run(&graph, &settings, 2, &|| false).unwrap(), answer);

    let mut turned = graph.clone();
    turned.or("stranger", 0.5, &["0"]);
    let (steps, draws) = (turned.steps.len() - 1, turned.draws.len() - 1);
    turned.steps.reverse();
    turned.draws.reverse();
    for step in &mut turned.steps {
        step.parents.iter_mut().for_each(|parent| *parent = steps - *parent);
        step.parents.sort_unstable();
        step.requires.iter_mut().for_each(|draw| *draw = draws - *draw);
    }
    turned.goals.iter_mut().for_each(|goal| *goal = steps - *goal);
    assert_eq!(run(&turned, &settings, 1, &|| false).unwrap(), answer);
}
