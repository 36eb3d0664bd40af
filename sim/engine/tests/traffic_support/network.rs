//! Days of networks: routes, lines, screens, breakouts, laws.

use crate::traffic_support::{Draft, delivery, dist, fixed, q};
use sansou_engine::network::Network;
use sansou_engine::outcome::{ResourceKind, ResourceOutcome, TrafficOutcome};
use sansou_engine::traffic;
use sansou_scenario::case::{
    ApplicationClass as Class, ApplicationKind, Case, Distribution, NodeKind, Screen, Side,
};

pub fn run(case: &Case) -> TrafficOutcome {
    traffic::run(&Network::compile(case).unwrap(), 1)
}

pub fn resource<'a>(
    outcome: &'a TrafficOutcome,
    id: &str,
    kind: ResourceKind,
) -> &'a ResourceOutcome {
    outcome.resources.iter().find(|r| r.element == id && r.kind == kind).unwrap()
}

pub fn assert_laws(outcome: &TrafficOutcome) {
    let rest = outcome.carried_bytes + outcome.refused_bytes + outcome.left_over_bytes;
    let uses: u64 = outcome.applications.iter().map(|a| a.uses).sum();
    // Streams are asked for in whole bytes, half a byte off each at most, up to 6 a use.
    let off = 1e-9 * outcome.demand_bytes + 3.0 * uses as f64;
    assert!((outcome.demand_bytes - rest).abs() <= off, "{outcome:?}");
    for r in &outcome.resources {
        assert!(r.max_bps <= r.capacity_bps * (1.0 + 1e-9), "{} over capacity", r.element);
        assert!(r.p95_bps <= r.max_bps);
        let shares: f64 = r.filled_by.iter().map(|f| f.1).sum();
        assert!(r.filled_by.is_empty() || (shares - 1.0).abs() < 1e-9);
    }
}

/// Design paper domain 4.4: 1,000 terminals × 200 MB = 1.6 Tbit over 500 Mbit/s: 3,200 s = 53.3 min.
/// The line is full from 9:00 to 9:53:20: 53 minutes above 90 %; 200 GB in all.
#[test]
fn update_day() {
    let case = Draft::new()
        .node("terminals", NodeKind::Terminals, 1_000)
        .node("source", NodeKind::ExternalService, 1)
        .link("line", "terminals", "source", 500e6, 0.0)
        .conduit("updates", &["terminals"], "source", &[])
        .route(Class::Updates, &["terminals"], &[(false, "updates")])
        .application("update", Class::Updates, delivery(9.0 * 3_600.0, 200e6), None)
        .build();
    let outcome = run(&case);
    assert_laws(&outcome);
    let times = outcome.applications[0].completion_secs.unwrap();
    // The last packets may queue some microseconds: the minute is a third full.
    assert!((times.p50 - 3_200.0).abs() < 1e-4 && (times.p95 - 3_200.0).abs() < 1e-4, "{times:?}");
    let line = resource(&outcome, "line", ResourceKind::LinkBackward);
    assert_eq!(line.minutes_above, [53; 3]);
    assert_eq!(line.own_demand_bytes, 200_000_000_000);
    assert!((line.mean_bps - 1.6e12 / 86_400.0).abs() < 1.0);
    assert_eq!(line.filled_by, [("update".to_owned(), 1.0)]);
    let bottleneck = outcome.bottleneck.unwrap();
    assert_eq!(outcome.resources[bottleneck.resource].element, "line");
    assert_eq!(bottleneck.busiest_minute, 540);
    assert_eq!(outcome.affected_user_minutes, 0.0, "nobody waits for a scheduled delivery");
}

