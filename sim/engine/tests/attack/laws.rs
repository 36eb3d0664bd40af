//! Laws that hold for every graph, trial by trial under the same draws.

use crate::support::{City, exponential, fixed};
use crate::{SETTINGS, wants};
use proptest::prelude::*;
use sansou_engine::attack::{AttackGraph, BlockTally, Settings, outcome, run, run_block};
use sansou_scenario::case::AlarmHours::Office;
use sansou_scenario::case::Attacker::{self, Broad, Targeted};
use sansou_scenario::case::ConduitKind::{Internal, Specified, Web};
use sansou_scenario::case::{NodeId, ThreatId};

const NODES: [&str; 5] = ["n0", "n1", "n2", "n3", "n4"];

/// A small random network: conduits (kind, from, to), success probabilities.
#[derive(Debug, Clone)]
struct Sketch {
    conduits: Vec<(usize, usize, usize)>,
    success: [f64; 4],
    detected: bool,
    attacker: Attacker,
}

fn sketch(detected: bool) -> impl Strategy<Value = Sketch> {
    let conduit = (0..3_usize, 0..5_usize, 0..5_usize);
    let success = prop::array::uniform4(0.1..1.0_f64);
    let attacker = prop_oneof![Just(Broad), Just(Targeted)];
    (prop::collection::vec(conduit, 1..10), success, attacker).prop_map(
        move |(conduits, success, attacker)| Sketch { conduits, success, detected, attacker },
    )
}

impl Sketch {
    fn city(&self) -> City {
        let mut city = City::new();
        city.step("key", false);
        for name in NODES {
            city.node(name, 3);
        }
        for (id, &(kind, from, to)) in self.conduits.iter().enumerate() {
            let kind = [Internal, Web, Specified][kind];
            city.conduit(&format!("c{id}"), kind, &[NODES[from]], NODES[to]);
        }
        let p = self.success;
        city.along("go", Internal, &["own"], "own", p[0]).taking(exponential(5.0));
        city.along("fly", Web, &["own"], "key", p[1]).per_unit().taking(exponential(9.0));
        city.local("find", &["own"], "key", p[2]).taking(exponential(20.0));
        city.along("enter", Specified, &["own", "key"], "own", p[3]).taking(fixed(2.0));
        if self.detected {
            city.control("watch", Some(0.9))
                .detects(&["go", "find"], 0.3, exponential(4.0))
                .responds(Office, exponential(30.0));
            city.place("watch_here", "watch", &NODES, &[], None);
        }
        city.asset("page", &["n4"]).goal("key", "key", &["page"], &[]);
        wants(&mut city, self.attacker, &["n0"], &["n3", "n4"]);
        city
    }
}

/// Time of each goal in each of the first trials; infinite where it is not reached.
fn trials(graph: &AttackGraph) -> Vec<Vec<f64>> {
    let time = |goal: &sansou_engine::attack::GoalTally| {
        goal.times.first().copied().unwrap_or(f64::INFINITY)
    };
    (0..40)
        .map(|t| run(graph, ThreatId(0), &SETTINGS, t..t + 1).goals.iter().map(time).collect())
        .collect()
}

