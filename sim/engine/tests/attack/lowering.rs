//! Attacks on networks lowered to raw graphs: the same probability by a route of its own.

use crate::support::{City, exponential};
use crate::{SETTINGS, TRIALS, assert_share, wants};
use sansou_engine::attack::{AttackGraph, LowerError, outcome, run};
use sansou_engine::interval::wilson;
use sansou_engine::network::Network;
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::Attacker::Broad;
use sansou_scenario::case::ConduitKind::{Internal, Specified, Web};
use sansou_scenario::case::ThreatId;
use sansou_scenario::load::study;
use sansou_scenario::raw::{Graph, StepKind};

const FIRST: ThreatId = ThreatId(0);

/// Which steps are reached, given the draws and which steps are feasible.
fn reached(graph: &Graph, draws: &[bool], feasible: &[bool]) -> Vec<bool> {
    let mut reached = vec![false; graph.steps.len()];
    loop {
        let before = reached.clone();
        for (at, step) in graph.steps.iter().enumerate() {
            let mut parents = step.parents.iter().map(|p| before[*p]);
            let possible = step.entry
                || !step.parents.is_empty()
                    && match step.kind {
                        StepKind::Or => parents.any(|p| p),
                        StepKind::And => parents.all(|p| p),
                    };
            let drawn =
                step.requires.iter().all(|d| draws[*d]) && step.unless.iter().all(|d| !draws[*d]);
            reached[at] |= possible && drawn && feasible[at];
        }
        if reached == before {
            return reached;
        }
    }
}

/// P of each goal by running through all combinations of coins.
fn exact(graph: &Graph) -> Vec<f64> {
    let chances: Vec<f64> = graph.draws.iter().map(|d| d.probability).collect();
    let tries: Vec<usize> =
        (0..graph.steps.len()).filter(|&s| graph.steps[s].probability < 1.0).collect();
    let coins = chances.len() + tries.len();
    assert!(coins <= 16, "{coins}");
    let mut found = vec![0.0; graph.goals.len()];
    for combination in 0_u32..1 << coins {
        let mut weight = 1.0;
        let mut coin = |at: usize, chance: f64| {
            let up = combination >> at & 1 == 1;
            weight *= if up { chance } else { 1.0 - chance };
            up
        };
        let draws: Vec<bool> = chances.iter().enumerate().map(|(at, &p)| coin(at, p)).collect();
        let mut feasible = vec![true; graph.steps.len()];
        for (at, &step) in tries.iter().enumerate() {
            feasible[step] = coin(draws.len() + at, graph.steps[step].probability);
        }
        let reached = reached(graph, &draws, &feasible);
        for (p, &goal) in found.iter_mut().zip(&graph.goals) {
            *p += if reached[goal] { weight } else { 0.0 };
        }
    }
    found
}

/// The lowered graph's exact probability of the first goal, which the trials must agree with.
#[track_caller]
fn agreed(city: &City) -> f64 {
    let graph = city.graph();
    let lowered = graph.to_steps(FIRST).unwrap();
    let exact = exact(&lowered.graph)[0];
    let tally = run(&graph, FIRST, &SETTINGS, 0..TRIALS);
    assert_share(tally.goals[0].without_detection, exact);
    exact
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} is not {b}");
}

/// Two ways and a join, in a cycle: 0.5 and 0.4 both, 0.18 with the last step of 0.9.
#[test]
fn both_of_two_in_a_cycle() {
    let mut city = City::new();
    city.step("key", false).node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("ba", Internal, &["b"], "a");
    city.conduit("ac", Web, &["a"], "c").conduit("bc", Specified, &["b"], "c");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.along("find", Web, &["own"], "key", 0.4);
    city.along("enter", Specified, &["own"], "own", 0.9);
    city.last_rule().needs_there = city_step(&city, "key");
    wants(&mut city, Broad, &["a"], &["c"]);
    near(agreed(&city), 0.18);
}

fn city_step(city: &City, id: &str) -> Vec<sansou_scenario::case::StepId> {
    let at = city.case.steps.iter().position(|s| s.id == id).unwrap();
    vec![sansou_scenario::case::StepId(at)]
}

/// One placement before two steps: 0.2 (1 − 0.5²) = 0.15 where it stops all and holds with 0.8.
#[test]
fn a_shared_placement_stays_shared() {
    let mut city = City::new();
    city.node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("ac", Internal, &["a"], "c");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.control("wall", Some(0.8)).counters(&["go"], 0.0);
    city.place("wall_here", "wall", &["b", "c"], &[], None);
    wants(&mut city, Broad, &["a"], &["b", "c"]);
    near(agreed(&city), 0.15);
}