/// Two terminals, 125 MB = 1 Gbit each, branch lines of 100 Mbit/s: on a line of its own each takes
/// 10 s; on one line both take 20 s. With two lines and three terminals the first and third meet.
#[test]
fn units_on_different_lines_do_not_meet() {
    let median = |units, lines| {
        let case = Draft::new()
            .node("branch", NodeKind::Terminals, units)
            .node("source", NodeKind::ExternalService, 1)
            .lines("line", "branch", "source", 100e6, 0.0, lines)
            .conduit("c", &["branch"], "source", &[])
            .route(Class::Updates, &["branch"], &[(false, "c")])
            .application("update", Class::Updates, delivery(0.0, 125e6), None)
            .build();
        let outcome = run(&case);
        assert_laws(&outcome);
        let line = resource(&outcome, "line", ResourceKind::LinkBackward);
        assert_eq!(line.own_demand_bytes, units * 125_000_000, "of all lines together");
        let times = outcome.applications[0].completion_secs.unwrap();
        (times.p05.round(), times.p95.round())
    };
    assert_eq!(median(2, 2), (10.0, 10.0));
    assert_eq!(median(2, 1), (20.0, 20.0));
    assert_eq!(median(3, 2), (10.0, 20.0));
}

/// 10 MB over 80 Mbit/s: 1 s. Sanitising of 0.5 s per MB: 5 s. Delays of 3 ms + 7 ms: a round trip of
/// 20 ms to ask and 40 ms to connect. Slow start: windows of 10, 20, 40, 80 segments do not outlast
/// the round trip, the next one does: 80 ms, less 150 × 12,016 bit ÷ (80 Mbit/s × 1,502 ÷ 1,448) =
/// 21.72 ms that they sent. Together 6.11828 s, and some queueing below 0.1 ms a link.
#[test]
fn completion_time() {
    let case = Draft::new()
        .node("a", NodeKind::Terminals, 1)
        .appliance("sanitiser", None, None, Some(0.5))
        .node("source", NodeKind::ExternalService, 1)
        .link("inner", "a", "sanitiser", 1e9, 0.003)
        .link("outer", "sanitiser", "source", 80e6, 0.007)
        .conduit("c", &["a"], "source", &["sanitiser"])
        .route(Class::CloudFile, &["a"], &[(false, "c")])
        .application("file", Class::CloudFile, delivery(30.0, 10e6), None)
        .build();
    let times = run(&case).applications[0].completion_secs.unwrap();
    assert!((times.mean - 6.11828).abs() < 2e-4, "{times:?}");
}

fn meetings() -> ApplicationKind {
    ApplicationKind::Stream {
        uses_per_day: q(3.0),
        lasts: fixed(600.0),
        down: q(2e6),
        up: q(1e6),
        satisfied_at: q(0.8),
    }
}

/// Terminals reach a host by screen transfer and the host the Internet. A meeting of 600 s as a screen
/// of 3 Mbit/s down and 0.05 Mbit/s up: 225,000,000 and 3,750,000 bytes between terminal and host;
/// behind it the meeting's own 2 and 1 Mbit/s: 150,000,000 and 75,000,000.
#[test]
fn screen_leg_carries_rate_times_duration() {
    let screen = Screen { down: q(3e6), up: q(5e4), lasts: None };
    let case = Draft::new()
        .node("t", NodeKind::Terminals, 20)
        .node("host", NodeKind::ScreenHost, 1)
        .node("net", NodeKind::ExternalService, 1)
        .link("inner", "t", "host", 1e9, 0.0)
        .link("outer", "host", "net", 1e9, 0.0)
        .conduit("screen", &["t"], "host", &[])
        .conduit("web", &["host"], "net", &[])
        .route(Class::WebMeeting, &["t"], &[(true, "screen"), (false, "web")])
        .application("meeting", Class::WebMeeting, meetings(), Some(screen))
        .build();
    let outcome = run(&case);
    assert_laws(&outcome);
    let application = &outcome.applications[0];
    // Poisson, mean 60: more than 20 and fewer than 100 by far more than five deviations.
    assert!((20..100).contains(&application.uses));
    assert_eq!(application.as_screen, application.uses);
    assert_eq!(application.satisfied_share, Some(1.0));
    let bytes = |id, kind| resource(&outcome, id, kind).own_demand_bytes / application.uses;
    assert_eq!(bytes("inner", ResourceKind::LinkBackward), 225_000_000);
    assert_eq!(bytes("inner", ResourceKind::LinkForward), 3_750_000);
    assert_eq!(bytes("outer", ResourceKind::LinkBackward), 150_000_000);
    assert_eq!(bytes("outer", ResourceKind::LinkForward), 75_000_000);
}

