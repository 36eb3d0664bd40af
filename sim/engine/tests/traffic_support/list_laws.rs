//! Flow lists: laws that hold for any links, routes, caps, weights, starts and sizes.

use crate::list_naive;
use proptest::prelude::*;
use sansou_engine::traffic::list::{Finished, Question, run};
use sansou_scenario::flows::{Flow, FlowList};

const LOADS: Question = Question { tcp: false, loads: true };

/// Start, bytes, route, cap, weight.
type Drawn = (f64, f64, Vec<u32>, f64, f64);

fn drawn_list(capacities: &[f64], flows: &[Drawn]) -> FlowList {
    let given: Vec<list_naive::Given<'_>> = flows
        .iter()
        .map(|(start, bytes, route, cap, weight)| (*start, *bytes, &route[..], *cap, *weight))
        .collect();
    list_naive::list(capacities, &given)
}

fn flow(route: impl Strategy<Value = Vec<u32>>) -> impl Strategy<Value = Drawn> {
    let start = prop_oneof![Just(0.0), Just(5.0), 0.0_f64..40.0];
    let bytes = prop_oneof![Just(0.0), Just(10.0), 0.1_f64..100.0, 1.0_f64..10.0];
    let cap = prop_oneof![3 => Just(f64::INFINITY), 1 => 0.5_f64..30.0, 1 => Just(5.0)];
    let weight = prop_oneof![2 => Just(1.0), 1 => 0.2_f64..4.0, 1 => Just(2.0)];
    (start, bytes, route, cap, weight)
}

/// Any routes over a few links.
fn mesh() -> impl Strategy<Value = FlowList> {
    (2_u32..9).prop_flat_map(|links| {
        let all: Vec<u32> = (0..links).collect();
        let route = prop::sample::subsequence(all, 1..=links.min(4) as usize).prop_shuffle();
        let capacity = prop_oneof![1.0_f64..100.0, Just(10.0), Just(20.0)];
        (prop::collection::vec(capacity, links as usize), prop::collection::vec(flow(route), 1..40))
            .prop_map(|(capacities, flows)| drawn_list(&capacities, &flows))
    })
}

/// Terminals at sites below a shared link, with breakouts and some traffic between two terminals: the
/// structure that the engine makes use of.
fn tree() -> impl Strategy<Value = FlowList> {
    const SITES: u32 = 3;
    const TERMINALS: u32 = 12;
    let line = |site: u32| 1 + site;
    let breakout = |site: u32| 1 + SITES + site;
    let access = |site: u32, terminal: u32| 1 + 2 * SITES + site * TERMINALS + terminal;
    let end = (0..SITES, prop_oneof![0..TERMINALS, Just(0_u32)]);
    let route = (end.clone(), end, 0_u32..8).prop_map(move |((site, terminal), other, way)| {
        let here = access(site, terminal);
        let there = access(other.0, other.1);
        match way {
            0..4 => vec![0, line(site), here],
            4..7 => vec![breakout(site), here],
            _ if there == here => vec![line(site), here],
            _ if other.0 == site => vec![there, line(site), here],
            _ => vec![there, line(other.0), line(site), here],
        }
    });
    let capacities = (
        prop_oneof![Just(60.0), Just(200.0)],
        prop::collection::vec(10.0_f64..80.0, 2 * SITES as usize),
        prop_oneof![Just(10.0), Just(25.0), Just(3.0)],
    );
    (capacities, prop::collection::vec(flow(route), 40..120)).prop_map(
        move |((shared, lines, terminal), flows)| {
            let mut capacities = vec![shared];
            capacities.extend(lines);
            capacities.extend(vec![terminal; (SITES * TERMINALS) as usize]);
            drawn_list(&capacities, &flows)
        },
    )
}

/// A power of ten.
fn power(exponents: std::ops::Range<i32>) -> impl Strategy<Value = f64> {
    exponents.prop_map(|exponent| format!("1e{exponent}").parse().unwrap())
}

fn assert_near(found: f64, expected: f64, what: &str) {
    let off = 1e-9 * expected.abs().max(1e-3);
    assert!((found - expected).abs() <= off, "{what}: {found} instead of {expected}");
}

fn assert_as_naive(list: &FlowList) {
    let Finished { finish_secs, loads } = run(list, LOADS);
    let (expected, expected_loads) = list_naive::run(list);
    for (found, expected) in finish_secs.iter().zip(expected) {
        assert_near(*found, expected, "finish");
    }
    for ((found, expected), link) in loads.iter().zip(expected_loads).zip(&list.links) {
        assert_near(found.mean_bps, expected.mean_bps, "mean");
        assert_near(found.max_bps, expected.max_bps, "max");
        assert_near(found.busy_secs, expected.busy_secs, "busy");
        assert!(found.max_bps <= link.capacity_bps * (1.0 + 1e-9), "over capacity");
    }
}

