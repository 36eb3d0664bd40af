//! Flow lists: the reference day, published cases, sums by hand.

use crate::known::divisions;
use crate::list_naive::{Given, list};
use sansou_engine::traffic::list::{Finished, LinkLoad, Question, run};
use sansou_scenario::flows::{Flow, FlowList, Link};
use std::collections::BTreeMap;

const NO_CAP: f64 = f64::INFINITY;
const LOADS: Question = Question { tcp: false, loads: true };

/// A flow without cap that starts at 0.
fn bits(bits: f64, links: &[u32]) -> Given<'_> {
    (0.0, bits / 8.0, links, NO_CAP, 1.0)
}

fn finish(capacities: &[f64], flows: &[Given<'_>]) -> Vec<f64> {
    run(&list(capacities, flows), Question::default()).finish_secs
}

fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-9 * expected, "{found} instead of {expected}");
    }
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

/// Links and flows of CSV text, without checks.
fn read(links: &str, flows: &str) -> FlowList {
    let mut list = FlowList::default();
    let mut routes = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for row in rows(links) {
        ids.insert(row[0], list.links.len() as u32);
        let capacity_bps = row[1].parse().unwrap();
        list.links.push(Link { id: row[0].to_owned(), capacity_bps, delay_secs: 0.0 });
    }
    for row in rows(flows) {
        let route = *routes.entry(row[3]).or_insert_with(|| {
            list.routes.push(row[3].split(';').map(|id| ids[id]).collect());
            list.routes.len() as u32 - 1
        });
        list.ids.push(row[0]);
        list.flows.push(Flow {
            start_secs: row[1].parse().unwrap(),
            bytes: row[2].parse().unwrap(),
            route,
            cap_bps: row[4].parse().unwrap_or(NO_CAP),
            weight: row[5].parse().unwrap_or(1.0),
        });
    }
    list
}

/// The reference day of the project's design papers (reference/traffic): 10,000 downloads at three
/// sites, and their finish times by SimGrid 4.1 (pure max-min fairness, zero delay).
#[test]
fn reference_day_ends_as_in_simgrid() {
    let list = read(include_str!("data/links.csv"), include_str!("data/flows_day_10k.csv"));
    let Finished { finish_secs, loads } = run(&list, LOADS);
    assert_eq!(run(&list, Question::default()).finish_secs, finish_secs);
    for (row, found) in rows(include_str!("data/finish_day_10k.csv")).zip(&finish_secs) {
        let expected: f64 = row[1].parse().unwrap();
        assert!((found - expected).abs() < 1e-6, "flow {}: {found}, not {expected}", row[0]);
    }
    for (link, load) in list.links.iter().zip(&loads) {
        assert!(load.mean_bps <= load.max_bps, "{}", link.id);
        assert!(load.max_bps <= link.capacity_bps * (1.0 + 1e-9), "{} over capacity", link.id);
    }
    let load = |id: &str| loads[list.links.iter().position(|link| link.id == id).unwrap()];
    assert!((load("wan_S").max_bps - 50e6).abs() < 1e-3, "the small line is full at times");
    assert_eq!(load("internet"), load("cloud"), "the same flows");
}

/// With as many bits as its rate, every flow ends after one second.
#[test]
fn known_divisions() {
    for (name, capacities, flows) in divisions() {
        let routes: Vec<Vec<u32>> =
            flows.iter().map(|flow| flow.0.iter().map(|&link| link as u32).collect()).collect();
        let given = flows.iter().zip(&routes);
        let given: Vec<Given<'_>> = given
            .map(|((_, weight, cap, rate), r)| (0.0, rate / 8.0, &r[..], *cap, *weight))
            .collect();
        for secs in finish(&capacities, &given) {
            assert!((secs - 1.0).abs() <= 1e-9, "{name}: {secs} s");
        }
    }
}

