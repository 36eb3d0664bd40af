//! What if, by hand: applications gone, halved, moved to the night, of less weight; least capacities.

use proptest::prelude::*;
use sansou_engine::traffic::day::run;
use sansou_engine::traffic::patience::{completion_secs, unloaded_secs};
use sansou_engine::traffic::plan::{Class, Plan, Stream, Use, Way};
use sansou_engine::traffic::quality::{opinion_score, rating};
use sansou_engine::traffic::whatif::{Change, Least, changed, least_capacity};

const MEETING_BPS: f64 = 2e6;

fn meeting(tag: usize, class: usize, wanted_bps: f64) -> Way {
    let stream = Stream { class, wanted_bps, enough_bps: 0.8 * wanted_bps };
    Way { tag, streams: vec![stream], speech: true, ..Way::default() }
}

fn transfer(tag: usize, class: usize, unloaded_bps: f64) -> Way {
    Way { tag, transfers: vec![class], unloaded_bps, awaited: true, ..Way::default() }
}

fn plan(capacities: &[f64], cap_bps: f64, ways: Vec<Way>, uses: Vec<Use>) -> Plan {
    Plan {
        capacities: capacities.to_vec(),
        classes: vec![Class::new((0..capacities.len()).collect(), cap_bps)],
        ways,
        uses,
        applications: 2,
        groups: 1,
        ..Plan::default()
    }
}

/// So many meetings of 2 Mbit/s, of which 1.6 are enough, at once over a line of 10 Mbit/s.
fn meetings(count: usize, capacities: &[f64]) -> Plan {
    let uses = vec![Use { start: 0.0, way: 0, bytes: 0, lasts: 60.0 }; count];
    plan(capacities, MEETING_BPS, vec![meeting(0, 0, MEETING_BPS)], uses)
}

/// 3 meetings need 4.8 Mbit/s: 5 of the steps 2, 5, 10. 6 need 9.6: the present 10, since 5 are too few.
/// 20 need 32: 50 of the steps 20, 50. Without a meeting a tenth is enough. Behind a line of 1 Mbit/s
/// nothing helps.
#[test]
fn least_capacity_of_a_line_by_hand() {
    let least = |count, capacities: &[f64]| {
        let plan = meetings(count, capacities);
        least_capacity(&plan, &[0], 10e6, 0.99, &run(&plan))
    };
    assert_eq!(least(3, &[10e6]), Least::Capacity(5e6));
    assert_eq!(least(6, &[10e6]), Least::Capacity(10e6));
    assert_eq!(least(20, &[10e6]), Least::Capacity(50e6));
    assert_eq!(least(0, &[10e6]), Least::Tenth);
    assert_eq!(least(1, &[10e6, 1e6]), Least::NotReached);
}

/// A line of 10 bit/s, 80 bits each at 0, 10, 60 and 70 s through a table of one session: 8 s each. At
/// 5 bit/s the first would take 16 s, within three times that, but the second would be refused: 10 are
/// needed. With room for two sessions 5 are enough: both take 22 s.
#[test]
fn a_line_whose_users_are_refused_is_too_narrow() {
    for (sessions, least_bps) in [(1, 10.0), (2, 5.0)] {
        let way = Way { tables: vec![0], sessions: 1, ..transfer(0, 0, 10.0) };
        let use_at = |start| Use { start, way: 0, bytes: 10, lasts: 0.0 };
        let uses = [0.0, 10.0, 60.0, 70.0].map(use_at).to_vec();
        let mut plan = plan(&[10.0], 1e9, vec![way], uses);
        plan.tables = vec![sessions];
        let least = least_capacity(&plan, &[0], 10.0, 0.99, &run(&plan));
        assert_eq!(least, Least::Capacity(least_bps));
    }
}

/// A line of 10 bit/s, meetings of 8: one of the first application from 0 to 60 s, four of the second
/// that begin at 20, 25, 30, 35 s and last 20 s. Alone the first has all it wants. With every second of
/// the others gone, those of 20 and 30 s stay: it falls short from 20 to 50 s, 30 of 60 s; with all of
/// them from 20 to 55 s.
#[test]
fn an_application_gone_or_halved() {
    let mut uses = vec![Use { start: 0.0, way: 0, bytes: 0, lasts: 60.0 }];
    let later = [20.0, 25.0, 30.0, 35.0];
    uses.extend(later.map(|start| Use { start, way: 1, bytes: 0, lasts: 20.0 }));
    let plan = plan(&[10.0], 8.0, vec![meeting(0, 0, 8.0), meeting(1, 0, 8.0)], uses);
    let satisfied = |plan: &Plan| run(plan).applications[0].satisfied_secs;
    assert_eq!(satisfied(&plan), 25.0);
    assert_eq!(satisfied(&changed(&plan, &Change::Halved(1))), 30.0);
    assert_eq!(satisfied(&changed(&plan, &Change::Gone(1))), 60.0);
    let wider = Change::Capacity { resources: vec![0], times: 5.0 };
    assert_eq!(satisfied(&changed(&plan, &wider)), 60.0);
}