fn never_earlier(with: &AttackGraph, without: &AttackGraph) -> bool {
    trials(with).iter().flatten().zip(trials(without).iter().flatten()).all(|(w, o)| w >= o)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// One more control: each trial's goals are reached no earlier, or not at all.
    #[test]
    fn a_control_never_helps_the_attacker(
        sketch in sketch(false),
        at in prop::collection::vec(0..5_usize, 1..4),
        (through, coverage, holds) in (0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let without = sketch.city();
        let mut with = sketch.city();
        with.control("wall", Some(holds)).counters(&["go", "fly", "enter"], through);
        let nodes: Vec<&str> = at.iter().map(|&n| NODES[n]).collect();
        with.place("wall_here", "wall", &nodes, &[], Some(coverage));
        prop_assert!(never_earlier(&with.graph(), &without.graph()));
    }

    /// One conduit less likewise.
    #[test]
    fn less_permission_never_helps_the_attacker(sketch in sketch(false), which in 0..10_usize) {
        let without = sketch.city();
        let mut with = sketch.city();
        let which = which % with.case.conduits.len();
        with.case.conduits.remove(which);
        prop_assert!(never_earlier(&with.graph(), &without.graph()));
    }

    /// A lower success probability likewise.
    #[test]
    fn a_lower_chance_never_helps_the_attacker(sketch in sketch(false), rule in 0..4_usize) {
        let mut lower = sketch.clone();
        lower.success[rule] /= 2.0;
        prop_assert!(never_earlier(&lower.city().graph(), &sketch.city().graph()));
    }

    /// Nodes that do not touch the attack, and nodes that it reaches but that lead nowhere and make no
    /// noise, change nothing; nor does the order of the lists.
    #[test]
    fn unrelated_nodes_change_nothing(sketch in sketch(true)) {
        let result = |city: &City| {
            let graph = city.graph();
            outcome(&graph, ThreatId(0), [run(&graph, ThreatId(0), &SETTINGS, 0..200)])
        };
        let before = result(&sketch.city());
        let mut city = sketch.city();
        city.node("a_far", 4).node("a_dead_end", 4);
        city.conduit("a_way", Internal, &["n0"], "a_dead_end");
        prop_assert_eq!(&result(&city), &before);
        city.case.rules.reverse();
        for detect in city.case.controls.iter_mut().flat_map(|c| &mut c.detects) {
            for rule in &mut detect.rules {
                rule.0 = 3 - rule.0;
            }
        }
        city.case.conduits.reverse();
        prop_assert_eq!(&result(&city), &before);
    }

    /// Trials may be cut anywhere.
    #[test]
    fn pieces_give_the_whole(sketch in sketch(true), cuts in prop::collection::vec(0..300_u64, 0..6)) {
        let graph = sketch.city().graph();
        let whole = run(&graph, ThreatId(0), &SETTINGS, 0..300);
        let mut ends = cuts;
        ends.extend([0, 300]);
        ends.sort_unstable();
        let pieces: Vec<BlockTally> =
            ends.windows(2).map(|w| run(&graph, ThreatId(0), &SETTINGS, w[0]..w[1])).collect();
        prop_assert_eq!(
            outcome(&graph, ThreatId(0), pieces),
            outcome(&graph, ThreatId(0), [whole])
        );
    }

    /// With detection never more than without, and what is reached can be reached.
    #[test]
    fn detection_only_takes_away(sketch in sketch(true)) {
        let graph = sketch.city().graph();
        let tally = run(&graph, ThreatId(0), &SETTINGS, 0..200);
        let found = outcome(&graph, ThreatId(0), [tally.clone()]);
        for (goal, tally) in found.goals.iter().zip(&tally.goals) {
            prop_assert!(tally.successes <= tally.without_detection);
            prop_assert!(goal.reachable || tally.without_detection == 0);
            prop_assert_eq!(tally.paths.values().sum::<u64>(), tally.successes);
        }
    }
}

/// Blocks are the trials in order; the last one is shorter; another seed is another run.
#[test]
fn blocks() {
    let sketch = Sketch {
        conduits: vec![(0, 0, 1), (1, 1, 4), (2, 0, 3)],
        success: [0.5; 4],
        detected: true,
        attacker: Broad,
    };
    let graph = sketch.city().graph();
    let settings = Settings { trials: 2_500, ..SETTINGS };
    let blocks: Vec<BlockTally> =
        (0..4).map(|b| run_block(&graph, ThreatId(0), &settings, b)).collect();
    let sizes: Vec<u64> = blocks.iter().map(|b| b.trials).collect();
    assert_eq!(sizes, [1_024, 1_024, 452, 0]);
    let whole = outcome(&graph, ThreatId(0), [run(&graph, ThreatId(0), &settings, 0..2_500)]);
    assert_eq!(outcome(&graph, ThreatId(0), blocks), whole);
    let other = Settings { seed: 2, ..settings };
    let other = outcome(&graph, ThreatId(0), [run(&graph, ThreatId(0), &other, 0..2_500)]);
    for (one, other) in whole.goals.iter().zip(&other.goals) {
        assert_ne!(one.time_secs, other.time_secs);
        assert!(one.probability.low < other.probability.high);
        assert!(other.probability.low < one.probability.high);
    }
}

/// Taking the node with the control out of a placement is no control there.
#[test]
fn a_control_works_only_where_it_stands() {
    let sketch =
        Sketch { conduits: vec![(0, 0, 3)], success: [0.5; 4], detected: false, attacker: Broad };
    let mut city = sketch.city();
    let before = trials(&city.graph());
    assert!(before.iter().flatten().any(|t| t.is_finite()));
    city.control("wall", None).counters(&["go"], 0.0).place(
        "wall_here",
        "wall",
        &["n1"],
        &[],
        None,
    );
    assert_eq!(trials(&city.graph()), before);
    city.case.placements[0].nodes.push(NodeId(3));
    assert!(trials(&city.graph()).iter().flatten().all(|t| t.is_infinite()));
}