/// Web and meetings by the security cloud; with a breakout, meetings leave by a line of their own.
fn breakout(direct: bool) -> Draft {
    let web = ApplicationKind::Elastic {
        uses_per_day: q(40.0),
        size: dist(Distribution::Lognormal { median: 300e3, sigma: 1.2 }),
        direction: Side::Down,
    };
    let way = if direct { "breakout" } else { "cloud" };
    Draft::new()
        .node("t", NodeKind::Terminals, 50)
        .node("edge", NodeKind::Firewall, 1)
        .node("gateway", NodeKind::CloudGateway, 1)
        .node("net", NodeKind::ExternalService, 1)
        .node("service", NodeKind::ExternalService, 1)
        .link("lan", "t", "edge", 1e9, 0.0)
        .link("shared", "edge", "gateway", 5e6, 0.005)
        .link("exit", "gateway", "net", 500e6, 0.005)
        .link("peering", "net", "service", 10e9, 0.0)
        .link("direct", "edge", "service", 100e6, 0.002)
        .conduit("cloud", &["t"], "service", &["gateway", "net"])
        .conduit("breakout", &["t"], "service", &["edge"])
        .conduit("web", &["t"], "net", &["gateway"])
        .route(Class::Web, &["t"], &[(false, "web")])
        .route(Class::WebMeeting, &["t"], &[(false, way)])
        .application("meeting", Class::WebMeeting, meetings(), None)
        .application("web", Class::Web, web, None)
}

/// The same demand: what the breakout takes is what the security-cloud line is spared, to the byte.
#[test]
fn breakout_takes_exactly_its_bytes_off_the_cloud_line() {
    let (before, after) = (run(&breakout(false).build()), run(&breakout(true).build()));
    assert_laws(&before);
    assert_laws(&after);
    assert_eq!(before.demand_bytes, after.demand_bytes);
    for kind in [ResourceKind::LinkForward, ResourceKind::LinkBackward] {
        let bytes = |outcome, id| resource(outcome, id, kind).own_demand_bytes;
        let spared = bytes(&before, "shared") - bytes(&after, "shared");
        assert_eq!(bytes(&before, "direct"), 0);
        assert_eq!(spared, bytes(&after, "direct"));
        assert!(spared > 0);
    }
    let satisfied = |o: &TrafficOutcome| o.applications[0].satisfied_share.unwrap();
    assert!(
        satisfied(&after) > satisfied(&before),
        "5 Mbit/s are too few for three meetings at once"
    );
}

/// Deliveries to half of 20 terminals at once, two sessions each, through a table of 9: four fit (8),
/// six are refused whole: 12 sessions.
#[test]
fn session_limit_refuses_and_conserves() {
    let case = Draft::new()
        .node("t", NodeKind::Terminals, 20)
        .appliance("proxy", None, Some(9.0), None)
        .node("net", NodeKind::ExternalService, 1)
        .link("a", "t", "proxy", 1e9, 0.0)
        .link("b", "proxy", "net", 1e8, 0.0)
        .conduit("c", &["t"], "net", &["proxy"])
        .route(Class::Updates, &["t"], &[(false, "c")])
        .application("update", Class::Updates, delivery(60.0, 1e6), None)
        .with(|application| {
            application.users = q(0.5);
            application.sessions = Some(q(2.0));
        })
        .build();
    let outcome = run(&case);
    assert_laws(&outcome);
    let proxy = resource(&outcome, "proxy", ResourceKind::Appliance);
    assert_eq!((proxy.refused_sessions, proxy.max_sessions), (12, Some(8)));
    assert!(proxy.capacity_bps.is_infinite());
    assert_eq!((outcome.applications[0].uses, outcome.applications[0].refused), (10, 6));
    assert_eq!((outcome.demand_bytes, outcome.refused_bytes), (10e6, 6e6));
    assert!((outcome.carried_bytes - 4e6).abs() < 1e-3);
}

