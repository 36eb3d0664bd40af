//! Days of plain plans: satisfaction, waiting, sessions, others' load, by hand.

use sansou_engine::traffic::day::run;
use sansou_engine::traffic::plan::{Background, Class, Plan, Stream, Use, Way};
use sansou_engine::traffic::queueing_secs;

fn stream(class: usize, wanted_bps: f64, share: f64) -> Stream {
    Stream { class, wanted_bps, enough_bps: wanted_bps * share }
}

/// One resource, one application.
fn plan(capacity: f64, caps: &[f64], ways: Vec<Way>, uses: Vec<Use>) -> Plan {
    Plan {
        capacities: vec![capacity],
        classes: caps.iter().map(|cap| Class::new(vec![0], *cap)).collect(),
        ways,
        uses,
        applications: 1,
        groups: 1,
        ..Plan::default()
    }
}

/// A line of 10 bit/s; meetings of 8 bit/s that need 80 % of it. One from 0 to 60 s, another from 30
/// to 60 s: from 30 s on both have 5 < 6.4. Stream time 60 + 30 = 90 s, satisfied 30 s, affected 60 s.
/// Asked 8 × 60 ÷ 8 + 8 × 30 ÷ 8 = 60 + 30 = 90 bytes; carried (8 × 30 + 10 × 30) ÷ 8 = 67.5;
/// the rest, 22.5, is left over.
#[test]
fn degraded_streams() {
    let way = Way { streams: vec![stream(0, 8.0, 0.8)], ..Way::default() };
    let meeting = |start: f64, lasts| Use { start, way: 0, bytes: 0, lasts };
    let tally = run(&plan(10.0, &[8.0], vec![way], vec![meeting(0.0, 60.0), meeting(30.0, 30.0)]));
    let service = &tally.applications[0];
    assert_eq!((service.stream_secs, service.satisfied_secs), (90.0, 30.0));
    assert_eq!(service.affected_secs, 60.0);
    assert_eq!((tally.demand_bytes, tally.carried_bytes), (90.0, 67.5));
    assert_eq!((tally.refused_bytes, tally.left_over_bytes), (0.0, 22.5));
    assert_eq!(tally.minutes[..2], [8.0 * 30.0 + 10.0 * 30.0, 0.0]);
}

/// Screen work with enough rate but a round trip of 30 ms: satisfied with a limit of 50 ms, not with
/// one of 20 ms. A line of 1 Mbit/s half full adds 12 ms (12,000 ÷ 10⁶ × 0.5 ÷ 0.5): 42 ms in all,
/// more than a limit of 40 ms.
#[test]
fn screen_work_needs_its_round_trip() {
    for (limit, satisfied) in [(0.05, 60.0), (0.02, 0.0), (0.04, 0.0)] {
        let way = Way {
            streams: vec![stream(0, 5e5, 0.8)],
            round_trip_limit: Some(limit),
            round_trip: 0.03,
            queues: vec![0],
            ..Way::default()
        };
        let uses = vec![Use { start: 0.0, way: 0, bytes: 0, lasts: 60.0 }];
        let tally = run(&plan(1e6, &[5e5], vec![way], uses));
        assert_eq!(tally.applications[0].satisfied_secs, satisfied, "limit {limit}");
    }
    assert!((queueing_secs(1e6, 0.5) - 0.012).abs() < 1e-15);
    assert_eq!(queueing_secs(1e6, 1.0), 0.05);
    assert_eq!(queueing_secs(1e6, 0.0), 0.0);
}

/// A line of 10 bit/s, five transfers of 10 bytes at once: 2 bit/s each, 80 ÷ 2 = 40 s. Alone 8 s, so
/// patience ends at 24 s: 16 s each beyond it, 80 s in all.
#[test]
fn waiting_beyond_patience() {
    let way = Way { transfers: vec![0], unloaded_bps: 10.0, awaited: true, ..Way::default() };
    let uses = vec![Use { start: 100.0, way: 0, bytes: 10, lasts: 0.0 }; 5];
    let tally = run(&plan(10.0, &[1e9], vec![way], uses));
    let service = &tally.applications[0];
    assert_eq!(service.completions, [40.0; 5]);
    assert_eq!(service.affected_secs, 80.0);
}

