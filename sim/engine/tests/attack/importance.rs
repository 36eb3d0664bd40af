//! What single placements and applied rules are worth.

use crate::support::{City, exponential, fixed};
use crate::{SETTINGS, TRIALS, assert_share, wants};
use sansou_engine::attack::{
    AttackGraph, Change, Discordant, GroundingId, InstanceId, run_changes, run_paired,
};
use sansou_engine::network::Network;
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::AlarmHours::{Always, Office};
use sansou_scenario::case::Attacker::{Broad, Targeted};
use sansou_scenario::case::ConduitKind::Internal;
use sansou_scenario::case::ThreatId;
use sansou_scenario::load::study;

const FIRST: ThreatId = ThreatId(0);

/// Each change run again where it may matter, and everywhere: the same.
#[track_caller]
fn as_if_all_were_run(graph: &AttackGraph, threat: ThreatId, trials: u64) -> usize {
    let changes = Change::all(graph, threat);
    let found = run_changes(graph, threat, &SETTINGS, &changes, 0..trials);
    for (change, pairs) in changes.iter().zip(&found.changes) {
        let changed = change.applied_to(graph);
        let sides = [(graph, threat), (&changed, threat)];
        let both = run_paired(&sides, &SETTINGS, 0..trials);
        let pairs: Vec<Option<Discordant>> = pairs.iter().copied().map(Some).collect();
        assert_eq!(both[1].pairs, pairs, "{change:?}");
        assert_eq!(both[0].tally, found.tally);
    }
    changes.len()
}

/// a --go (0.5, wall 0.8 lets 0.25 through)--> b, ten units; watched in office hours.
fn walled(attacker: sansou_scenario::case::Attacker) -> City {
    let mut city = City::new();
    city.node("a", 1).node("b", 10).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("bc", Internal, &["b"], "c");
    city.along("go", Internal, &["own"], "own", 0.2).per_unit().taking(exponential(9_000.0));
    city.control("wall", Some(0.8)).counters(&["go"], 0.25);
    city.control("watch", Some(0.7))
        .detects(&["go"], 0.5, exponential(600.0))
        .responds(Office, fixed(1_000.0));
    city.control("guard", Some(0.9)).responds(Always, exponential(5_000.0));
    city.place("wall_here", "wall", &["b"], &[], Some(0.6));
    city.place("wall_thin", "wall", &["c"], &[], Some(0.3));
    city.place("watch_here", "watch", &["b"], &[], None);
    city.place("guard_here", "guard", &["b", "c"], &[], None);
    wants(&mut city, attacker, &["a"], &["c"]);
    city
}

#[test]
fn skipping_changes_nothing() {
    for attacker in [Broad, Targeted] {
        assert_eq!(as_if_all_were_run(&walled(attacker).graph(), FIRST, 2_000), 12);
    }
}

#[test]
fn skipping_changes_nothing_in_a_shipped_model() {
    let shipped = study(&ShippedOnly, "builtin:studies/four-models.ron").study.unwrap();
    let beta = &shipped.cases[2];
    let graph = AttackGraph::ground(&Network::compile(beta).unwrap()).unwrap();
    for threat in ["ransomware_mail", "targeted_mail"] {
        let id = beta.threats.iter().position(|t| t.id == threat).unwrap();
        assert!(as_if_all_were_run(&graph, ThreatId(id), 500) > 50);
    }
}

#[test]
fn pieces_of_changes_give_the_whole() {
    let graph = walled(Broad).graph();
    let changes = Change::all(&graph, FIRST);
    let whole = run_changes(&graph, FIRST, &SETTINGS, &changes, 0..3_000);
    let mut pieces = run_changes(&graph, FIRST, &SETTINGS, &changes, 0..1_000);
    pieces.merge(run_changes(&graph, FIRST, &SETTINGS, &changes, 1_000..3_000));
    assert_eq!(pieces, whole);
}

/// One step of 0.5 under a wall that holds with 0.8 and lets 0.25 through of the covered 60 %:
/// 0.5 (1 − 0.8 · 0.6 · 0.75) = 0.32. Perfect 0, gone 0.5, the step certain 1, impossible 0.
#[test]
fn changes_by_hand() {
    let mut city = City::new();
    city.node("a", 1).node("b", 10);
    city.conduit("ab", Internal, &["a"], "b");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.control("wall", Some(0.8)).counters(&["go"], 0.25);
    city.place("wall_here", "wall", &["b"], &[], Some(0.6));
    wants(&mut city, Broad, &["a"], &["b"]);
    let graph = city.graph();
    let changes = [
        Change::Perfect(InstanceId(0)),
        Change::Gone(InstanceId(0)),
        Change::Certain(GroundingId(0)),
        Change::Impossible(GroundingId(0)),
    ];
    assert_eq!(Change::all(&graph, FIRST), changes);
    let found = run_changes(&graph, FIRST, &SETTINGS, &changes, 0..TRIALS);
    let base = found.tally.goals[0].successes;
    assert_share(base, 0.32);
    for (pairs, exact) in found.changes.iter().zip([0.0, 0.5, 1.0, 0.0]) {
        assert_share(base - pairs[0].base_only + pairs[0].variant_only, exact);
    }
}
