//! Which applied rules must be blocked to cut a goal off.

use crate::support::City;
use crate::{SETTINGS, wants};
use sansou_engine::attack::{AttackGraph, Change, GroundingId, run};
use sansou_engine::network::Network;
use sansou_engine::steps::why::cuts::{Cuts, Limits, cuts_among};
use sansou_engine::study::{Selection, why};
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::Attacker::Broad;
use sansou_scenario::case::ConduitKind::{Internal, Specified};
use sansou_scenario::case::ThreatId;
use sansou_scenario::load::study;

const FIRST: ThreatId = ThreatId(0);

/// The smallest sets of groundings that cut off a goal of a threat.
fn cuts(graph: &AttackGraph, threat: ThreatId, goal: usize, limits: &Limits) -> Cuts<GroundingId> {
    let structure = graph.to_structure(threat);
    let of = |step: usize| structure.grounding_of[step];
    let goal = structure.graph.goals[goal];
    cuts_among(&structure.graph, goal, limits, |step| of(step).is_some()).called(of)
}

/// Names of the groundings in each of the least sets.
fn named(graph: &AttackGraph) -> Vec<Vec<&str>> {
    match cuts(graph, FIRST, 0, &Limits::default()) {
        Cuts::Least { sets, complete: true } => {
            let name = |id: &GroundingId| graph.groundings[id.0].name.as_str();
            sets.iter().map(|set| set.iter().map(name).collect()).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Two ways from a to c, over b1 and b2; then one to d, by one of two rules.
fn roads() -> City {
    let mut city = City::new();
    for node in ["a", "b1", "b2", "c", "d"] {
        city.node(node, 1);
    }
    city.conduit("left", Internal, &["a"], "b1").conduit("right", Internal, &["a"], "b2");
    city.conduit("left_on", Internal, &["b1"], "c").conduit("right_on", Internal, &["b2"], "c");
    city.conduit("last", Specified, &["c"], "d");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.along("jump", Specified, &["own"], "own", 0.5);
    city
}

#[test]
fn cuts_by_hand() {
    let mut city = roads();
    wants(&mut city, Broad, &["a"], &["d"]);
    assert_eq!(named(&city.graph()), [["jump|c|d|last|"]], "facts are not offered");

    let mut city = roads();
    city.along("creep", Specified, &["own"], "own", 0.1);
    city.along("vanish", Specified, &["own"], "own", 0.0);
    wants(&mut city, Broad, &["a"], &["d"]);
    let graph = city.graph();
    let found = named(&graph);
    assert_eq!(found[0], ["creep|c|d|last|", "jump|c|d|last|"], "the impossible need no blocking");
    assert_eq!(found.len(), 5, "or one stretch of either way: {found:?}");
    let lefts = found.iter().filter(|set| set[0].contains("|left") || set[1].contains("|left"));
    assert_eq!(lefts.count(), 4);
}

#[test]
fn only_controls_that_never_fail_are_counted_on() {
    let guarded = |holds: Option<f64>| {
        let mut city = roads();
        city.control("wall", holds).counters(&["go"], 0.0);
        city.place("wall_here", "wall", &["b1"], &[], None);
        wants(&mut city, Broad, &["a"], &["c"]);
        named(&city.graph()).iter().map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(guarded(Some(0.99)), [2; 4]);
    assert_eq!(guarded(Some(1.0)), [1; 2], "the left way is walled up");
}

#[test]
fn what_needs_no_rule_cannot_be_cut_and_what_no_rule_gives_need_not() {
    let found = |from: &str, to: &str| {
        let mut city = roads();
        wants(&mut city, Broad, &[from], &[to]);
        cuts(&city.graph(), FIRST, 0, &Limits::default())
    };
    assert_eq!(found("a", "a"), Cuts::Uncuttable);
    assert_eq!(found("c", "b1"), Cuts::Unreachable);
}

/// Whether any trial reaches the goal if these groundings never succeed and all others always do.
fn reaches(graph: &AttackGraph, goal: usize, blocked: &[GroundingId]) -> bool {
    let mut changed = graph.clone();
    for id in (0..graph.groundings.len()).map(GroundingId) {
        let possible = graph.groundings[id.0].probability > 0.0 && !blocked.contains(&id);
        let change = if possible { Change::Certain(id) } else { Change::Impossible(id) };
        changed = change.applied_to(&changed);
    }
    run(&changed, FIRST, &SETTINGS, 0..1).goals[goal].without_detection == 1
}

/// All sets of groundings, tried one by one.
#[test]
fn cuts_are_the_least_of_all_sets() {
    for (from, to) in [(&["a"][..], "d"), (&["a"], "c"), (&["a", "b1"], "c"), (&["b1"], "d")] {
        let mut city = roads();
        city.conduit("back", Internal, &["c"], "a").conduit("across", Internal, &["b1"], "b2");
        city.along("creep", Specified, &["own"], "own", 0.1);
        wants(&mut city, Broad, from, &[to]);
        let graph = city.graph();
        let count = graph.groundings.len();
        assert!((8..=10).contains(&count), "{count}");
        let mut sets: Vec<Vec<GroundingId>> = (0..1_u32 << count)
            .map(|set| (0..count).filter(|at| set >> at & 1 == 1).map(GroundingId).collect())
            .filter(|set: &Vec<GroundingId>| !reaches(&graph, 0, set))
            .collect();
        let least = sets.iter().map(Vec::len).min().unwrap();
        sets.retain(|set| set.len() == least);
        sets.sort();
        assert_eq!(
            cuts(&graph, FIRST, 0, &Limits::default()),
            Cuts::Least { sets, complete: true }
        );
    }
}

/// A set of one rule says the same as the trials in which that rule is impossible.
#[test]
fn single_rules_agree_with_the_trials_of_a_shipped_study() {
    let mut shipped = study(&ShippedOnly, "builtin:studies/four-models.ron").study.unwrap();
    shipped.run.trials = 20_000;
    let networks: Vec<Network> =
        shipped.cases.iter().map(|case| Network::compile(case).unwrap()).collect();
    let selection = Selection { threat: Some("ransomware_mail"), ..Selection::default() };
    let found = why(&shipped, &networks, selection, 2, "test").unwrap();
    let mut compared = 0;
    for goal in &found.goals {
        let Cuts::Least { sets, .. } = &goal.cuts else { continue };
        for set in sets.iter().filter(|set| set.len() == 1) {
            // What no trial came to is not listed, and then no trial reached the goal.
            match goal.rules.iter().find(|rule| rule.step == set[0]) {
                Some(rule) => {
                    assert_eq!(rule.impossible.probability.value.to_bits(), 0, "{set:?}");
                    compared += 1;
                }
                None => assert_eq!(goal.probability.value.to_bits(), 0, "{goal:?}"),
            }
        }
    }
    assert!(compared > 0, "nothing was compared");
}
