//! Appliances: new connections, others' connections, and who fills what, by hand.

use crate::network::{assert_laws, resource, run};
use crate::traffic_support::{Draft, delivery, q, text};
use sansou_engine::outcome::ResourceKind;
use sansou_engine::traffic::day;
use sansou_engine::traffic::plan::{self, Plan, Stream, Use, Way};
use sansou_scenario::case::{
    ApplicationClass as Class, Category, ConduitId, Control, ControlId, Cost, NodeKind, Placement,
    Zone, ZoneId, ZoneKind,
};

/// Terminals behind an appliance, each with a delivery of 1.25 MB = 10 Mbit over 1 Gbit/s.
fn behind_an_appliance(terminals: u64, sessions: f64) -> Draft {
    Draft::new()
        .node("t", NodeKind::Terminals, terminals)
        .appliance("proxy", None, None, None)
        .node("net", NodeKind::ExternalService, 1)
        .link("a", "t", "proxy", 1e9, 0.0)
        .link("b", "proxy", "net", 1e9, 0.0)
        .conduit("c", &["t"], "net", &["proxy"])
        .route(Class::Updates, &["t"], &[(false, "c")])
        .application("update", Class::Updates, delivery(60.0, 1.25e6), None)
        .with(|application| application.sessions = Some(q(sessions)))
}

/// Two uses at once, two connections each, half a second of work on each: the first is through after
/// 1 s, the second after 2 s. Transfer: 10 Mbit at half of 1 Gbit/s, 20 ms. Mean 1.52 s. Two such
/// appliances work at twice the speed: 0.5 s and 1 s, mean 0.77 s.
#[test]
fn new_connections_are_worked_on_one_after_another() {
    for (units, mean, longest) in [(1, 1.52, 2.0), (2, 0.77, 1.0)] {
        let mut case = behind_an_appliance(2, 2.0).build();
        let proxy = case.node("proxy").unwrap();
        case.nodes[proxy.0].session_setup = Some(q(0.5));
        case.nodes[proxy.0].count = units;
        let outcome = run(&case);
        assert_laws(&outcome);
        let times = outcome.applications[0].completion_secs.unwrap();
        assert!((times.mean - mean).abs() < 1e-3, "{times:?}");
        let proxy = resource(&outcome, "proxy", ResourceKind::Appliance);
        assert_eq!(proxy.max_setup_secs, Some(longest));
        assert_eq!((proxy.max_sessions, proxy.session_limit), (None, None));
    }
}

/// A table of 9, of which others hold 5 all day: of five uses with two connections each two fit.
/// Nine are open at most, six refused.
#[test]
fn others_hold_connections_in_the_table() {
    let mut case = behind_an_appliance(5, 2.0).background("proxy", "net", [0.0; 3]).build();
    let proxy = case.node("proxy").unwrap();
    case.nodes[proxy.0].sessions = Some(q(9.0));
    case.nodes[proxy.0].background.as_mut().unwrap().sessions = Some(q(5.0));
    let outcome = run(&case);
    assert_laws(&outcome);
    assert_eq!((outcome.applications[0].uses, outcome.applications[0].refused), (5, 3));
    let proxy = resource(&outcome, "proxy", ResourceKind::Appliance);
    assert_eq!((proxy.max_sessions, proxy.session_limit), (Some(9), Some(9)));
    assert_eq!(proxy.refused_sessions, 6);
}