/// A firewall of 60 Mbit/s for both directions together, two terminals: one delivery of 30 MB each =
/// 480 Mbit in all: 8 s, though the lines have 100 Mbit/s.
#[test]
fn appliance_throughput_binds() {
    let case = Draft::new()
        .node("t", NodeKind::Terminals, 2)
        .appliance("firewall", Some(60e6), None, None)
        .node("net", NodeKind::ExternalService, 1)
        .link("a", "t", "firewall", 1e8, 0.0)
        .link("b", "firewall", "net", 1e8, 0.0)
        .conduit("c", &["t"], "net", &[])
        .route(Class::Updates, &["t"], &[(false, "c")])
        .application("update", Class::Updates, delivery(0.0, 30e6), None)
        .build();
    let outcome = run(&case);
    let times = outcome.applications[0].completion_secs.unwrap();
    assert!((times.mean - 8.0).abs() < 1e-3, "{times:?}");
    let firewall = resource(&outcome, "firewall", ResourceKind::Appliance);
    assert_eq!(firewall.own_demand_bytes, 60_000_000);
}

/// Others want 60 Mbit/s of 100 in 6 flows: one more flow gets the other 40: 50 MB = 400 Mbit: 10 s.
/// Their bytes are no demand of ours.
#[test]
fn others_load_on_a_shared_line() {
    let case = Draft::new()
        .node("t", NodeKind::Terminals, 1)
        .node("gateway", NodeKind::CloudGateway, 1)
        .node("net", NodeKind::ExternalService, 1)
        .link("lan", "t", "gateway", 1e9, 0.0)
        .link("exit", "gateway", "net", 1e8, 0.0)
        .background("gateway", "net", [60e6, 0.0, 6.0])
        .conduit("c", &["t"], "net", &[])
        .route(Class::Updates, &["t"], &[(false, "c")])
        .application("update", Class::Updates, delivery(0.0, 50e6), None)
        .build();
    let outcome = run(&case);
    assert_laws(&outcome);
    let times = outcome.applications[0].completion_secs.unwrap();
    assert!((times.mean - 10.0).abs() < 1e-2, "{times:?}");
    assert_eq!(outcome.demand_bytes, 50e6);
    let exit = resource(&outcome, "exit", ResourceKind::LinkBackward);
    assert_eq!(exit.own_demand_bytes, 50_000_000);
    assert_eq!(exit.filled_by[0].0, "background");
    assert!((exit.quarter_bps[50] - 60e6).abs() < 1.0);
}

/// An application without a route from a node is unavailable there and asks for nothing.
#[test]
fn no_route_no_use() {
    let mut case = breakout(true).build();
    case.routes.remove(0);
    let outcome = run(&case);
    let web = &outcome.applications[1];
    assert_eq!((web.unavailable_from.as_slice(), web.uses), (&["t".to_owned()][..], 0));
    assert!(outcome.applications[0].unavailable_from.is_empty());
}

/// Order of the parts, and nodes that nobody uses, change nothing.
#[test]
fn order_and_strangers_change_nothing() {
    let plain = run(&breakout(false).build());
    let turned = breakout(false).reversed();
    assert_eq!(run(&turned.clone().build()), plain);
    let turned = turned.node("aaa", NodeKind::Terminals, 7).node("lonely", NodeKind::FileServer, 1);
    let mut outcome = run(&turned.build());
    for application in &mut outcome.applications {
        assert_eq!(application.unavailable_from, ["aaa"]);
        application.unavailable_from.clear();
    }
    assert_eq!(outcome, plain);
}

/// Another seed: other draws, much the same demand; the same seed: the same outcome.
#[test]
fn seeds() {
    let network = Network::compile(&breakout(false).build()).unwrap();
    let [a, again, b] = [1, 1, 2].map(|seed| traffic::run(&network, seed));
    assert_eq!(a, again);
    assert_ne!(a.demand_bytes, b.demand_bytes);
    // Web: Poisson, mean 50 × 40 = 2,000, deviation 45; five of them either way.
    for outcome in [a, b] {
        assert!(outcome.applications[1].uses.abs_diff(2_000) < 225);
    }
}