/// A transfer of 100 bytes over 1 bit/s started 300 s before midnight: 300 bit are through, 500 are
/// not: 37.5 and 62.5 bytes. A meeting that outlasts midnight asks for 8 × 600 ÷ 8 = 600 bytes and
/// gets half of its time.
#[test]
fn midnight_leaves_over() {
    let midnight = 86_400.0;
    let way = Way { transfers: vec![0], unloaded_bps: 1.0, awaited: true, ..Way::default() };
    let uses = vec![Use { start: midnight - 300.0, way: 0, bytes: 100, lasts: 0.0 }];
    let tally = run(&plan(1.0, &[1e9], vec![way], uses));
    assert_eq!(tally.carried_bytes, 37.5);
    assert_eq!(tally.left_over_bytes, 62.5);
    assert!(tally.applications[0].completions.is_empty());

    let way = Way { streams: vec![stream(0, 8.0, 1.0)], ..Way::default() };
    let uses = vec![Use { start: midnight - 300.0, way: 0, bytes: 0, lasts: 600.0 }];
    let tally = run(&plan(10.0, &[8.0], vec![way], uses));
    let bytes = (tally.demand_bytes, tally.carried_bytes, tally.left_over_bytes);
    assert_eq!(bytes, (600.0, 300.0, 300.0));
    assert_eq!(tally.applications[0].stream_secs, 300.0);
}

/// A table of 5 sessions, uses of 2 for 60 s: at 0 s three start, two fit; at 30 s one more is
/// refused; at 60 s the two have gone and one fits.
#[test]
fn full_table_refuses_whole_uses() {
    let way =
        Way { streams: vec![stream(0, 8.0, 1.0)], tables: vec![0], sessions: 2, ..Way::default() };
    let uses = [0.0, 0.0, 0.0, 30.0, 60.0]
        .map(|start| Use { start, way: 0, bytes: 0, lasts: 60.0 })
        .to_vec();
    let tally = run(&Plan { tables: vec![5], ..plan(100.0, &[8.0], vec![way], uses) });
    assert_eq!((tally.tables[0].refused, tally.tables[0].most), (4, 4));
    assert_eq!((tally.applications[0].uses, tally.applications[0].refused), (5, 2));
    // 60 bytes each.
    let bytes = (tally.demand_bytes, tally.carried_bytes, tally.refused_bytes);
    assert_eq!(bytes, (300.0, 180.0, 120.0));
    assert_eq!(tally.left_over_bytes, 0.0);
}

/// A line of 10 bit/s with others' load of 2 flows of 3: 4 are left for a transfer of 30 bytes: 60 s.
/// From the second quarter of an hour on they want 2 flows of 6: a third of the line for each: a
/// transfer of 25 bytes has 10 ÷ 3: 60 s again. Others' bytes are in no total.
#[test]
fn others_load_shares_the_line() {
    let way = Way { transfers: vec![0], unloaded_bps: 10.0, ..Way::default() };
    let uses = vec![
        Use { start: 0.0, way: 0, bytes: 30, lasts: 0.0 },
        Use { start: 900.0, way: 0, bytes: 25, lasts: 0.0 },
    ];
    let mut plan = plan(10.0, &[1e9, 0.0], vec![way], uses);
    let mut quarters = vec![(2, 6.0); 96];
    quarters[0] = (2, 3.0);
    plan.background = vec![Background { class: 1, quarters }];
    let tally = run(&plan);
    for completion in &tally.applications[0].completions {
        assert!((completion - 60.0).abs() < 1e-9, "{completion}");
    }
    assert!((tally.carried_bytes - 55.0).abs() < 1e-9);
    assert!(tally.left_over_bytes.abs() < 1e-9);
    assert!((tally.minutes[15] - 600.0).abs() < 1e-9);
    assert!((tally.minutes[16] - 600.0).abs() < 1e-9, "10 bit/s of 12 wanted");
}
