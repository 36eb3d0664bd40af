//! What must come out of the structure of the shipped models, not of a constant. MODEL.md argues each.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use sansou_engine::attack::{self, AttackGraph, Settings};
use sansou_engine::network::Network;
use sansou_engine::outcome::{
    GoalOutcome, ResourceKind, ResourceOutcome, ThreatOutcome, TrafficOutcome,
};
use sansou_engine::traffic;
use sansou_scenario::builtin::ShippedOnly;
use sansou_scenario::case::{Case, ConduitKind, On, Study, ThreatId, ZoneKind};
use sansou_scenario::load::study;
use std::collections::BTreeSet;

const TRIALS: u64 = 50_000;

fn shipped(name: &str) -> Study {
    let checked = study(&ShippedOnly, &format!("builtin:studies/{name}.ron"));
    assert_eq!(checked.diagnostics, []);
    checked.study.unwrap()
}

fn case(study: &str, model: &str) -> Case {
    shipped(study).cases.into_iter().find(|c| c.model == model).unwrap()
}

fn attacked(case: &Case) -> Vec<ThreatOutcome> {
    let network = Network::compile(case).unwrap();
    let graph = AttackGraph::ground(&network).unwrap();
    let settings = Settings { seed: 1, trials: TRIALS, horizon_secs: 30.0 * 86_400.0 };
    (0..case.threats.len())
        .map(|threat| {
            let tally = attack::run(&graph, ThreatId(threat), &settings, 0..TRIALS);
            attack::outcome(&graph, ThreatId(threat), [tally])
        })
        .collect()
}

fn goal<'a>(threats: &'a [ThreatOutcome], threat: &str, goal: &str) -> &'a GoalOutcome {
    let of_threat = threats.iter().find(|t| t.threat == threat).unwrap();
    of_threat.goals.iter().find(|g| g.goal == goal).unwrap()
}

fn successes(threats: &[ThreatOutcome]) -> u64 {
    threats.iter().flat_map(|t| &t.goals).map(|g| g.successes).sum()
}

fn day(case: &Case) -> TrafficOutcome {
    traffic::run(&Network::compile(case).unwrap(), 1)
}

fn resource<'a>(day: &'a TrafficOutcome, link: &str, kind: ResourceKind) -> &'a ResourceOutcome {
    day.resources.iter().find(|r| r.element == link && r.kind == kind).unwrap()
}

const BOTH_WAYS: [ResourceKind; 2] = [ResourceKind::LinkForward, ResourceKind::LinkBackward];

#[test]
fn taking_edr_away_from_beta_raises_its_risk() {
    let with = attacked(&case("four-models", "beta"));
    let without = attacked(&case("beta-without-edr", "beta"));
    // Same trials, same draws: what detection and containment saved is now lost.
    for (threat, aim) in [("targeted_mail", "lists_taken"), ("ransomware_mail", "files_stopped")] {
        let (with, without) = (goal(&with, threat, aim), goal(&without, threat, aim));
        assert!(with.probability.high < without.probability.low, "{threat} {aim}");
    }
    assert!(successes(&with) < successes(&without));
}

#[test]
fn a_breakout_takes_exactly_its_bytes_off_the_security_cloud() {
    let direct = day(&case("four-models", "alpha_prime"));
    let through_cloud = day(&case("alpha-prime-no-breakout", "alpha_prime"));
    // All three lines lead outwards from their first end.
    for kind in BOTH_WAYS {
        let by_breakout = resource(&direct, "breakout_line", kind).own_demand_bytes;
        assert!(by_breakout > 0);
        for line in ["access_line", "exit_line"] {
            let off = resource(&through_cloud, line, kind).own_demand_bytes
                - resource(&direct, line, kind).own_demand_bytes;
            assert_eq!(off, by_breakout, "{line} {kind:?}");
        }
    }
}

#[test]
fn a_breakout_opens_paths_that_alpha_lacks() {
    let (alpha, alpha_prime) = (case("four-models", "alpha"), case("four-models", "alpha_prime"));
    let broken_out = |case: &Case| {
        let breakouts: BTreeSet<String> = case
            .conduits
            .iter()
            .filter(|c| c.kind == ConduitKind::LocalBreakout)
            .map(|c| c.id.clone())
            .collect();
        attacked(case)
            .iter()
            .flat_map(|t| &t.goals)
            .flat_map(|g| &g.paths)
            .filter(|p| {
                p.steps.iter().any(|s| s.conduit.as_ref().is_some_and(|c| breakouts.contains(c)))
            })
            .count()
    };
    assert_eq!(broken_out(&alpha), 0);
    assert!(broken_out(&alpha_prime) > 0);
}

#[test]
fn a_narrower_purpose_of_the_breakout_lowers_the_risk() {
    let files = successes(&attacked(&case("four-models", "alpha_prime")));
    let communication = successes(&attacked(&case("alpha-prime-communication", "alpha_prime")));
    let authentication =
        successes(&attacked(&case("alpha-prime-authentication-only", "alpha_prime")));
    assert!(files > communication && communication > authentication);
    // By mail ransomware the difference is larger than the error of the trials.
    let wide = attacked(&case("four-models", "alpha_prime"));
    let narrow = attacked(&case("alpha-prime-authentication-only", "alpha_prime"));
    let stopped = |t: &[ThreatOutcome]| goal(t, "ransomware_mail", "files_stopped").probability;
    assert!(stopped(&narrow).high < stopped(&wide).low);
}