/// A line of 10 bit/s, a transfer of 80 bits of each application: 5 bit/s each, both end at 16 s. With
/// a weight of a quarter the first has 2 and the other 8: that ends at 10 s, and the 60 bits that are
/// left of the first at 16 s.
#[test]
fn an_application_of_less_weight_gives_way() {
    let uses = [0, 1].map(|way| Use { start: 0.0, way, bytes: 10, lasts: 0.0 }).to_vec();
    let plan = plan(&[10.0], 1e9, vec![transfer(0, 0, 10.0), transfer(1, 0, 10.0)], uses);
    let ends =
        |plan: &Plan| run(plan).applications.iter().map(|a| a.completions[0]).collect::<Vec<f64>>();
    assert_eq!(ends(&plan), [16.0, 16.0]);
    let change = Change::Weight { tag: 0, weight: 0.25 };
    assert_eq!(ends(&changed(&plan, &change)), [16.0, 10.0]);
}

/// Seven deliveries in seven hours from 22:00: at 22:30, 23:30, 0:30, ..., 4:30. Half from peers: half
/// the bytes. The other application stays.
#[test]
fn deliveries_by_night_and_from_peers() {
    let mut uses: Vec<Use> =
        (0..7).map(|n| Use { start: 32_400.0, way: 0, bytes: 100 + n, lasts: 0.0 }).collect();
    uses.push(Use { start: 40_000.0, way: 1, bytes: 50, lasts: 0.0 });
    let plan = plan(&[1e3], 1e9, vec![transfer(0, 0, 1e3), transfer(1, 0, 1e3)], uses);
    let night = changed(&plan, &Change::ByNight(0));
    let found: Vec<(f64, u64)> = night.uses.iter().map(|u| (u.start / 3_600.0, u.bytes)).collect();
    let early = [(0.5, 102), (1.5, 103), (2.5, 104), (3.5, 105), (4.5, 106)];
    assert_eq!(found[..5], early);
    assert_eq!(found[5..], [(40_000.0 / 3_600.0, 50), (22.5, 100), (23.5, 101)]);
    let halved = changed(&plan, &Change::Size { tag: 0, times: 0.5 });
    assert_eq!(halved.uses[0].bytes, 50);
    assert_eq!(halved.uses[7].bytes, 50);
}

/// 100 segments (144,800 bytes) at 1,000 segments a second with a round trip of 0.1 s: 0.1 s in the
/// division. A window of 100 segments fills the line: rounds of 10, 20 and 40, 3 × 0.1 s, of which
/// the 70 segments take 0.07 s anyway; 0.2 s to connect, 0.1 s to ask: 0.1 + 0.23 + 0.2 + 0.1 s.
/// Without start-up 0.2 s. Ten segments only connect and ask.
#[test]
fn start_up_in_closed_form_by_hand() {
    let bps = 1_448.0 * 8.0 * 1e3;
    let way = Way { round_trip: 0.1, ..transfer(0, 0, bps) };
    let close = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-12, "{found}");
    close(completion_secs(&way, 144_800, 0.1, 0.1, true), 0.63);
    close(unloaded_secs(&way, 144_800, true), 0.63);
    close(completion_secs(&way, 144_800, 0.1, 0.1, false), 0.2);
    close(completion_secs(&way, 14_480, 0.01, 0.1, true), 0.31);
    close(completion_secs(&way, 0, 0.0, 0.1, true), 0.3);
}

/// Two calls of 8 bit/s for a minute over a line of 10, round trip 0.3 s: each goes without 3 of 8 bit
/// of every second. Screen work of that round trip feels slow, of 0.2 s delayed, of 0.1 s prompt.
#[test]
fn quality_of_calls_and_screens_over_the_minutes() {
    for (round_trip, feel) in [(0.3, 2), (0.2, 1), (0.1, 0)] {
        let way = Way { round_trip, as_screen: true, ..meeting(0, 0, 8.0) };
        let uses = vec![Use { start: 0.0, way: 0, bytes: 0, lasts: 90.0 }; 2];
        let service = &run(&plan(&[10.0], 8.0, vec![way], uses)).applications[0];
        let score = opinion_score(rating(round_trip / 2.0, 0.375));
        assert_eq!(service.speech_secs, 180.0);
        assert!((service.scored_secs / service.speech_secs - score).abs() < 1e-12);
        assert_eq!(service.feel_secs[feel], 180.0);
        assert_eq!(service.feel_secs.iter().sum::<f64>(), 180.0);
    }
}

proptest! {
    /// More capacity of a line that is alone impairs nobody more.
    #[test]
    fn more_capacity_of_a_lone_line_never_hurts(
        uses in prop::collection::vec((0.0..600.0_f64, 0..2_usize, 1..2_000_u64), 1..40),
        times in 1.0..4.0_f64,
    ) {
        let mut uses: Vec<Use> = uses
            .into_iter()
            .map(|(start, way, size)| match way {
                0 => Use { start, way, bytes: size, lasts: 0.0 },
                _ => Use { start, way, bytes: 0, lasts: size as f64 / 10.0 },
            })
            .collect();
        uses.sort_by(|a, b| a.start.total_cmp(&b.start));
        let mut plan = plan(&[100.0], 1e9, vec![transfer(0, 0, 100.0), meeting(1, 1, 40.0)], uses);
        plan.classes.push(Class::new(vec![0], 40.0));
        let affected = |plan: &Plan| -> f64 {
            run(plan).applications.iter().map(|a| a.affected_secs).sum()
        };
        let wider = changed(&plan, &Change::Capacity { resources: vec![0], times });
        prop_assert!(affected(&wider) <= affected(&plan) + 1e-6);
    }
}