/// Ten units, six covered by one placement (0.9 × 0.2) and three by another (0.7 × 0.5).
/// By hand: Σ over both of weight × (1 − Π (1 − p)), p = 0.1 × what holds.
#[test]
fn units_under_two_placements() {
    let mut city = City::new();
    city.node("a", 1).node("b", 10);
    city.conduit("ab", Internal, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.1).per_unit().taking(exponential(5.0));
    city.control("one", Some(0.9)).counters(&["go"], 0.2);
    city.control("two", Some(0.7)).counters(&["go"], 0.5);
    city.place("one_here", "one", &["b"], &[], Some(0.6));
    city.place("two_here", "two", &["b"], &[], Some(0.3));
    wants(&mut city, Broad, &["a"], &["b"]);
    let fails = |held_one: bool, held_two: bool| -> f64 {
        let one = if held_one { 0.2 } else { 1.0 };
        let two = if held_two { 0.5 } else { 1.0 };
        let (both, first): (f64, f64) = (1.0 - 0.1 * one * two, 1.0 - 0.1 * one);
        libm::pow(both, 3.0) * libm::pow(first, 3.0) * libm::pow(0.9, 4.0)
    };
    let by_hand = 1.0
        - 0.9 * 0.7 * fails(true, true)
        - 0.9 * 0.3 * fails(true, false)
        - 0.1 * 0.7 * fails(false, true)
        - 0.1 * 0.3 * fails(false, false);
    near(agreed(&city), by_hand);
    // The first of several units is quicker than one unit.
    let lowered = city.graph().to_steps(FIRST).unwrap();
    assert_eq!(lowered.slower, ["go|a|b|ab|"]);
}

/// On a group as a whole: 0.5 (1 − 0.6 (1 − 0.25)) while it holds, 0.5 while it does not.
#[test]
fn coverage_of_a_group_tried_once() {
    let mut city = City::new();
    city.node("a", 1).node("b", 10);
    city.conduit("ab", Internal, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.control("wall", Some(0.8)).counters(&["go"], 0.25);
    city.place("wall_here", "wall", &["b"], &[], Some(0.6));
    wants(&mut city, Broad, &["a"], &["b"]);
    near(agreed(&city), 0.8 * 0.275 + 0.2 * 0.5);
}

/// Nine placements that may fail before one step would be 512 steps.
#[test]
fn too_many_placements_are_refused() {
    let mut city = City::new();
    city.node("a", 1).node("b", 1);
    city.conduit("ab", Internal, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.5);
    for name in ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"] {
        city.control(name, Some(0.5)).counters(&["go"], 0.9);
        city.place(&format!("{name}_here"), name, &["b"], &[], None);
    }
    // Certain and impossible ones are none of them.
    city.control("sure", None).counters(&["go"], 0.9);
    city.place("sure_here", "sure", &["b"], &[], None);
    wants(&mut city, Broad, &["a"], &["b"]);
    let refused = LowerError::TooManyPlacements { grounding: "go|a|b|ab|".into(), placements: 9 };
    assert_eq!(city.graph().to_steps(FIRST), Err(refused));
    city.case.placements.remove(0);
    assert!(city.graph().to_steps(FIRST).is_ok());
}

/// A goal that cannot be reached stays a goal: a step that is never reached.
#[test]
fn unreachable_goals_stay() {
    let mut city = City::new();
    city.node("a", 1).node("b", 1);
    wants(&mut city, Broad, &["a"], &["b"]);
    let lowered = city.graph().to_steps(FIRST).unwrap();
    near(exact(&lowered.graph)[0], 0.0);
}

/// Uniform numbers of their own, so that nothing is shared with the engine's draws (SplitMix64:
/// Steele, Lea and Flood, OOPSLA 2014).
struct Uniforms(u64);

impl Uniforms {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Every attack of the shipped models: as often reached in trials of the lowered graph as in those
/// of the network without detection (difference within 4.4 standard errors: one in 1,000 over the
/// hundred or so goals).
#[test]
fn shipped_attacks_are_reached_as_often() {
    const TRIES: u64 = 20_000;
    let shipped = study(&ShippedOnly, "builtin:studies/four-models.ron").study.unwrap();
    let mut goals = 0;
    for case in &shipped.cases {
        let graph = AttackGraph::ground(&Network::compile(case).unwrap()).unwrap();
        for threat in (0..case.threats.len()).map(ThreatId) {
            let lowered = graph.to_steps(threat).unwrap().graph;
            let mut uniforms = Uniforms(threat.0 as u64);
            let mut found = vec![0_u64; lowered.goals.len()];
            for _ in 0..TRIES {
                let draws: Vec<bool> =
                    lowered.draws.iter().map(|d| uniforms.next() < d.probability).collect();
                let feasible: Vec<bool> =
                    lowered.steps.iter().map(|s| uniforms.next() < s.probability).collect();
                let reached = reached(&lowered, &draws, &feasible);
                for (count, &goal) in found.iter_mut().zip(&lowered.goals) {
                    *count += u64::from(reached[goal]);
                }
            }
            let settings = sansou_engine::attack::Settings { horizon_secs: 1e18, ..SETTINGS };
            let played = outcome(&graph, threat, [run(&graph, threat, &settings, 0..TRIALS)]);
            for (goal, count) in played.goals.iter().zip(found) {
                let (a, b) = (goal.without_detection.value, wilson(count, TRIES).value);
                let pooled = (a * TRIALS as f64 + count as f64) / (TRIALS + TRIES) as f64;
                let error = pooled * (1.0 - pooled) * (1.0 / TRIALS as f64 + 1.0 / TRIES as f64);
                assert!(
                    (a - b).abs() <= 4.4 * error.sqrt(),
                    "{} {}: {a} {b}",
                    case.model,
                    goal.goal
                );
                goals += 1;
            }
        }
    }
    assert!(goals > 50);
}