fn scaled(list: &FlowList, by: f64) -> FlowList {
    let mut list = list.clone();
    list.links.iter_mut().for_each(|link| link.capacity_bps *= by);
    list.flows.iter_mut().for_each(|flow| {
        flow.bytes *= by;
        flow.cap_bps *= by;
    });
    list
}

fn end_secs(list: &FlowList) -> Vec<f64> {
    run(list, Question::default()).finish_secs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Finish times and loads of any mesh equal those of a solver that knows nothing of classes,
    /// levels or clocks, and that checks max-min optimality at every event.
    #[test]
    fn meshes_as_by_filling(list in mesh()) {
        assert_as_naive(&list);
    }

    /// The same with terminals that bind now and then.
    #[test]
    fn trees_as_by_filling(list in tree()) {
        assert_as_naive(&list);
    }

    /// Capacities, caps and sizes scaled together change no time; by a power of two, not a bit of it.
    #[test]
    fn scaling_changes_no_time(list in prop_oneof![mesh(), tree()], by in 0.01_f64..100.0) {
        let before = end_secs(&list);
        prop_assert_eq!(&end_secs(&scaled(&list, 1_024.0)), &before);
        for (found, expected) in end_secs(&scaled(&list, by)).iter().zip(before) {
            assert_near(*found, expected, "scaled");
        }
    }

    /// The order of flows and of routes in the list changes nothing, and asking for loads neither.
    #[test]
    fn order_changes_nothing(
        (list, order) in prop_oneof![mesh(), tree()].prop_flat_map(|list| {
            let order: Vec<usize> = (0..list.flows.len()).collect();
            (Just(list), Just(order).prop_shuffle())
        })
    ) {
        let found = run(&list, LOADS);
        let mut other = list.clone();
        other.routes.reverse();
        let last = list.routes.len() as u32 - 1;
        other.flows = order
            .iter()
            .map(|&at| Flow { route: last - list.flows[at].route, ..list.flows[at] })
            .collect();
        let shuffled = run(&other, LOADS);
        for (place, &at) in order.iter().enumerate() {
            prop_assert_eq!(shuffled.finish_secs[place].to_bits(), found.finish_secs[at].to_bits());
        }
        prop_assert_eq!(end_secs(&list), found.finish_secs);
    }

    /// More capacity on the only link that binds hurts nobody on it, and the link works as long as
    /// there is something to do: capacity × time in use = bits, if no cap keeps flows below it.
    #[test]
    fn lone_bottleneck(
        flows in prop::collection::vec(flow(Just(vec![0])), 1..60),
        capacity in 1.0_f64..50.0,
        more in 1.0_f64..3.0,
    ) {
        let narrow = end_secs(&drawn_list(&[capacity], &flows));
        let wide = end_secs(&drawn_list(&[capacity * more], &flows));
        for (narrow, wide) in narrow.iter().zip(wide) {
            prop_assert!(wide <= narrow * (1.0 + 1e-9));
        }
        let free: Vec<Drawn> = flows.into_iter().map(|f| (f.0, f.1, f.2, f64::INFINITY, f.4)).collect();
        let bits: f64 = free.iter().map(|flow| flow.1 * 8.0).sum();
        let found = run(&drawn_list(&[capacity], &free), LOADS);
        assert_near(found.loads[0].busy_secs * capacity, bits, "work");
    }

    /// Sizes and capacities from tiny to huge: every flow ends, no sooner than its cap and its links
    /// let it, and no number goes astray.
    #[test]
    fn extremes_end(
        flows in prop::collection::vec(
            (
                prop_oneof![Just(0.0), 0.0_f64..1e-6, 0.0_f64..1e9],
                power(-6..18),
                prop::sample::subsequence(vec![0_u32, 1, 2, 3], 1..=3),
                prop_oneof![Just(f64::INFINITY), power(-3..15)],
                power(-6..7),
            ),
            1..60,
        ),
        capacities in prop::collection::vec(power(-3..15), 4),
    ) {
        let list = drawn_list(&capacities, &flows);
        let found = run(&list, LOADS);
        for ((start, bytes, route, cap, _), end) in flows.iter().zip(&found.finish_secs) {
            let most = route.iter().map(|&link| capacities[link as usize]).fold(*cap, f64::min);
            let least = start + bytes * 8.0 / most;
            prop_assert!(end.is_finite() && *end >= least * (1.0 - 1e-9), "{end} < {least}");
        }
        for (load, capacity) in found.loads.iter().zip(&capacities) {
            prop_assert!(load.max_bps <= capacity * (1.0 + 1e-9) && load.mean_bps >= 0.0);
        }
    }
}