/// The cases `fluid_fct` of reference/traffic/known_answers.json.
#[test]
fn known_finish_times() {
    let line = &[10.0][..];
    // "two equal flows together", "short and long".
    assert_close(&finish(line, &[bits(100.0, &[0]), bits(100.0, &[0])]), &[20.0, 20.0]);
    assert_close(&finish(line, &[bits(50.0, &[0]), bits(150.0, &[0])]), &[10.0, 20.0]);
    // "late arrival": the first has 50 alone by 5 s, then both have 5: 50 ÷ 5 = 10 s more; the other
    // has 50 left then: 5 s more.
    let late = (5.0, 12.5, &[0][..], NO_CAP, 1.0);
    assert_close(&finish(line, &[bits(100.0, &[0]), late]), &[15.0, 20.0]);
    // "capped meeting + elastic".
    let meeting = (0.0, 2.5, &[0][..], 2.0, 1.0);
    assert_close(&finish(line, &[meeting, bits(80.0, &[0])]), &[10.0, 10.0]);
    // "parking lot with sizes", "parking lot release".
    assert_close(
        &finish(&[10.0; 2], &[bits(100.0, &[0, 1]), bits(50.0, &[0]), bits(100.0, &[1])]),
        &[20.0, 10.0, 20.0],
    );
    assert_close(
        &finish(&[10.0, 20.0], &[bits(100.0, &[0, 1]), bits(25.0, &[0]), bits(300.0, &[1])]),
        &[12.5, 5.0, 20.0],
    );
}

/// A line of 10 to two terminals of 6, and nine more that make it busy later. At first one flow: 6, its
/// terminal's limit. A second one there: 3 each though the line has room. One at the other terminal:
/// it has the 4 that they leave. When the first two end at 2 s (6 ÷ 3), it has 6: 8 done, 12 left.
#[test]
fn a_terminal_binds_for_a_while() {
    let mut capacities = vec![10.0];
    capacities.extend([6.0; 11]);
    let routes: Vec<[u32; 2]> = (1..12).map(|terminal| [0, terminal]).collect();
    let mut flows = vec![bits(6.0, &routes[0]), bits(6.0, &routes[0]), bits(20.0, &routes[1])];
    let later = routes[2..].iter().map(|route| (100.0, 1.25, &route[..], NO_CAP, 1.0));
    flows.extend(later);
    let Finished { finish_secs, loads } = run(&list(&capacities, &flows), LOADS);
    assert_close(&finish_secs[..3], &[2.0, 2.0, 4.0]);
    // Nine of 10 bits over 10 bit/s: 9 s more. In all 32 + 90 bits in 109 s.
    assert_close(&finish_secs[3..], &[109.0; 9]);
    assert_close(&[loads[0].mean_bps, loads[0].max_bps], &[122.0 / 109.0, 10.0]);
    assert_close(&[loads[0].busy_secs, loads[1].busy_secs], &[13.0, 2.0]);
    assert_close(&[loads[1].max_bps, loads[2].max_bps, loads[3].max_bps], &[6.0, 6.0, 10.0 / 9.0]);
}

/// Sizes of 0 end where they start and disturb nobody; an empty list is no trouble.
#[test]
fn nothing_to_carry() {
    let flows = [(7.0, 0.0, &[0][..], NO_CAP, 1.0), (3.0, 5.0, &[0][..], NO_CAP, 1.0)];
    let found = run(&list(&[10.0, 1.0], &flows), LOADS);
    assert_eq!(found.finish_secs, [7.0, 7.0]);
    assert_eq!(found.loads[0], LinkLoad { mean_bps: 10.0, max_bps: 10.0, busy_secs: 4.0 });
    assert_eq!(found.loads[1], LinkLoad::default());
    assert_eq!(run(&list(&[], &[]), LOADS), Finished::default());
}

