//! The graph that MODEL.md works through, by every engine.

use crate::sketch::{self, Sketch};
use sansou_engine::steps::exact::{self, Limits};
use sansou_engine::steps::explain;
use sansou_engine::steps::monte_carlo::{self, Choice, Settings};
use sansou_engine::steps::why::{Cuts, Effort, Factor};
use sansou_scenario::case::Distribution;
use sansou_scenario::raw::{Graph, StepKind};

fn graph() -> Graph {
    let mut graph = sketch::empty();
    let edr = graph.draw("edr", 0.6);
    let fixed = |value| Distribution::Fixed { value };
    let exponential = |mean| Distribution::Exponential { mean };
    let mail = graph.entry("mail");
    (mail.probability, mail.time) = (0.3, exponential(3_600.0));
    graph.or("run", 0.5, &["mail"]).unless.push(edr);
    let vpn = graph.entry("vpn");
    (vpn.probability, vpn.time) = (0.2, fixed(1_800.0));
    graph.or("foothold", 1.0, &["run", "vpn"]);
    graph.or("password", 0.5, &["foothold"]).time = exponential(7_200.0);
    graph.and("server", 1.0, &["foothold", "password"]);
    graph.step("encrypt", StepKind::Or, 0.8, &["server"]).time = fixed(600.0);
    graph.goal("encrypt");
    graph
}

/// (1 − (1 − 0.3 · 0.5 · 0.4)(1 − 0.2)) · 0.5 · 0.8 = 0.0992.
#[test]
fn probability_by_hand() {
    let graph = graph();
    let answer = exact::solve(&graph, &Limits::default(), &|| false).unwrap();
    assert!((answer.goals[0].probability.value - 0.0992).abs() < 1e-12);
    let settings = Settings { seed: 1, trials: 1_000_000 };
    let trials = monte_carlo::run(&graph, &settings, Choice::Pilot, 1, &|_| ()).unwrap();
    let found = trials.goals[0].probability;
    assert!(found.low < 0.0992 && 0.0992 < found.high, "{found:?}");
}

/// The foothold: by mail alone (0.06 · 0.8) 3,600 s, by VPN alone (0.94 · 0.2) 1,800 s, by both
/// (0.012) 3,600 (1 − e^(−1/2)) s; then 7,200 s and 600 s.
#[test]
fn mean_time_by_hand() {
    let both = 3_600.0 * (1.0 - libm::exp(-0.5));
    let foothold = (0.048 * 3_600.0 + 0.188 * 1_800.0 + 0.012 * both) / 0.248;
    let wanted = foothold + 7_800.0;
    let settings = Settings { seed: 1, trials: 10_000_000 };
    let answer = monte_carlo::run(&graph(), &settings, Choice::Pilot, 1, &|_| ()).unwrap();
    let mean = answer.goals[0].mean_time_secs.unwrap();
    assert!((wanted - 9_929.83).abs() < 0.01);
    // Half a width is 1.96 standard errors; 99.9 % lie within 3.29.
    let error = (mean.high - mean.low) / 2.0 / 1.96;
    assert!((mean.value - wanted).abs() < 3.29 * error, "{mean:?}");
}

/// With EDR everywhere 0.2 · 0.4 = 0.08, without it (1 − 0.85 · 0.8) · 0.4 = 0.128; foothold,
/// password or server each cut the goal off.
#[test]
fn why_by_hand() {
    let graph = graph();
    let effort = Effort { compared: 400_000, ..Effort::default() };
    let explained = explain(&graph, &effort, 1).unwrap();
    let goal = &explained.goals[0];
    let edr = goal.importance.iter().find(|found| found.factor == Factor::Draw(0)).unwrap();
    for (change, wanted) in [(edr.always, 0.08), (edr.never, 0.128)] {
        // Four standard errors of a probability.
        assert!((change.probability.value - wanted).abs() < 4.0 * (wanted / 4e5_f64).sqrt());
        let apart = wanted - 0.0992;
        assert!(change.difference.low < apart && apart < change.difference.high);
    }
    let names = |set: &Vec<usize>| graph.steps[set[0]].id.clone();
    let Cuts::Least { sets, complete } = &goal.cuts else { panic!("{:?}", goal.cuts) };
    let found: Vec<String> = sets.iter().map(names).collect();
    assert!(*complete && sets.iter().all(|set| set.len() == 1));
    assert_eq!(found, ["foothold", "password", "server"]);
}
