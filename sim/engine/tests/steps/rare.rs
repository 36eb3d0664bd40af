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
    for seed in 0..800 {
        let mut graph = random(seed);
        graph.goals.clear();
        either(&mut graph, &["s5", "s6", "s7", "s8", "s9"].map(str::to_owned));
        let exact = enumerated(&graph)[0];
        if exact <= 0.0 || exact > 0.99 {
            continue;
        }
        let answer = run(&graph, &Settings { seed, replicates: 4_000 }, 1, &|| false).unwrap();
        let found = answer.goals[0].probability;
        if found.low == found.high {
            assert!((found.value / exact - 1.0).abs() < 1e-9, "a single way: {found:?} of {exact}");
            continue;
        }
        assert_rare(&found, exact, 0.15);
        let off = 1.96 * libm::log(found.value / exact) / width(&found);
        (graphs, squares) = (graphs + 1.0, squares + off * off);
    }
    // Chi-square, with as many degrees of freedom, at most five standard deviations above its mean;
    // below, as intervals are wider where little is left beside the likeliest way.
    let (mean, most) = (squares / graphs, 1.0 + 5.0 * libm::sqrt(2.0 / graphs));
    assert!(graphs > 150.0 && (0.5..most).contains(&mean), "{graphs} graphs, mean square {mean}");
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
    graph.or("one way", 0.9, &["start"]);
    graph.or("another", 0.9, &["start"]);
    graph.or("either", 1.0, &["one way", "another"]);
    ["sure", "barred", "starved", "unlit", "likely", "either"].iter().for_each(|id| graph.goal(id));
    let found = probabilities(&graph, 1_000);
    let exactly = |value: f64| Estimate { value, low: value, high: value };
    assert_eq!(found[..5], [1.0, 0.0, 0.0, 0.0, 0.999].map(exactly));
    assert!(found[5].low < 0.99 && 0.99 < found[5].high, "{:?}", found[5]);

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

/// Three chains of ten coins of 1e-3 each; the likeliest alone is known.
#[test]
fn far_below_what_trials_could_see() {
    let mut graph = start();
    let ends: Vec<String> =
        (0..3).map(|chain| chain_of_coins(&mut graph, &format!("{chain}"), &[1e-3; 10])).collect();
    either(&mut graph, &ends);
    let found = probabilities(&graph, 4_000)[0];
    assert!(found.low > 1e-30 && found.low < 3e-30 && 3e-30 < found.high, "{found:?}");
    assert!(width(&found) < 0.7, "{found:?}");
}

/// One way alone needs no replicates; with an unlikely second one it is nearly all.
#[test]
fn a_single_way_is_known() {
    let mut graph = start();
    let one = chain_of_coins(&mut graph, "one", &[1e-6; 10]);
    graph.goal(&one);
    let found = probabilities(&graph, 10)[0];
    assert!((found.value / 1e-60 - 1.0).abs() < 1e-12 && found.low == found.high, "{found:?}");

    let mut graph = start();
    let ends = [("one", 1e-6), ("other", 1e-12)]
        .map(|(name, probability)| chain_of_coins(&mut graph, name, &[probability]));
    either(&mut graph, &ends);
    let found = probabilities(&graph, 4_000)[0];
    assert!((found.low / 1e-6 - 1.0).abs() < 1e-12 && found.high > 1.000_001e-6, "{found:?}");
    assert!(found.high < 1.05e-6, "{found:?}");
}

fn start() -> Graph {
    let mut graph = empty();
    graph.entry("start");
    graph
}

/// Steps after the start, one behind the other; the id of the last.
fn chain_of_coins(graph: &mut Graph, name: &str, probabilities: &[f64]) -> String {
    let mut before = "start".to_owned();
    for (place, &probability) in probabilities.iter().enumerate() {
        let id = format!("{name}.{place}");
        graph.or(&id, probability, &[&before]);
        before = id;
    }
    before
}

/// The same of exponential times with this mean, seconds.
fn chain_of_times(graph: &mut Graph, name: &str, mean_secs: &[f64]) -> String {
    let last = chain_of_coins(graph, name, &vec![1.0; mean_secs.len()]);
    let first = graph.steps.len() - mean_secs.len();
    for (step, &mean) in graph.steps[first..].iter_mut().zip(mean_secs) {
        step.time = Distribution::Exponential { mean };
    }
    last
}

/// A goal behind any of these.
fn either(graph: &mut Graph, ends: &[String]) {
    let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    graph.or("goal", 1.0, &ends);
    graph.goal("goal");
}