#[test]
fn alpha_carries_web_browsing_as_screens() {
    for (model, as_screens) in [("alpha", true), ("alpha_prime", true), ("beta", false)] {
        let day = day(&case("four-models", model));
        let web = day.applications.iter().find(|a| a.application == "web").unwrap();
        assert!(web.uses > 10_000, "{model}");
        assert_eq!(web.as_screen, if as_screens { web.uses } else { 0 }, "{model}");
    }
}

#[test]
fn identical_demand_in_all_models() {
    let uses = |model: &str| -> Vec<u64> {
        day(&case("four-models", model)).applications.iter().map(|a| a.uses).collect()
    };
    let alpha = uses("alpha");
    for model in ["alpha_prime", "beta", "beta_prime"] {
        assert_eq!(uses(model), alpha, "{model}");
    }
}

#[test]
fn a_vendor_takes_the_same_steps_up_to_the_edge_in_all_models() {
    let entries: Vec<BTreeSet<Vec<String>>> = shipped("four-models")
        .cases
        .iter()
        .map(|case| {
            let inside = |node: &str| {
                !matches!(
                    case.zone_kind(case.node(node).unwrap()),
                    ZoneKind::Vendor | ZoneKind::Dmz
                )
            };
            attacked(case)
                .iter()
                .filter(|t| t.threat == "vendor_maintenance")
                .flat_map(|t| &t.goals)
                .flat_map(|g| &g.paths)
                .map(|path| {
                    let edge = path.steps.iter().position(|s| inside(&s.to)).unwrap();
                    path.steps[..edge].iter().map(|s| format!("{} {}", s.rule, s.to)).collect()
                })
                .collect()
        })
        .collect();
    assert!(!entries[0].is_empty() && entries[0].iter().all(|steps| !steps.is_empty()));
    assert!(entries.iter().all(|e| *e == entries[0]), "{entries:?}");
}

#[test]
fn my_number_goals_need_a_permitted_crossing() {
    let crossings = [
        ConduitKind::Specified,
        ConduitKind::ScreenTransfer,
        ConduitKind::RemoteMaintenance,
        ConduitKind::RemovableMedia,
    ];
    for mut case in shipped("four-models").cases {
        let model = case.model.clone();
        let reached = |case: &Case| -> Vec<String> {
            attacked(case)
                .iter()
                .filter(|t| t.threat != "careless_insider")
                .flat_map(|t| t.goals.iter().map(move |g| (t, g)))
                .filter(|(_, g)| g.goal == "mynumber_stopped" || g.goal == "register_taken")
                .filter(|(_, g)| g.reachable)
                .map(|(t, g)| format!("{} {}", t.threat, g.goal))
                .collect()
        };
        assert!(!reached(&case).is_empty(), "{model}: reachable with the crossings");
        // Without them no conduit leads into the zone at all, so whatever the rules, nothing arrives.
        case.rules.iter_mut().for_each(|rule| {
            if let On::Conduit { kinds, .. } = &mut rule.on {
                kinds.retain(|kind| !crossings.contains(kind));
            }
        });
        assert_eq!(reached(&case), Vec::<String>::new(), "{model}");
    }
}

#[test]
fn fewer_hours_of_monitoring_raise_the_risk_of_beta() {
    let cases = shipped("monitoring-hours").cases;
    let names: Vec<&str> = cases.iter().map(|c| c.model.as_str()).collect();
    assert_eq!(names[0], "beta_watched_always");
    // The first is β as four-models has it, but for the price.
    assert_eq!(attacked(&cases[0]), attacked(&case("four-models", "beta")));
    let graphs: Vec<AttackGraph> = cases
        .iter()
        .map(|case| AttackGraph::ground(&Network::compile(case).unwrap()).unwrap())
        .collect();
    let settings = Settings { seed: 1, trials: TRIALS, horizon_secs: 30.0 * 86_400.0 };
    for (threat, aim) in [("ransomware_mail", "files_stopped"), ("targeted_mail", "lists_taken")] {
        let id = cases[0].threats.iter().position(|t| t.id == threat).unwrap();
        let target =
            graphs[0].attacks[id].targets.iter().position(|target| target.name == aim).unwrap();
        for (less, more) in [(0, 1), (1, 2), (2, 3)] {
            let sides = [(&graphs[less], ThreatId(id)), (&graphs[more], ThreatId(id))];
            let found = attack::run_paired(&sides, &settings, 0..TRIALS);
            let pair = found[1].pairs[target].unwrap();
            let apart = sansou_engine::interval::paired_difference(
                pair.base_only,
                pair.variant_only,
                TRIALS,
            );
            assert!(apart.value > 0.0, "{threat}: {} over {}", names[more], names[less]);
            // From 24 × 365 to office hours, and to none, beyond the error of the trials.
            assert!(less == 1 || apart.low > 0.0, "{threat}: {apart:?}");
        }
    }
}
