//! Differences between networks from the trials that they share.

use crate::support::{City, exponential, fixed};
use crate::{SETTINGS, TRIALS, wants};
use sansou_engine::attack::{Discordant, PairedTally, run, run_paired};
use sansou_engine::interval::paired_difference;
use sansou_scenario::case::AlarmHours::{self, Always, Office};
use sansou_scenario::case::Attacker::Broad;
use sansou_scenario::case::ConduitKind::{Internal, Web};
use sansou_scenario::case::ThreatId;

const FIRST: ThreatId = ThreatId(0);
const HOUR: f64 = 3_600.0;

/// a --go (0.5)--> b --on--> c a day later; a guard answers `go` at these hours.
fn guarded(hours: AlarmHours) -> City {
    let mut city = City::new();
    city.node("a", 1).node("b", 1).node("c", 1);
    city.conduit("ab", Internal, &["a"], "b").conduit("bc", Web, &["b"], "c");
    city.along("go", Internal, &["own"], "own", 0.5);
    city.along("on", Web, &["own"], "own", 1.0).taking(fixed(24.0 * HOUR));
    city.control("guard", None)
        .detects(&["go"], 0.8, exponential(HOUR))
        .responds(hours, fixed(1.0));
    city.place("guard_here", "guard", &["b"], &[], None);
    wants(&mut city, Broad, &["a"], &["c"]);
    city
}

/// In lockstep each network has the very trials that it has alone, and pieces add up to the whole.
#[test]
fn side_by_side_is_as_alone() {
    let [always, office] = [Always, Office].map(|hours| guarded(hours).graph());
    let sides = [(&always, FIRST), (&office, FIRST)];
    let whole = run_paired(&sides, &SETTINGS, 0..3_000);
    assert_eq!(whole[0].tally, run(&always, FIRST, &SETTINGS, 0..3_000));
    assert_eq!(whole[1].tally, run(&office, FIRST, &SETTINGS, 0..3_000));
    let mut pieces = run_paired(&sides, &SETTINGS, 0..1_000);
    for (piece, later) in pieces.iter_mut().zip(run_paired(&sides, &SETTINGS, 1_000..3_000)) {
        piece.merge(later);
    }
    assert_eq!(pieces, whole);
}

/// The same alarm is answered later in office hours, so nothing is reached around the clock alone;
/// what is reached in office hours alone is the difference of the counts.
#[test]
fn only_trials_that_end_differently_count() {
    let [always, office] = [Always, Office].map(|hours| guarded(hours).graph());
    let sides = [(&always, FIRST), (&office, FIRST), (&always, FIRST)];
    let found = run_paired(&sides, &SETTINGS, 0..TRIALS);
    let successes = |side: &PairedTally| side.tally.goals[0].successes;
    assert_eq!(found[0].pairs, []);
    assert_eq!(found[2].pairs, [Some(Discordant::default())]);
    let pair = found[1].pairs[0].unwrap();
    assert_eq!(pair.base_only, 0);
    assert_eq!(pair.variant_only, successes(&found[1]) - successes(&found[0]));
    assert!(pair.variant_only > 0);
}

/// A goal that the first network does not name has nothing to be compared with.
#[test]
fn goals_are_matched_by_id() {
    let [mut one, other] = [Always, Office].map(guarded);
    one.case.goals[0].id = "another".to_owned();
    let [one, other] = [one.graph(), other.graph()];
    assert_eq!(run_paired(&[(&one, FIRST), (&other, FIRST)], &SETTINGS, 0..100)[1].pairs, [None]);
}

/// Without discordant trials: Wilson's upper limit of 0 of n is z² / (n + z²) = 3.841459 / 103.841459
/// = 0.036993, on either side. One way only: 10 of 100 is 0.1 (0.055229 to 0.174366, Wilson by
/// hand), so low = 0.1 − √(0.044771² + 0.036993²) = 0.041923 and high = 0.174366.
#[test]
fn intervals_by_hand() {
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b}");
    let none = paired_difference(0, 0, 100);
    near(none.value, 0.0);
    near(none.low, -0.036_993);
    near(none.high, 0.036_993);
    let up = paired_difference(0, 10, 100);
    near(up.value, 0.1);
    near(up.low, 0.041_923);
    near(up.high, 0.174_366);
    let down = paired_difference(10, 0, 100);
    near(down.low, -up.high);
    near(down.high, -up.low);
}

/// Over all outcomes of 60 trials, weighted by their exact chance, the interval holds the true
/// difference as often as it says, within 2.5 points.
#[test]
fn intervals_cover_what_they_say() {
    const N: u64 = 60;
    for (base, variant) in [(0.02, 0.1), (0.1, 0.1), (0.3, 0.2), (0.05, 0.4)] {
        let mut covered = 0.0;
        // Chance of (0, 0), then each next cell from the last one.
        let neither: f64 = 1.0 - base - variant;
        let mut row = libm::pow(neither, N as f64);
        for b in 0..=N {
            let mut chance = row;
            for v in 0..=N - b {
                let interval = paired_difference(b, v, N);
                if interval.low <= variant - base && variant - base <= interval.high {
                    covered += chance;
                }
                chance *= (N - b - v) as f64 / (v + 1) as f64 * variant / neither;
            }
            row *= (N - b) as f64 / (b + 1) as f64 * base / neither;
        }
        assert!((0.925..=0.99).contains(&covered), "{base} {variant}: {covered}");
    }
}
