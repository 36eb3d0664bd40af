//! Flows over time: finish times by hand.

use sansou_engine::traffic::flows::Flows;
use sansou_engine::traffic::sharing::Sharing;

/// A transfer as start, bits, route, cap.
type Given<'a> = (f64, f64, &'a [usize], f64);

/// A transfer without a cap.
fn at(start: f64, bits: f64, route: &[usize]) -> Given<'_> {
    (start, bits, route, NO_CAP)
}

/// Finish times of transfers, each in a class of its own.
fn finish(capacities: &[f64], transfers: &[Given<'_>]) -> Vec<f64> {
    let mut sharing = Sharing::new(capacities);
    for (_, _, route, cap) in transfers {
        sharing.add_class(route, 1.0, *cap);
    }
    let mut flows = Flows::new(sharing, 1);
    let mut finish = vec![0.0; transfers.len()];
    let mut starts: Vec<usize> = (0..transfers.len()).collect();
    starts.sort_by(|a, b| transfers[*b].0.total_cmp(&transfers[*a].0));
    let mut ended = Vec::new();
    loop {
        let start = starts.last().map_or(f64::INFINITY, |&s| transfers[s].0);
        let now = flows.next_end().min(start);
        if now.is_infinite() {
            return finish;
        }
        flows.advance(now, &mut ended);
        for token in ended.drain(..) {
            finish[token] = now;
        }
        while let Some(&next) = starts.last()
            && transfers[next].0 <= now
        {
            flows.start(next, 0, transfers[next].1, next);
            starts.pop();
        }
        flows.settle(|_, _| ());
    }
}

fn assert_finish(capacities: &[f64], transfers: &[Given<'_>], expected: &[f64]) {
    let found = finish(capacities, transfers);
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
    }
}

const NO_CAP: f64 = f64::INFINITY;

/// 800 Mbit over 100 Mbit/s: 8 s; capped at 50 Mbit/s: 16 s.
#[test]
fn one_transfer() {
    assert_finish(&[100e6], &[(0.0, 800e6, &[0], NO_CAP)], &[8.0]);
    assert_finish(&[100e6], &[(0.0, 800e6, &[0], 50e6)], &[16.0]);
}

/// Known answers (reference/traffic/known_answers.json of the project's design papers, `fluid_fct`).
#[test]
fn known_finish_times() {
    // "two equal flows together", "short and long", "late arrival": the first has 50 alone by 5 s,
    // then both have 5: 50 ÷ 5 = 10 s more; the other has 50 left then: 5 s more.
    assert_finish(&[10.0], &[at(0.0, 100.0, &[0]), at(0.0, 100.0, &[0])], &[20.0, 20.0]);
    assert_finish(&[10.0], &[at(0.0, 50.0, &[0]), at(0.0, 150.0, &[0])], &[10.0, 20.0]);
    assert_finish(&[10.0], &[at(0.0, 100.0, &[0]), at(5.0, 100.0, &[0])], &[15.0, 20.0]);
    // "capped meeting + elastic".
    assert_finish(&[10.0], &[(0.0, 20.0, &[0], 2.0), at(0.0, 80.0, &[0])], &[10.0, 10.0]);
    // "parking lot with sizes": 5 each; the short one on the first link is through at 10 s, but the
    // second link holds the long one at 5 until both end at 20 s.
    assert_finish(
        &[10.0, 10.0],
        &[at(0.0, 100.0, &[0, 1]), at(0.0, 50.0, &[0]), at(0.0, 100.0, &[1])],
        &[20.0, 10.0, 20.0],
    );
    // "parking lot release".
    assert_finish(
        &[10.0, 20.0],
        &[at(0.0, 100.0, &[0, 1]), at(0.0, 25.0, &[0]), at(0.0, 300.0, &[1])],
        &[12.5, 5.0, 20.0],
    );
}

/// A line of 10. A meeting of 4 from 0 to 10 s leaves 6 to a transfer of 120 bits: 60 by 10 s, and
/// the other 60 alone at 10: through at 16 s. The meeting lacks nothing and carries 40.
#[test]
fn stream_with_transfer() {
    let mut sharing = Sharing::new(&[10.0]);
    sharing.add_class(&[0], 1.0, 4.0);
    sharing.add_class(&[0], 1.0, NO_CAP);
    let mut flows = Flows::new(sharing, 2);
    let mut ended = Vec::new();
    flows.join(0, 0);
    flows.start(1, 1, 120.0, 7);
    flows.settle(|_, _| ());
    assert_eq!(flows.next_end(), 20.0);
    flows.advance(10.0, &mut ended);
    assert_eq!(flows.under_way(), [(7, 60.0)]);
    flows.leave(0, 0);
    flows.settle(|class, rate| assert_eq!((class, rate), (1, 10.0)));
    assert_eq!(flows.next_end(), 16.0);
    flows.advance(16.0, &mut ended);
    assert_eq!(ended, [7]);
    assert_eq!(flows.lack(0), 0.0);
    let mut carried = Vec::new();
    flows.drain(|route, tag, bits| carried.push((route.to_vec(), tag, bits)));
    assert_eq!(carried, [(vec![0], 0, 40.0), (vec![0], 1, 120.0)]);
}

/// Flows of one class share one clock: a line of 12, three transfers of 12, 24 and 36 bits from 0.
/// 4 each: the first is through at 3 s (12 ÷ 4); the others have 12 and 24 left at 6 each: 5 s; the
/// last has 12 left at 12: 6 s.
#[test]
fn one_class_one_clock() {
    let mut sharing = Sharing::new(&[12.0]);
    sharing.add_class(&[0], 1.0, NO_CAP);
    let mut flows = Flows::new(sharing, 1);
    for (token, bits) in [36.0, 12.0, 24.0].into_iter().enumerate() {
        flows.start(0, 0, bits, token);
    }
    let mut order = Vec::new();
    for at in [3.0, 5.0, 6.0] {
        flows.settle(|_, _| ());
        assert_eq!(flows.next_end(), at);
        flows.advance(at, &mut order);
    }
    assert_eq!(order, [1, 2, 0]);
    flows.settle(|_, _| ());
    assert!(flows.next_end().is_infinite());
}