/// The intervals of forty seeds are honest: at least 34 hold the truth, and the mean of the estimates
/// is near it.
#[track_caller]
fn assert_honest(graph: &Graph, replicates: u64, exact: f64) {
    let (mut hold, mut sum, mut squares) = (0, 0.0, 0.0);
    for seed in 0..40 {
        let answer = run(graph, &Settings { seed, replicates }, 2, &|| false).unwrap();
        let found = answer.goals[0].probability;
        hold += u32::from(found.low <= exact && exact <= found.high);
        sum += found.value / exact;
        squares += width(&found) * width(&found) / (1.96 * 1.96);
    }
    assert!(hold >= 34, "{hold} of 40 intervals hold {exact}");
    let off = (sum - 40.0) / libm::sqrt(squares);
    assert!(off.abs() < 3.29, "the mean of the estimates is {off} standard errors from {exact}");
}

/// A way of small steps, and as likely ones that are a single chance. Easing by rates had the truth
/// above the interval in 33 of 60 runs.
#[test]
fn many_small_steps_beside_single_rare_ones() {
    let mut graph = start();
    let mut ends = vec![chain_of_coins(&mut graph, "small", &[1e-3, 1e-5])];
    ends.push(chain_of_coins(&mut graph, "single", &[1e-8]));
    either(&mut graph, &ends);
    assert_honest(&graph, 3_000, 1.999_999_99e-8);

    // The likeliest way, which is known, is but a part of the singles.
    let mut graph = start();
    let mut ends = vec![chain_of_coins(&mut graph, "small", &[1e-3, 1e-5])];
    ends.extend((0..10).map(|i| chain_of_coins(&mut graph, &format!("single{i}"), &[1e-9])));
    either(&mut graph, &ends);
    assert_honest(&graph, 1_500, 2e-8);
}

/// A shared draw that one way needs true and the other false.
#[test]
fn rare_draws_used_both_ways() {
    let mut graph = start();
    let draw = graph.draw("draw", 1e-4);
    graph.or("with", 1e-4, &["start"]).requires = vec![draw];
    let without = chain_of_coins(&mut graph, "without", &[1e-3, 1e-3, 1e-2]);
    graph.steps.last_mut().unwrap().unless = vec![draw];
    either(&mut graph, &["with".to_owned(), without]);
    assert_honest(&graph, 3_000, 1e-8 + (1.0 - 1e-4) * 1e-8);

    // A likely way needs it both ways, and so is none.
    let mut graph = start();
    let draw = graph.draw("draw", 1e-3);
    graph.or("with", 0.9, &["start"]).requires = vec![draw];
    graph.or("torn", 0.9, &["with"]).unless = vec![draw];
    graph.or("further", 1e-5, &["with"]);
    let without = chain_of_coins(&mut graph, "without", &[1e-4, 1e-4]);
    graph.steps.last_mut().unwrap().unless = vec![draw];
    either(&mut graph, &["torn".to_owned(), "further".to_owned(), without]);
    assert_honest(&graph, 1_500, 1e-3 * 0.9 * 1e-5 + (1.0 - 1e-3) * 1e-8);
}

/// Four quick steps in a row beside a single very quick one.
#[test]
fn many_quick_steps_beside_single_rare_ones() {
    let horizon_secs = libm::pow(24e-8, 0.25);
    let mut graph = start();
    let quick = chain_of_times(&mut graph, "quick", &[1.0; 4]);
    let single = chain_of_times(&mut graph, "single", &[horizon_secs / 1e-8]);
    either(&mut graph, &[quick, single]);
    graph.horizon_secs = horizon_secs;
    assert_honest(&graph, 500, erlang(4, horizon_secs) + 1e-8);
}

/// A thousand ways that are together no likelier than one.
#[test]
fn many_unlikely_ways_beside_one() {
    let mut graph = start();
    let mut ends = vec![chain_of_coins(&mut graph, "one", &[1e-8])];
    ends.extend((0..1_000).map(|i| chain_of_coins(&mut graph, &format!("{i}"), &[1e-11])));
    either(&mut graph, &ends);
    let found = probabilities(&graph, 600)[0];
    assert!(found.low > 1e-8, "the likeliest way is known: {found:?}");
    assert_rare(
        &Estimate { value: found.value - 1e-8, low: found.low - 1e-8, high: found.high - 1e-8 },
        1e-8,
        0.3,
    );
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
