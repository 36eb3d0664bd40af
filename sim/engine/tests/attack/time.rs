//! Times to a goal, the horizon, and the paths that are reported.

use crate::support::{City, exponential, fixed};
use crate::{SETTINGS, TRIALS, goal, threat, wants};
use sansou_engine::attack::{Settings, outcome, run};
use sansou_engine::outcome::GoalOutcome;
use sansou_scenario::case::Attacker::{Broad, Targeted};
use sansou_scenario::case::ConduitKind::{Internal, Mail, Web};
use sansou_scenario::case::ThreatId;

/// Certain steps from a to b that take exponential times of mean 10 and 15.
fn two() -> City {
    let mut city = City::new();
    city.step("key", false).step("door", false);
    city.node("a", 1).node("b", 1).node("c", 1);
    city
}

#[track_caller]
fn assert_mean(goal: &GoalOutcome, mean: f64, deviation: f64) {
    let found = goal.time_secs.unwrap().mean;
    let allowed = 3.29 * deviation / (goal.successes as f64).sqrt();
    assert!((found - mean).abs() <= allowed, "{found} is not {mean} ± {allowed}");
}

/// The first of two: rates add, mean 1 / (1/10 + 1/15) = 6, exponential again: P5, P50, P95 are
/// −6 ln 0.95, 6 ln 2, −6 ln 0.05; the first path wins with (1/10) / (1/10 + 1/15) = 0.6.
#[test]
fn first_of_two() {
    let mut city = two();
    city.conduit("ab", Internal, &["a"], "b").conduit("ab2", Web, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 1.0).taking(exponential(10.0));
    city.along("fly", Web, &["own"], "own", 1.0).taking(exponential(15.0));
    wants(&mut city, Broad, &["a"], &["b"]);
    let goal = goal(&city);
    assert_eq!(goal.successes, TRIALS);
    assert_mean(&goal, 6.0, 6.0);
    let times = goal.time_secs.unwrap();
    for (found, share) in [(times.p05, 0.05), (times.p50, 0.5), (times.p95, 0.95)] {
        let exact = -6.0 * libm::log1p(-share);
        // Standard error of a quantile: sqrt(p (1 − p) / n) / density.
        let density = (1.0 - share) / 6.0;
        let allowed = 3.29 * (share * (1.0 - share) / TRIALS as f64).sqrt() / density;
        assert!((found - exact).abs() <= allowed, "{found} is not {exact} ± {allowed}");
    }
    assert_eq!(goal.paths.len(), 2);
    assert_eq!(goal.paths[0].steps[0].rule, "go");
    assert!((goal.paths[0].share - 0.6).abs() < 3.29 * (0.24 / TRIALS as f64).sqrt());
}

/// One after the other: 10 + 15, variance 10² + 15².
#[test]
fn one_after_the_other() {
    let mut city = two();
    city.conduit("ab", Internal, &["a"], "b").conduit("bc", Web, &["b"], "c");
    city.along("go", Internal, &["own"], "own", 1.0).taking(exponential(10.0));
    city.along("fly", Web, &["own"], "own", 1.0).taking(exponential(15.0));
    wants(&mut city, Targeted, &["a"], &["c"]);
    assert_mean(&goal(&city), 25.0, 325_f64.sqrt());
}

/// The last of two: 10 + 15 − 6 = 19, second moment 2 (10² + 15² − 6²) = 578, variance 217. Then
/// a certain step of 1. The premise that arrived last is on the path: the key with
/// (1/15) / (1/10 + 1/15) = 0.4, while both are needed always.
#[test]
fn last_of_two() {
    let mut city = two();
    city.conduit("ab", Internal, &["a"], "b");
    city.local("find", &["own"], "key", 1.0).taking(exponential(10.0));
    city.local("pick", &["own"], "door", 1.0).taking(exponential(15.0));
    city.along("enter", Internal, &["key", "door"], "own", 1.0).taking(fixed(1.0));
    wants(&mut city, Broad, &["a"], &["b"]);
    let goal = goal(&city);
    assert_mean(&goal, 20.0, 217_f64.sqrt());
    let rules = |path: usize| -> Vec<&str> {
        goal.paths[path].steps.iter().map(|s| s.rule.as_str()).collect()
    };
    assert_eq!((rules(0), rules(1)), (vec!["pick", "enter"], vec!["find", "enter"]));
    assert!((goal.paths[1].share - 0.4).abs() < 3.29 * (0.24 / TRIALS as f64).sqrt());
    assert_eq!(goal.choke_points.len(), 3);
    assert!(goal.choke_points.iter().all(|c| (c.share - 1.0).abs() < f64::EPSILON));
}

/// The least over the units that give way. Of 3 units with p = 1 and mean 12: 12 / 3.
#[test]
fn least_over_units() {
    let mut city = two();
    city.node("group", 3).conduit("mail", Mail, &["a"], "group");
    city.along("open", Mail, &["own"], "own", 1.0).per_unit().taking(exponential(12.0));
    wants(&mut city, Broad, &["a"], &["group"]);
    assert_mean(&goal(&city), 4.0, 4.0);
}

/// In time with 1 − e^(−20/10) = 0.864665; a time at the horizon itself counts.
#[test]
fn horizon() {
    let mut city = two();
    city.conduit("ab", Internal, &["a"], "b").conduit("ac", Web, &["a"], "c");
    city.along("go", Internal, &["own"], "own", 1.0).taking(exponential(10.0));
    city.along("fly", Web, &["own"], "own", 1.0).taking(fixed(20.0));
    city.asset("far", &["c"]).goal("far", "own", &["far"], &[]);
    wants(&mut city, Broad, &["a"], &["b"]);
    let graph = city.graph();
    let settings = Settings { horizon_secs: 20.0, ..SETTINGS };
    let tally = run(&graph, ThreatId(0), &settings, 0..TRIALS);
    assert_eq!(tally.goals[0].successes, TRIALS);
    crate::assert_share(tally.goals[1].successes, 0.864_665);
    assert!(tally.goals[1].times.iter().all(|&t| t <= 20.0));
    let outcome = outcome(&graph, ThreatId(0), [tally]);
    assert!(outcome.goals.iter().all(|g| g.reachable));
}

/// Neither a way nor a foothold.
#[test]
fn out_of_reach() {
    let mut city = two();
    city.conduit("ab", Internal, &["a"], "b").along("go", Internal, &["own"], "own", 0.0);
    city.asset("far", &["c"]).goal("far", "own", &["far"], &[]);
    wants(&mut city, Broad, &["a"], &["b"]);
    let found = threat(&city);
    assert!(found.has_foothold);
    assert_eq!((found.goals[0].reachable, found.goals[0].successes), (false, 0));
    // A rule leads there, if only with probability 0.
    assert_eq!((found.goals[1].reachable, found.goals[1].successes), (true, 0));
    assert!(found.goals[1].time_secs.is_none());
    // 95 % Wilson interval without a success: z² / (n + z²) = 3.8415 / 100,003.8415.
    assert!((found.goals[1].probability.high - 3.841_311e-5).abs() < 1e-10);
    city.case.threats[0].footholds.clear();
    assert!(!threat(&city).has_foothold);
}

/// What is owned from the start is reached at once.
#[test]
fn at_the_foothold() {
    let mut city = two();
    wants(&mut city, Targeted, &["a"], &["a"]);
    let goal = goal(&city);
    assert_eq!((goal.successes, goal.time_secs.unwrap().p95), (TRIALS, 0.0));
    assert!(goal.paths[0].steps.is_empty());
}