/// Ten terminals in one zone, 30 and 20 in two groups of another; all take 1 MB at once over a line
/// that others fill to a fifth: 0.2 others; of the rest a sixth, a half and a third.
#[test]
fn who_fills_a_line_by_group_and_zone() {
    let mut draft = Draft::new().node("net", NodeKind::ExternalService, 1);
    draft = draft.node("switch", NodeKind::Router, 1);
    let groups = [("hall", 10), ("branch", 30), ("school", 20)];
    for (id, count) in groups {
        draft = draft.node(id, NodeKind::Terminals, count);
        draft = draft.link(&format!("lan_{id}"), id, "switch", 1e9, 0.0);
    }
    let all = ["hall", "branch", "school"];
    let mut case = draft
        .link("line", "switch", "net", 1e9, 0.0)
        .conduit("c", &all, "net", &[])
        .route(Class::Updates, &all, &[(false, "c")])
        .application("update", Class::Updates, delivery(9.0 * 3_600.0, 1e6), None)
        // 60 MB in the hour of the deliveries, a fifth of the sum: 15 MB × 8 ÷ 3,600 s.
        .background("switch", "net", [15e6 * 8.0 / 3_600.0, 0.0, 1.0])
        .build();
    case.zones.push(Zone {
        id: "y".to_owned(),
        kind: ZoneKind::InternetConnected,
        name: text("y"),
    });
    let hall = case.node("hall").unwrap();
    case.nodes[hall.0].zone = ZoneId(1);
    let outcome = run(&case);
    let line = resource(&outcome, "line", ResourceKind::LinkBackward);
    let close = |found: &[(String, f64)], hand: &[(&str, f64)]| {
        assert_eq!(found.len(), hand.len(), "{found:?}");
        for (found, hand) in found.iter().zip(hand) {
            assert!(found.0 == hand.0 && (found.1 - hand.1).abs() < 1e-9, "{found:?} {hand:?}");
        }
    };
    close(&line.filled_by, &[("update", 0.8), ("background", 0.2)]);
    let parts = [("branch", 0.4), ("school", 0.8 / 3.0), ("background", 0.2), ("hall", 0.8 / 6.0)];
    close(&line.filled_by_group, &parts);
    close(&line.filled_by_zone, &[("z", 2.0 / 3.0), ("background", 0.2), ("y", 0.8 / 6.0)]);
}

/// A meeting of 80 bit/s from 9:30 to 11:00 asks for 54,000 bytes: 18,000 in the hour of nine, 36,000
/// in the next. A transfer counts when it starts; what lasts beyond midnight, in the last hour.
#[test]
fn what_is_asked_for_lies_in_the_hours_that_it_lasts() {
    let stream = Stream { class: 0, wanted_bps: 80.0, enough_bps: 80.0 };
    let plan = Plan {
        capacities: vec![1e3],
        classes: [80.0, 1e9].map(|cap| plan::Class::new(vec![0], cap)).to_vec(),
        ways: vec![
            Way { streams: vec![stream], ..Way::default() },
            Way { transfers: vec![1], unloaded_bps: 1e3, ..Way::default() },
        ],
        uses: vec![
            Use { start: 9.5 * 3_600.0, way: 0, bytes: 0, lasts: 5_400.0 },
            Use { start: 10.25 * 3_600.0, way: 1, bytes: 500, lasts: 0.0 },
            Use { start: 23.5 * 3_600.0, way: 0, bytes: 0, lasts: 3_600.0 },
        ],
        applications: 1,
        groups: 1,
        ..Plan::default()
    };
    let asked = day::run(&plan).asked;
    assert_eq!((asked[9], asked[10], asked[23]), (18_000.0, 36_500.0, 36_000.0));
    assert_eq!(asked.iter().sum::<f64>(), 90_500.0);
}

/// A control on the conduit that adds 2 s for each megabyte and 0.3 s to each use, at 60 % of the
/// places, and one at the appliance that adds 1 s for each megabyte: on 1.25 MB, 0.6 · (2.5 + 0.3) +
/// 1.25 = 2.93 s more than the 0.01 s of the transfer.
#[test]
fn controls_take_time_where_they_stand() {
    let mut case = behind_an_appliance(1, 1.0).build();
    let alone = run(&case).applications[0].completion_secs.unwrap().mean;
    for (id, per_mb, connecting) in [("on_conduit", 2.0, 0.3), ("at_node", 1.0, 0.0)] {
        case.controls.push(Control {
            id: id.to_owned(),
            name: text(id),
            category: Category::Technical,
            guideline: text(id),
            holds: None,
            counters: Vec::new(),
            detects: Vec::new(),
            response: None,
            delay_per_mb: Some(q(per_mb)),
            session_setup: Some(q(connecting)),
            cost: Cost::default(),
        });
    }
    let proxy = case.node("proxy").unwrap();
    let stands = |id: &str, control, nodes, conduits, coverage| Placement {
        id: id.to_owned(),
        control: ControlId(control),
        nodes,
        conduits,
        coverage,
    };
    case.placements.push(stands("a", 0, Vec::new(), vec![ConduitId(0)], Some(q(0.6))));
    case.placements.push(stands("b", 1, vec![proxy], Vec::new(), None));
    let slowed = run(&case).applications[0].completion_secs.unwrap().mean;
    assert!((slowed - alone - 2.93).abs() < 1e-9, "{slowed} {alone}");
}
