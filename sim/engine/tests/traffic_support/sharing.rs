//! Max-min division: published cases, sums by hand, optimality.

use crate::known::divisions;
use proptest::prelude::*;
use sansou_engine::traffic::sharing::Sharing;

const NO_CAP: f64 = f64::INFINITY;

/// A class as route, weight, cap, flows.
type Given<'a> = (&'a [usize], f64, f64, u32);

/// One flow without a cap.
fn one(route: &[usize]) -> Given<'_> {
    (route, 1.0, NO_CAP, 1)
}

fn rates(capacities: &[f64], classes: &[Given<'_>]) -> Vec<f64> {
    let mut sharing = Sharing::new(capacities);
    for (route, weight, cap, count) in classes {
        let class = sharing.add_class(route, *weight, *cap);
        sharing.set_count(class, *count);
    }
    sharing.solve();
    (0..classes.len()).map(|c| sharing.rate(c)).collect()
}

fn assert_rates(capacities: &[f64], classes: &[Given<'_>], expected: &[f64]) {
    let found = rates(capacities, classes);
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-9 * expected, "{found} instead of {expected}");
    }
}

/// Links of 10 and 4. The long flow and the short one on the second link share 4: 2 each; the short
/// one on the first link has the rest: 10 − 2 = 8.
#[test]
fn three_flows_two_links() {
    assert_rates(&[10.0, 4.0], &[one(&[0, 1]), one(&[0]), one(&[1])], &[2.0, 8.0, 2.0]);
}

#[test]
fn known_answers() {
    for (name, capacities, flows) in divisions() {
        let classes: Vec<Given<'_>> =
            flows.iter().map(|(links, weight, cap, _)| (&links[..], *weight, *cap, 1)).collect();
        let expected: Vec<f64> = flows.iter().map(|flow| flow.3).collect();
        let found = rates(&capacities, &classes);
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found - expected).abs() <= 1e-9 * expected, "{name}: {found}, not {expected}");
        }
    }
}

/// Ten flows each on the three lines of "three-site" as classes of ten: the same rates.
#[test]
fn a_class_is_its_flows() {
    fn ten(route: &[usize]) -> Given<'_> {
        (route, 1.0, NO_CAP, 10)
    }
    assert_rates(
        &[600.0, 50.0, 150.0, 500.0],
        &[ten(&[0, 1]), ten(&[0, 2]), ten(&[0, 3])],
        &[5.0, 15.0, 40.0],
    );
}

/// A line of 10 with weights 1 and 4: 2 and 8. The heavy one capped at 6 leaves 4 to the light one.
#[test]
fn cap_frees_capacity_for_others() {
    let light: Given<'_> = (&[0], 1.0, NO_CAP, 1);
    assert_rates(&[10.0], &[light, (&[0], 4.0, NO_CAP, 1)], &[2.0, 8.0]);
    assert_rates(&[10.0], &[light, (&[0], 4.0, 6.0, 1)], &[4.0, 6.0]);
}

/// A firewall of 90 for both directions between a line of 100 each way: two flows down and one up
/// share 90: 30 each. The one up capped at 10: (90 − 10) ÷ 2 = 40 for those down.
#[test]
fn appliance_is_shared_by_both_directions() {
    let capacities = [100.0, 100.0, 90.0];
    let down: Given<'_> = (&[0, 2], 1.0, NO_CAP, 2);
    assert_rates(&capacities, &[down, (&[1, 2], 1.0, NO_CAP, 1)], &[30.0, 30.0]);
    assert_rates(&capacities, &[down, (&[1, 2], 1.0, 10.0, 1)], &[40.0, 10.0]);
}

