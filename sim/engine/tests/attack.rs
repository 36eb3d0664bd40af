//! The attack engine against sums done by hand, and its laws.
//!
//! Shares of trials are compared with the exact probability inside its 99.9 % interval; seeds are
//! fixed, so a test passes always or never.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

#[path = "attack/backtest.rs"]
mod backtest;
#[path = "attack/cuts.rs"]
mod cuts;
#[path = "attack/detection.rs"]
mod detection;
#[path = "attack/grounding.rs"]
mod grounding;
#[path = "attack/importance.rs"]
mod importance;
#[path = "attack/laws.rs"]
mod laws;
#[path = "attack/lowering.rs"]
mod lowering;
#[path = "attack/paired.rs"]
mod paired;
#[path = "attack/probability.rs"]
mod probability;
#[path = "attack/time.rs"]
mod time;

use sansou_engine::attack::{Settings, outcome, run};
use sansou_engine::outcome::{GoalOutcome, ThreatOutcome};
use sansou_scenario::case::{Attacker, ThreatId};
use support::City;

const TRIALS: u64 = 100_000;
const SETTINGS: Settings = Settings { seed: 1, trials: TRIALS, horizon_secs: 1e9 };

/// Outcome of the first threat.
fn threat(city: &City) -> ThreatOutcome {
    let graph = city.graph();
    outcome(&graph, ThreatId(0), [run(&graph, ThreatId(0), &SETTINGS, 0..TRIALS)])
}

/// Outcome of the first goal of the first threat.
fn goal(city: &City) -> GoalOutcome {
    threat(city).goals.swap_remove(0)
}

/// Adds the goal of owning one of these nodes, and a threat that owns `from` at the start.
fn wants(city: &mut City, attacker: Attacker, from: &[&str], nodes: &[&str]) {
    city.asset("book", nodes).goal("goal", "own", &["book"], &[]);
    let from: Vec<(&str, &str)> = from.iter().map(|node| ("own", *node)).collect();
    city.threat("threat", attacker, &from);
}

/// The share of trials lies in the 99.9 % interval of the exact probability.
#[track_caller]
fn assert_share(successes: u64, exact: f64) {
    let share = successes as f64 / TRIALS as f64;
    let allowed = 3.29 * (exact * (1.0 - exact) / TRIALS as f64).sqrt();
    assert!((share - exact).abs() <= allowed, "{share} is not {exact} ± {allowed}");
}