/// A flow of weight 10⁻⁶ alone on a link for 100 s, then one of 10⁶ with 8 × 10⁵ bits, which takes all
/// but 10⁻¹² of 10⁹ bit/s: 0.8 ms. The same where the heavy one's class is there already, 100 s later.
#[test]
fn a_heavy_flow_after_a_light_one_takes_its_time() {
    let heavy = |start| (start, 1e5, &[0][..], NO_CAP, 1e6);
    let endless = (50.0, 1e13, &[0][..], 1.0, 1e6);
    for others in
        [&[(0.0, 1e15, &[0][..], NO_CAP, 1e-6)][..], &[(0.0, 1e15, &[0], NO_CAP, 1e-6), endless]]
    {
        let flows = [others, &[heavy(100.0), heavy(200.0)]].concat();
        let found = finish(&[1e9], &flows);
        let [.., first, second] = found[..] else { panic!() };
        assert!((first - 100.0 - 8e-4).abs() < 1e-9, "{first}");
        assert!((second - 200.0 - 8e-4).abs() < 1e-9, "{second}");
        assert!((found[0] / 8e6 - 1.0).abs() < 1e-6, "{found:?}");
    }
}

/// Two lines of 9 bit/s, each for nine terminals of 10 bit/s. The first terminal's flow comes at 1 s
/// and has 1 bit/s of the first line until the eight others end at 5 s, then 9. At 7 s it gets a second
/// flow over the other line, 0.5 bit/s beside a mass of 17, and 1.5 once a mass of 12 ends at 9 s: 8.5
/// are left for the first, which has had 4 + 36 bits by then and so has 57 at 11 s.
#[test]
fn a_terminal_binds_after_a_line_has_been_freed() {
    let mut capacities = vec![9.0, 9.0];
    capacities.extend([10.0; 17]);
    let routes: Vec<[u32; 2]> = (0..16).map(|at| [at / 8, 3 + at]).collect();
    let late = |start, bits: f64, links| (start, bits / 8.0, links, NO_CAP, 1.0);
    let mut flows = vec![late(1.0, 57.0, &[0, 2][..]), late(7.0, 16.0, &[1, 2])];
    flows.extend(routes[..8].iter().map(|route| bits(5.125, route)));
    let of_mass = |bits: f64, mass| move |route| (6.0, bits / 8.0, route, NO_CAP, mass);
    let others = routes[8..].iter().map(|route| &route[..]);
    flows.extend(others.clone().take(4).map(of_mass(27.0 / 17.0 + 3.0, 3.0)));
    flows.extend(others.skip(4).map(of_mass(100.0, 1.25)));
    assert_close(&finish(&capacities, &flows)[..3], &[11.0, 19.0, 5.0]);
}

/// A burst a billion seconds after the first flow: ten flows of 100 bit/s at most and 1.6 ms each, one
/// every 0.1 ms, so that all are there for 0.7 ms. Time is told to 10⁻⁷ s by then.
#[test]
fn a_dense_burst_late_in_time_is_seen() {
    let mut flows = vec![(0.0, 1.0, &[0][..], 100.0, 1.0)];
    flows.extend((0..10).map(|at| (1e9 + f64::from(at) * 1e-4, 0.02, &[0][..], 100.0, 1.0)));
    let loads = run(&list(&[1e6], &flows), LOADS).loads;
    assert_close(&[loads[0].max_bps], &[1e3]);
}

/// Two ends that fall together leave no moment in between in which one flow alone has the line.
#[test]
fn no_load_between_two_ends_at_once() {
    let flows = [(0.0, 0.1, &[0, 1][..], 3.0, 1.0), (0.0, 0.1, &[0, 2][..], NO_CAP, 1.0)];
    let found = run(&list(&[6.0, 5.0, 5.0], &flows), LOADS);
    assert_close(&found.finish_secs, &[0.8 / 3.0; 2]);
    assert_close(&[found.loads[1].max_bps, found.loads[2].max_bps], &[3.0, 3.0]);
}