/// A change is felt through chains of full links: links of 10, 10, 10 with flows on 0+1, 1+2 and 2.
/// All have 5. When the flow on 2 leaves, nothing but link 1 binds and 5 + 5 stay; when 0+1 is capped
/// at 2, the flow on 1+2 has 8.
#[test]
fn changes_spread_along_full_links() {
    let mut sharing = Sharing::new(&[10.0; 3]);
    let routes: [&[usize]; 3] = [&[0, 1], &[1, 2], &[2]];
    for route in routes {
        let class = sharing.add_class(route, 1.0, NO_CAP);
        sharing.set_count(class, 1);
    }
    sharing.solve();
    assert_eq!([0, 1, 2].map(|c| sharing.rate(c)), [5.0; 3]);
    assert_eq!(sharing.load(0), 5.0);
    sharing.set_count(2, 0);
    sharing.solve();
    assert_eq!([0, 1].map(|c| sharing.rate(c)), [5.0; 2]);
    sharing.set_cap(0, 2.0);
    sharing.solve();
    assert_eq!([0, 1].map(|c| sharing.rate(c)), [2.0, 8.0]);
    assert_eq!(sharing.load(1), 10.0);
    assert_eq!(sharing.changed(), [0, 1]);
}

#[derive(Debug, Clone)]
struct Mesh {
    capacities: Vec<f64>,
    classes: Vec<(Vec<usize>, f64, f64)>,
    /// Class, new count, new cap (0: as it was); solved after each.
    changes: Vec<(usize, u32, f64)>,
}

fn mesh() -> impl Strategy<Value = Mesh> {
    (2_usize..8, 2_usize..12).prop_flat_map(|(links, classes)| {
        let cap = prop_oneof![Just(f64::INFINITY), 0.1_f64..20.0, Just(5.0)];
        let weight = prop_oneof![Just(1.0), 0.2_f64..4.0];
        let class = (prop::collection::vec(0..links, 1..5), weight, cap);
        let cap = prop_oneof![Just(0.0), 0.1_f64..20.0];
        (
            prop::collection::vec(prop_oneof![1.0_f64..100.0, Just(10.0)], links),
            prop::collection::vec(class, classes),
            prop::collection::vec((0..classes, 0_u32..6, cap), 1..30),
        )
            .prop_map(|(capacities, classes, changes)| Mesh {
                capacities,
                classes,
                changes,
            })
    })
}

/// Asserts that nothing is over capacity and each class has a reason for its rate.
fn assert_fair(sharing: &Sharing, classes: &[(Vec<usize>, f64, f64)]) {
    let live: Vec<usize> = (0..classes.len()).filter(|&c| sharing.count(c) > 0).collect();
    let resources = classes.iter().flat_map(|c| c.0.iter().copied()).max().unwrap() + 1;
    let on = |r: usize| live.iter().copied().filter(move |&c| sharing.route(c).contains(&r));
    let load = |r: usize| on(r).map(|c| f64::from(sharing.count(c)) * sharing.rate(c)).sum::<f64>();
    let level = |c: usize| sharing.rate(c) / classes[c].1;
    for r in 0..resources {
        assert!(load(r) <= sharing.capacity(r) * (1.0 + 1e-9), "resource {r} over capacity");
        assert!((load(r) - sharing.load(r)).abs() <= 1e-9 * sharing.capacity(r));
    }
    for &c in &live {
        let capped = sharing.rate(c) >= sharing.cap(c) * (1.0 - 1e-9);
        let held = sharing.route(c).iter().any(|&r| {
            load(r) >= sharing.capacity(r) * (1.0 - 1e-7)
                && on(r).all(|other| level(other) <= level(c) * (1.0 + 1e-7))
        });
        assert!(capped || held, "class {c} could have more");
    }
}

proptest! {
    /// Optimality after every change, and the same rates as a solution of everything at once.
    #[test]
    fn division_is_max_min_after_every_change(mesh in mesh()) {
        let mut sharing = Sharing::new(&mesh.capacities);
        let mut classes = mesh.classes.clone();
        for (route, weight, cap) in &classes {
            sharing.add_class(route, *weight, *cap);
        }
        for (class, count, cap) in mesh.changes {
            sharing.set_count(class, count);
            if cap > 0.0 {
                sharing.set_cap(class, cap);
                classes[class].2 = cap;
            }
            sharing.solve();
            assert_fair(&sharing, &classes);
            let given: Vec<Given<'_>> = classes
                .iter()
                .enumerate()
                .map(|(c, (route, weight, cap))| (&route[..], *weight, *cap, sharing.count(c)))
                .collect();
            for (c, rate) in rates(&mesh.capacities, &given).into_iter().enumerate() {
                if sharing.count(c) > 0 {
                    prop_assert!((rate - sharing.rate(c)).abs() <= 1e-7 * rate);
                }
            }
        }
    }
}
